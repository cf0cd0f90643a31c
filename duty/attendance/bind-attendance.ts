import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { arrivals, wasToLineUp } from "./coming-due.ts";

export interface BindFacts {
  /** The turn that keeps the person at another post: they are on duty in it, or cover, and nothing says yet that they might have gone. */
  readonly keptBy: ShiftName | undefined;
  /** When they went from the turn that kept them when last asked, or might have gone and stayed; undefined where none did. */
  readonly freeSince: Instant | undefined;
  /** Keys of what was missed in this turn. */
  readonly missed: readonly string[];
  /** Whether they lead the shift, and nobody of it is there who could hold its line-up, or has held it. */
  readonly lacksLineUp: boolean;
}

/**
 * The clock asks before it counts somebody as late or as not relieving (ZB-25): who is kept on duty at another post may not sign on here, so they
 * are waited for, and asked again after as long as whoever is put in has; whoever was kept and is no longer has that time from when they went.
 * Nothing is entered where they might have come: then it is missed. Whoever had missed their sign-on before they were kept does not come to be in
 * time for it. Where a shift begins with nobody of it there, its line-up is lacking, which whoever leads was to hold (SLH-03).
 */
export const bindAttendance: Decide<Attendance, Turn, AttendanceRule, BindFacts, AttendanceEntry> = ({
  state,
  rule,
  facts: { keptBy, freeSince, missed, lacksLineUp },
  circumstances: { now },
}) => {
  if (state.phase !== "expected") return enter();
  const { occurrence, lineUpLacking } = state;
  const isToLineUp = now >= occurrence.startsAt && wasToLineUp(occurrence, rule, state) && !lineUpLacking;
  const lacks: AttendanceEntry[] =
    rule.briefing && lacksLineUp && isToLineUp ? [{ type: "attendance.line-up-lacking", body: {} }] : [];
  if (!rule.onePlace?.required) return enter(...lacks);
  if (keptBy) {
    const { startsAt } = state.occurrence;
    const until = rule.putIn ? plusMinutes(now, rule.putIn.withinMinutes) : now + Math.max(now - startsAt, minute);
    const isLate = signOnIn(state, rule, missed) && !state.missedBefore;
    return enter<AttendanceEntry>(...(isLate ? [{ type: "attendance.missed-before", body: {} } as const] : []), {
      type: "attendance.bound",
      body: { until: instant(until), by: keptBy },
    });
  }
  if (state.boundUntil === undefined) return enter(...lacks);
  return enter({ type: "attendance.unbound", body: { since: freeSince ?? now } });
};

/** Whether the sign-on for which somebody is waited for now is among what was missed. */
function signOnIn(
  state: Extract<Attendance, { phase: "expected" }>,
  rule: AttendanceRule,
  missed: readonly string[],
): boolean {
  const owed = arrivals(state, rule, {}).filter((each) => each.what === "attendance.sign-on" && isOutstanding(each));
  return owed.some(({ key }) => missed.includes(key));
}
