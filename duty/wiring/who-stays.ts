import { type Absence, takenLeave } from "#duty/absence/absence.ts";
import { heardAtOnce } from "#duty/absence/leave-heard.ts";
import type { ManPostBody } from "#duty/absence/man-post.ts";
import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import { type HowGone, type Presence, standingAmong, type Turn } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { begunShift } from "#duty/site/site.ts";
import { presences, takenOverAt } from "./questions.ts";
import { keepersAt, reliedOn, relievedAt } from "./who-keeps.ts";
import type { About } from "./wiring.ts";

/* Who stands at a post while somebody goes from it: in their turn, and in another one that they or others have there. */

/**
 * How many stand at a post, in whichever shift, once a turn there has ended. Whoever goes on into another turn of theirs stands there still, unless
 * they left the company, are recorded as gone or are away, and so does whoever stands there for them; for whoever has no turn there any more nobody does.
 */
export function othersAtPost(
  siteId: string,
  left: Turn,
  { how, now }: { readonly how: HowGone; readonly now: Instant },
): Question<number> {
  const there = reliedOn({ site: siteId, post: left.post }, now);
  const isTheirs = ({ turn }: Presence) => turn.person === left.person;
  const isOver = ({ turn }: Presence) => how === "company" || how === "gone" || shiftId(turn) === shiftId(left);
  return {
    ...there,
    answer: (reader) => {
      const found = there.answer(reader);
      const goesOn = found.some((each) => each.as === "on-duty" && isTheirs(each) && !isOver(each));
      const goes = (each: Presence) =>
        isTheirs(each) ? each.as === "covering" || isOver(each) : each.standsFor === left.person && !goesOn;
      return standingAmong(found).filter((each) => !goes(each)).length;
    },
  };
}

/** How many people other than whoever has come stand at the post that somebody left. */
export function othersStanding(site: string, { turn: { post }, by }: ManPostBody, now: Instant): Question<number> {
  const there = keepersAt({ site, post }, now);
  return {
    ...there,
    answer: (reader) => {
      const people = new Set(there.answer(reader).map(({ turn }) => turn.person));
      return [...people].filter((each) => each !== by).length;
    },
  };
}

/**
 * The same when the shift of a turn has begun: whoever is held there from one that is over by then waits for them, and is not who mans it (GPH-09). But
 * whoever had handed over already, and may not go since the relief has gone again (ZB-24), keeps the post until they do, and so does whoever said that
 * they heard of it (ZB-22).
 */
export function othersWhenBegun(
  at: Pick<About<unknown, Absence, unknown>, "site" | "siteId" | "state" | "circumstances">,
  { person, ...shift }: Turn,
): Question<number> {
  const { site, siteId, state } = at;
  const { now } = at.circumstances;
  const heard = heardAtOnce(takenLeave(state));
  const own = begunShift(site, shift);
  const page: LedgerPage = { site: siteId, post: shift.post };
  const [there, keepers] = [presences(page), keepersAt(page, now)];
  const isOver = ({ as, turn }: Presence) => {
    const occurrence = begunShift(site, turn);
    return as === "on-duty" && occurrence !== undefined && own !== undefined && occurrence.endsAt <= own.startsAt;
  };
  const takenOver = ({ turn }: Presence) => takenOverAt(siteId, turn);
  const isKept = (each: Presence, reader: Reader) =>
    heard.includes(each.turn.person) ||
    (keepers.answer(reader).includes(each) &&
      takenOver(each).answer(reader) !== undefined &&
      relievedAt(at, each.turn, now).answer(reader) === undefined);
  const atPost = (reader: Reader) => standingAmong(there.answer(reader));
  return {
    ...there,
    further: (reader) => [
      ...(keepers.further?.(reader) ?? []),
      ...atPost(reader).flatMap((each) => (isOver(each) ? (takenOver(each).streams ?? []) : [])),
    ],
    answer: (reader) => {
      const staying = atPost(reader).filter((each) => !isOver(each) || isKept(each, reader));
      return new Set(staying.map(({ turn }) => turn.person).filter((each) => each !== person)).size;
    },
  };
}

/** Whether somebody's turn is over, they have gone for good in the middle of it, or they left the company. */
export function howGone({ type, body }: Pick<Recorded, "type" | "body">): HowGone {
  if (type === "attendance.departed") return "company";
  if (type !== "attendance.abandoned") return "passed";
  return (body as Extract<AttendanceEntry, { type: "attendance.abandoned" }>["body"]).cameAgain ? "back" : "gone";
}

/**
 * Whether an entry says only that somebody who is off duty already had left before: nobody goes by it. Who had come for another turn before they
 * left has left that one as well.
 */
export function wasOffBefore({ type, body }: Pick<Recorded, "type" | "body">): boolean {
  if (type !== "attendance.abandoned") return false;
  return (
    (body as Extract<AttendanceEntry, { type: "attendance.abandoned" }>["body"]).wasOff === true &&
    howGone({ type, body }) === "back"
  );
}
