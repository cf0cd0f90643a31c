import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { type LetGoFacts, letGo } from "./excuse-attendance.ts";

export interface UnscheduleBody extends ShiftName {
  readonly person: PersonId;
}

/** Follows a month published again: whoever it drops is no longer waited for. Who has come already stays until they go. */
export const unscheduleAttendance: Decide<Attendance, UnscheduleBody, AttendanceRule, LetGoFacts, AttendanceEntry> = ({
  state,
  body: { person },
  rule,
  facts: { occurrence },
  circumstances: { now },
}) => enter(...letGo({ type: "attendance.unscheduled", body: {} }, { state, rule, occurrence, person, now }));
