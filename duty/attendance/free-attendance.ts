import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface FreeBody extends ShiftName {
  readonly person: PersonId;
  /** They might not go any more, and now may again. */
  readonly anew?: true | undefined;
}

export interface FreeFacts {
  /** Whether the clock has entered that they should have gone before: then they might. */
  readonly missed: boolean;
}

/** Follows a hand-over: whoever led the shift may go, and so owes signing off (ZB-30). Where they have gone already, or no rule asks for it, nothing is to be said. */
export const freeAttendance: Decide<Attendance, FreeBody, AttendanceRule, FreeFacts, AttendanceEntry> = ({
  state,
  body: { anew = false },
  rule,
  facts,
}) => {
  if (!rule.signOff || state.phase !== "on" || facts.missed) return enter();
  if (state.freedAt !== undefined && state.heldUntil === undefined && !anew) return enter();
  return enter({ type: "attendance.freed", body: {} });
};
