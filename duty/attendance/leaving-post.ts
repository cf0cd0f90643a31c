import { type Cited, citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";

/** How a post stands for whoever wants to leave it for good, by whichever act. */
export interface PostLeft {
  /** Whether the relief has taken the post over, and has not left it to itself again. */
  readonly relieved: boolean;
  /** Whether the shift was closed alone: nobody follows it, or whoever leads it goes on into the next. */
  readonly closes: boolean;
  /** Whether the shift was closed alone and somebody has come for the next one after all, to whom nothing was handed over. */
  readonly followed: boolean;
  /** Whether the post rests after the shift by the set-up, so that who closes it may go at its end. */
  readonly rests: boolean;
  /** Others who stand at this post in this shift. */
  readonly othersOn: number;
  /** Whether they lead the shift, also while they are away from it, and it has not been handed over. */
  readonly handsOver: boolean;
  /** How many others of the shift could hand it over: on duty in it, and not away. */
  readonly couldHandOver: number;
  /** Whether the shift is not handed over, one follows that the post owes, and nobody of a later one stands there yet. */
  readonly awaitsRelief: boolean;
}

/** How many stay at a post whoever goes from it, by what a regulation says of leaving it for a while; undefined where none does. */
export type StayWanted = (Cited & { readonly people: number }) | undefined;

/** Why too few would be at a post before its shift is over; whoever has taken over from the shift stays there as well. */
export function leavesTooFew({
  stay,
  othersOn,
  relieved,
}: Pick<PostLeft, "othersOn" | "relieved"> & { readonly stay: StayWanted }): { refusal: Refusal } | undefined {
  const staying = othersOn + (relieved ? 1 : 0);
  return stay && staying < stay.people ? refuse("attendance.too-few-stay", stay.cites) : undefined;
}

/**
 * Why somebody may not leave now: nobody would have the post (ZB-24, GPH-09). An emergency has a way of its own (ZB-22).
 *
 * - Before the end of the shift, one of several may go; who leads it as well, as long as somebody else there could hand over in their place.
 * - After the end, whoever leads stays until the shift is handed over, however many others are there: they sign, and the relief lets them go.
 * - After the end, the others stay until somebody of the relief has come, since GPH-09 binds the whole shift that goes (上一班); then they go singly.
 * - Once the post has been handed over, or was closed and rests, nobody is held.
 *
 * Nobody is held for ever: where the one who leads is recorded as having left, or somebody else was put in for them, the next one leads.
 *
 * @returns undefined where they may go; else `attendance.closed-alone`, `attendance.post-unclosed` or `attendance.post-uncovered`.
 */
export function emptiesPost(
  post: PostLeft,
  { untilRelieved }: AttendanceRule,
  { endsAt, now }: { readonly endsAt: Instant; readonly now: Instant },
): { refusal: Refusal } | undefined {
  const { relieved, closes, followed, rests } = post;
  const isKept = relieved || isKeptByOthers(post, now >= endsAt) || (closes && now >= endsAt);
  if (isKept || !untilRelieved?.required) return undefined;
  if (followed) return refuse("attendance.closed-alone", [...citesOf(untilRelieved), "ZB-18", "ZB-20"]);
  if (rests && !closes && now >= endsAt)
    return refuse("attendance.post-unclosed", [...citesOf(untilRelieved), "ZB-20"]);
  return refuse("attendance.post-uncovered", citesOf(untilRelieved));
}

function isKeptByOthers({ othersOn, handsOver, couldHandOver, awaitsRelief }: PostLeft, isOver: boolean): boolean {
  if (isOver && awaitsRelief) return false;
  if (!handsOver) return othersOn > 0;
  return !isOver && othersOn > 0 && couldHandOver > 0;
}
