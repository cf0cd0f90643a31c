import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, BriefBody } from "./attendance-shapes.ts";

/** The leader's line-up before the shift: what matters today, and who heard it (SLH-03). */
export const briefAttendance: Decide<Attendance, BriefBody, AttendanceRule, Record<string, never>, AttendanceEntry> = ({
  state,
  body,
  rule,
}) => {
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  if (state.briefedAt !== undefined) return refuse("attendance.already-briefed", ["ZB-01"]);
  const { briefing } = rule;
  if (briefing?.keyPoints && body.keyPoints === undefined)
    return refuse("attendance.key-points-missing", briefing.cites, { field: "keyPoints" });
  if (briefing?.attendees && body.attendees.length === 0)
    return refuse("attendance.attendees-missing", briefing.cites, { field: "attendees" });
  const keyPoints = body.keyPoints === undefined ? undefined : secret("free-text", body.keyPoints);
  return enter({
    type: "attendance.briefed",
    body: { ...(keyPoints ? { keyPoints } : {}), attendees: body.attendees },
  });
};
