import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface ManShiftFacts {
  /** How many others of the shift stand at the post. */
  readonly others: number;
}

/**
 * The clock asks before it calls anew that somebody has not come (ZB-24): where somebody else of the shift is there, the post has who stands for
 * it, and one answer is enough. Should they go and leave it empty, that is called by itself (ZB-28).
 */
export const manShift: Decide<Attendance, unknown, AttendanceRule, ManShiftFacts, AttendanceEntry> = ({
  state,
  facts: { others },
}) => (state.phase === "expected" && others > 0 ? enter({ type: "attendance.shift-manned", body: {} }) : enter());
