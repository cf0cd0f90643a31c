import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface ExcuseBody extends ShiftName {
  readonly person: PersonId;
  readonly cover: PersonId;
}

/** Follows a cover: the absent person is no longer waited for. Where nothing was recorded of their turn, nothing needs to be. */
export const excuseAttendance: Decide<
  Attendance,
  ExcuseBody,
  AttendanceRule,
  Record<string, never>,
  AttendanceEntry
> = ({ state, body }) =>
  state.phase === "expected" ? enter({ type: "attendance.excused", body: { cover: body.cover } }) : enter();
