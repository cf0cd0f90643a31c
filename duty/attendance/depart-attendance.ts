import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

/** Follows somebody's leaving the company while they are on duty: from then on they are not (ZB-28). */
export const departAttendance: Decide<Attendance, unknown, AttendanceRule, Record<string, never>, AttendanceEntry> = ({
  state,
}) => (state.phase === "on" ? enter({ type: "attendance.departed", body: {} }) : enter());
