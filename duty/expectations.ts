import { arrivals, attendanceId } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { Expectation, InstantRange } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { earliest, lapsesAt } from "#duty/grammar/obligation.ts";
import { postOfRoster, type Roster } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";

/** What a published roster makes people owe: to come, and to relieve, each turn on its day. Any other stream plans nothing. */
export function expectations(
  plan: StreamKey,
  state: unknown,
  setup: unknown,
  span: InstantRange,
): readonly Expectation[] {
  if (plan.noun !== "roster") return [];
  const site = setup as Site;
  const post = postOfRoster(plan.id);
  return (state as Roster).assignments.flatMap(({ date, shift, person }) => {
    const occurrence = occurrenceOf(site, { post, date, shift });
    if (!occurrence) return [];
    const id = attendanceId({ post, date, shift, person });
    const rule = composer.ruleFor("attendance", site, id, occurrence.under) as AttendanceRule;
    const obligations = arrivals(occurrence, person, rule);
    const wakeAt = earliest(obligations.map((each) => lapsesAt(each)));
    if (wakeAt === undefined || wakeAt < span.from || wakeAt >= span.to) return [];
    const body = { post, date, shift, person };
    return [
      { stream: { site: plan.site, noun: "attendance", id }, act: "attendance.expect", body, obligations, wakeAt },
    ];
  });
}
