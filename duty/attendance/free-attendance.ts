import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface FreeBody extends ShiftName {
  readonly person: PersonId;
}

/** Follows a hand-over: whoever led the shift may go, and so owes signing off (ZB-30). Where they have gone already, or no rule asks for it, nothing is to be said. */
export const freeAttendance: Decide<Attendance, FreeBody, AttendanceRule, Record<string, never>, AttendanceEntry> = ({
  state,
  rule,
}) =>
  rule.signOff && state.phase === "on" && state.freedAt === undefined
    ? enter({ type: "attendance.freed", body: {} })
    : enter();
