import { arrivals, attendanceId } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { Expectation, Span } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { earliest, lapsesAt } from "#duty/grammar/obligation.ts";
import { postOfRoster, type Roster } from "#duty/roster/roster.ts";
import { type Site, settingOf } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";

/** What a published roster makes people owe: to come, and to relieve, each turn on its day. Any other stream plans nothing. */
export function expectations(plan: StreamKey, state: unknown, setup: unknown, span: Span): readonly Expectation[] {
  if (plan.noun !== "roster") return [];
  const site = setup as Site;
  const post = postOfRoster(plan.id);
  return (state as Roster).assignments.flatMap(({ date, shift, person }) => {
    const setting = settingOf(site, { post, date, shift });
    if (!setting) return [];
    const id = attendanceId({ post, date, shift, person });
    const rule = composer.ruleFor("attendance", site, id, setting.under) as AttendanceRule;
    const obligations = arrivals(setting, person, rule);
    const wakeAt = earliest(obligations.map((each) => lapsesAt(each)));
    if (wakeAt === undefined || wakeAt < span.from || wakeAt >= span.to) return [];
    const body = { post, date, shift, person };
    return [
      { stream: { site: plan.site, noun: "attendance", id }, act: "attendance.expect", body, obligations, wakeAt },
    ];
  });
}
