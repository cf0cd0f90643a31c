import { citesOf } from "#duty/grammar/cited.ts";
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
}

/** Why somebody may not leave now: nobody would have the post (ZB-24, GPH-09). An emergency has a way of its own (ZB-22). */
export function emptiesPost(
  { relieved, closes, followed, rests, othersOn }: PostLeft,
  { untilRelieved }: AttendanceRule,
  { endsAt, now }: { readonly endsAt: Instant; readonly now: Instant },
): { refusal: Refusal } | undefined {
  const isKept = relieved || othersOn > 0 || (closes && now >= endsAt);
  if (isKept || !untilRelieved?.required) return undefined;
  if (followed) return refuse("attendance.closed-alone", [...citesOf(untilRelieved), "ZB-18", "ZB-20"]);
  if (rests && !closes && now >= endsAt)
    return refuse("attendance.post-unclosed", [...citesOf(untilRelieved), "ZB-20"]);
  return refuse("attendance.post-uncovered", citesOf(untilRelieved));
}
