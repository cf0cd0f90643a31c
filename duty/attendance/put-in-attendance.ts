import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { signOnDueAt } from "./coming-due.ts";

export interface PutInBody extends ShiftName {
  readonly person: PersonId;
}

export interface PutInFacts {
  readonly occurrence: ShiftOccurrence | undefined;
}

/**
 * Follows a change of the plan: whoever was put in is waited for, also where somebody else had been put in for them before, or they have signed
 * off since (ZB-25). Whoever is put in early enough to come by the time to sign on is waited for as the roster has it; later ones from now
 * on, and whoever was due before keeps their time.
 */
export const putInAttendance: Decide<Attendance, PutInBody, AttendanceRule, PutInFacts, AttendanceEntry> = ({
  state,
  body: { person },
  rule,
  facts: { occurrence },
  circumstances: { now },
}) => {
  if (!occurrence) return enter();
  const canComeWithin = rule.putIn?.withinMinutes ?? 0;
  const isLate = state.phase === "unknown" && now > plusMinutes(signOnDueAt(occurrence, rule), -canComeWithin);
  // Whoever left while the plan named somebody else went properly, and comes again where it names them anew.
  const comesAgain = state.phase === "off" && state.how === "signed-off" && now < occurrence.endsAt;
  if (!isLate && !comesAgain && state.phase !== "excused") return enter();
  return enter({ type: "attendance.put-in", body: { occurrence, person } });
};
