import type { Obligation } from "#duty/grammar/obligation.ts";
import { type BusinessDate, type Instant, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import type { DayCounts } from "#server/overview/overview-answer.ts";

/* What came of things owed, counted one by one in words of the tests alone, beside which the figures of the overview are held. */

/** How many of these were due by a moment, and what came of them. */
export function countedByHand(owed: readonly Obligation[], until: Instant): DayCounts {
  const sum = { due: 0, inTime: 0, late: 0, missed: 0 };
  for (const each of owed) {
    const overAt = each.metAt ?? each.endedAt;
    if (overAt !== undefined && overAt < each.dueAt && each.metAt === undefined) continue;
    if (overAt === undefined && until < each.dueAt) continue;
    sum.due += 1;
    if (each.metAt === undefined) sum.missed += 1;
    else if (each.metAt < each.dueAt) sum.inTime += 1;
    else sum.late += 1;
  }
  return sum;
}

/** Whether something is due on a day from midnight to midnight. */
export function fallsDueOn(date: BusinessDate, zone: string, { dueAt }: Obligation): boolean {
  const midnight = localInstant(date, "00:00", zone);
  return midnight <= dueAt && dueAt < plusMinutes(midnight, 1440);
}
