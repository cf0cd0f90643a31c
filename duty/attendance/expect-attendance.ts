import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface ExpectBody extends ShiftName {
  readonly person: PersonId;
}

export interface ExpectFacts {
  readonly occurrence: ShiftOccurrence | undefined;
}

/** The clock writes down that somebody was due, once it matters: nothing else has been recorded of this turn, and something is about to be missed. */
export const expectAttendance: Decide<Attendance, ExpectBody, AttendanceRule, ExpectFacts, AttendanceEntry> = ({
  state,
  body,
  facts,
}) => {
  if (state.phase !== "unknown") return enter();
  if (!facts.occurrence) return refuse("attendance.no-such-shift", ["ZB-01"], { field: "shift" });
  return enter({ type: "attendance.expected", body: { occurrence: facts.occurrence, person: body.person } });
};
