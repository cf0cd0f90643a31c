import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Setting, ShiftName } from "#duty/grammar/setting.ts";
import type { Attendance, AttendanceEntry } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";

export interface ExpectBody extends ShiftName {
  readonly person: PersonId;
}

export interface ExpectFacts {
  readonly setting: Setting | undefined;
}

/** The clock writes down that somebody was due, once it matters: nothing else has been recorded of this turn, and something is about to be missed. */
export const expect: Decide<Attendance, ExpectBody, AttendanceRule, ExpectFacts, AttendanceEntry> = ({
  state,
  body,
  facts,
}) => {
  if (state.phase !== "unknown") return enter();
  if (!facts.setting) return refuse("attendance.no-such-shift", ["ZB-01"], { field: "shift" });
  return enter({ type: "attendance.expected", body: { setting: facts.setting, person: body.person } });
};
