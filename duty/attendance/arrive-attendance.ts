import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { linedUpAlready } from "./sign-on.ts";

export interface ArriveBody extends ShiftName {
  readonly person: PersonId;
  readonly from: string;
}

export interface ArriveFacts {
  readonly occurrence: ShiftOccurrence | undefined;
  /** Who has held the line-up of the shift already; undefined where nobody has. */
  readonly linedUpBy: PersonId | undefined;
}

/**
 * Follows a move: the person is on duty at the new post from the same moment on, also where they have been before in this shift. A line-up that
 * was held there was held for them too.
 */
export const arriveAttendance: Decide<Attendance, ArriveBody, AttendanceRule, ArriveFacts, AttendanceEntry> = ({
  state,
  rule,
  body: { person, from },
  facts: { occurrence, linedUpBy },
}) => {
  if (!occurrence || state.phase === "on") return enter();
  const came = { type: "attendance.signed-on", body: { occurrence, person, lateMinutes: 0, from } } as const;
  return enter<AttendanceEntry>(came, ...linedUpAlready(linedUpBy, rule));
};
