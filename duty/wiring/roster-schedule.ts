import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { arrivals } from "#duty/attendance/coming-due.ts";
import type { Expectation } from "#duty/door/table.ts";
import { earliest, lapsesAt } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { postOfRoster, type Roster } from "#duty/roster/roster.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { composer } from "./composer.ts";
import type { Schedule } from "./noun.ts";

/**
 * What a published roster makes people owe: to come, and to relieve, each turn on its day. A turn is never over unseen: whoever was due and
 * of whom nothing is recorded was missed, however late that is found.
 */
export const rosterSchedule: Schedule = ({ plan, state, site, range }) => {
  const post = postOfRoster(plan.id);
  let more = false;
  const expected = (state as Roster).assignments.flatMap<Expectation>(({ date, shift, person }) => {
    const occurrence = occurrenceOf(site, { post, date, shift });
    if (!occurrence) return [];
    const id = turnId({ post, date, shift, person });
    const rule = composer.ruleFor("attendance", site, id, occurrence.under) as AttendanceRule;
    const obligations = arrivals({ occurrence, person }, rule, {});
    const wakeAt = earliest(obligations.map((each) => lapsesAt(each)));
    if (wakeAt === undefined) return [];
    if (wakeAt >= range.to) {
      more = true;
      return [];
    }
    const body = { post, date, shift, person };
    return [
      { stream: { site: plan.site, noun: "attendance", id }, act: "attendance.expect", body, obligations, wakeAt },
    ];
  });
  return { expected, more };
};
