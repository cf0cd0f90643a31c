import type { PostAttendance, ShiftHere } from "#server/attendance/attendance-answer.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";

/** The one thing that the acting person should do next at this post; what the screen makes biggest. */
export type NextAct =
  | { readonly do: "sign-on"; readonly shift: ShiftHere; readonly dueAt: number }
  | { readonly do: "prepare"; readonly shift: ShiftHere }
  | { readonly do: "continue-handover"; readonly shift: ShiftHere }
  | { readonly do: "take-over"; readonly shift: ShiftHere }
  | { readonly do: "sign-off"; readonly shift: ShiftHere }
  | { readonly do: "keep-watch"; readonly shift: ShiftHere }
  | { readonly do: "nothing" };

/** A hand-over is prepared in the last hour of a shift. */
const prepareWithin = 60 * 60_000;

/** `handover`: of the shift that stands now, or that the acting person is in. */
export function nextAct(
  attendance: PostAttendance,
  handover: HandoverAnswer | undefined,
  person: string,
  now: number,
): NextAct {
  const on = attendance.on.find((each) => each.person === person);
  if (!on) {
    const due = attendance.due.find((each) => each.person === person);
    const shift = due && shiftOf(attendance, due);
    return due && shift ? { do: "sign-on", shift, dueAt: due.dueAt } : { do: "nothing" };
  }
  const own = shiftOf(attendance, on);
  const before = handover && isBefore(handover, on) ? handoverShift(handover) : undefined;
  if (before && handover?.state.phase !== "completed") return { do: "take-over", shift: before };
  if (!own) return { do: "nothing" };
  // What the shift before has done with is no word on one's own: its people may still stand here.
  const phase = before ? undefined : handover?.state.phase;
  if (phase === "completed") return { do: "sign-off", shift: own };
  if (phase === "prepared") return { do: "continue-handover", shift: own };
  return { do: now >= own.endsAt - prepareWithin ? "prepare" : "keep-watch", shift: own };
}

function shiftOf(
  { shift, next, on }: PostAttendance,
  { date, shift: key }: { date: string; shift: string },
): ShiftHere | undefined {
  const known = [shift, next].find((each) => each?.date === date && each.shift === key);
  if (known) return known;
  // A shift that is over while somebody still stands in it: its hours are those of the view of the hand-over.
  return on.some((each) => each.date === date && each.shift === key)
    ? { date, shift: key, startsAt: 0, endsAt: 0 }
    : undefined;
}

function handoverShift({ state }: HandoverAnswer): ShiftHere | undefined {
  if (state.phase === "unknown") return undefined;
  const { date, shift, startsAt, endsAt } = state.occurrence;
  return { date, shift, startsAt, endsAt };
}

function isBefore({ state }: HandoverAnswer, on: { date: string; shift: string }): boolean {
  return state.phase !== "unknown" && (state.occurrence.date !== on.date || state.occurrence.shift !== on.shift);
}

/** The shift whose hand-over matters now: of the longest-standing person at the post, else the current one. */
export function shiftToHandOver({ on, shift, next }: PostAttendance): { date: string; shift: string } | undefined {
  const oldest = on.toSorted((one, other) => one.since - other.since)[0];
  return oldest ?? shift ?? next ?? undefined;
}
