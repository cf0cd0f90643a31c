import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

export interface ArriveBody extends ShiftName {
  readonly person: PersonId;
  readonly from: string;
}

export interface ArriveFacts {
  readonly occurrence: ShiftOccurrence | undefined;
}

/** Follows a move: the person is on duty at the new post from the same moment on, also where they have been before in this shift. */
export const arriveAttendance: Decide<Attendance, ArriveBody, AttendanceRule, ArriveFacts, AttendanceEntry> = ({
  state,
  body: { person, from },
  facts: { occurrence },
}) => {
  if (!occurrence || state.phase === "on") return enter();
  return enter({ type: "attendance.signed-on", body: { occurrence, person, lateMinutes: 0, from } });
};
