import type { Attendance } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { relievesFrom, signOnDueAt } from "#duty/attendance/coming-due.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { PlannedTurn } from "#duty/roster/roster.ts";
import { begunShift, occurrenceOf, type Site } from "#duty/site/site.ts";
import { composer } from "./composer.ts";

/** Of these turns those whose time to sign on has come already, by the regulations of the post. */
export function lateToCome(
  site: Site,
  { post, assignments }: { readonly post: string; readonly assignments: readonly PlannedTurn[] },
  now: Instant,
): readonly PlannedTurn[] {
  return assignments.filter(({ date, shift, person }) => {
    const occurrence = occurrenceOf(site, { post, date, shift });
    if (!occurrence) return false;
    const id = turnId({ post, date, shift, person });
    const rule = composer.ruleFor("attendance", site, id, occurrence.under) as AttendanceRule;
    return isOverdue(signOnDueAt(occurrence, rule), now);
  });
}

/** Whether somebody was to come for a turn by a moment, or its shift had begun by then. */
export function wasToHaveCome(site: Site, { person, ...name }: Turn, at: Instant): boolean {
  const occurrence = begunShift(site, name);
  if (!occurrence) return false;
  const rule = composer.ruleFor("attendance", site, turnId({ ...name, person }), occurrence.under) as AttendanceRule;
  return isOverdue(Math.min(occurrence.startsAt, signOnDueAt(occurrence, rule)), at);
}

/** From when on a post may wait for somebody who is to relieve in a turn, as it stands; undefined where no set-up ever had its shift. */
export function relievesBy({ site }: { readonly site: Site }, turn: Turn, attendance: Attendance): Instant | undefined {
  if (attendance.phase === "unknown") return begunShift(site, turn)?.startsAt;
  const { under } = attendance.occurrence;
  const rule = composer.ruleFor("attendance", site, turnId(turn), under) as AttendanceRule;
  return relievesFrom(attendance, rule);
}
