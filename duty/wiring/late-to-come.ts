import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { PlannedTurn } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
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
