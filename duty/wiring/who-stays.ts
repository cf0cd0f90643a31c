import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import { type HowGone, type Presence, standingAmong, type Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { presences } from "./questions.ts";

/* Who stands at a post while somebody goes from it: in their turn, and in another one that they or others have there. */

/**
 * How many stand at a post, in whichever shift, once a turn there has ended. Whoever goes on into another turn of theirs stands there still, unless
 * they left the company, are recorded as gone or are away, and so does whoever stands there for them; for whoever has no turn there any more nobody does.
 */
export function othersAtPost(siteId: string, left: Turn, how: HowGone): Question<number> {
  const there = presences({ site: siteId, post: left.post });
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
