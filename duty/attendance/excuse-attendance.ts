import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { signOnOpensAt } from "./coming-due.ts";

export interface ExcuseBody extends ShiftName {
  readonly person: PersonId;
  readonly cover: PersonId;
}

export interface LetGoFacts {
  readonly occurrence: ShiftOccurrence | undefined;
}

/** Follows a cover: the absent person is no longer waited for. */
export const excuseAttendance: Decide<Attendance, ExcuseBody, AttendanceRule, LetGoFacts, AttendanceEntry> = ({
  state,
  body: { person, cover },
  rule,
  facts: { occurrence },
  circumstances: { now },
}) => enter(...letGo({ type: "attendance.excused", body: { cover } }, { state, rule, occurrence, person, now }));

interface Going {
  readonly state: Attendance;
  readonly rule: AttendanceRule;
  readonly occurrence: ShiftOccurrence | undefined;
  readonly person: PersonId;
  readonly now: Instant;
}

/**
 * That somebody is no longer waited for. Where nothing was recorded of their turn, nothing needs to be, until they may sign on: from then on it
 * matters how much of their time was left, should they be put back (ZB-25).
 */
export function letGo(how: AttendanceEntry, { state, rule, occurrence, person, now }: Going): AttendanceEntry[] {
  if (state.phase === "expected") return [how];
  if (state.phase !== "unknown" || occurrence === undefined) return [];
  const opensAt = signOnOpensAt(occurrence, rule);
  if (opensAt === undefined || now < opensAt || now >= occurrence.endsAt) return [];
  return [{ type: "attendance.expected", body: { occurrence, person } }, how];
}
