import type { InstantRange } from "#duty/door/table.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import {
  type BusinessDate,
  businessDateAt,
  datePlus,
  dayMinutes,
  type Instant,
  plusMinutes,
} from "#duty/grammar/time.ts";
import { manningId, opensAt } from "#duty/manning/manning.ts";
import { type ManningRule, mostDaysBefore } from "#duty/manning/manning-rule.ts";
import { occurrenceOf, type Site, shiftsOn } from "#duty/site/site.ts";
import { composer } from "./composer.ts";

/** A business date on which a post owes shifts, and from when on they are owed. */
export interface OwedDate {
  readonly date: BusinessDate;
  readonly opensAt: Instant;
}

/** The shifts that a post owes on a date, each with its span. */
export function owedOn(site: Site, { post, date }: { post: string; date: BusinessDate }): readonly ShiftOccurrence[] {
  return shiftsOn(site, post, date).flatMap(({ key: shift }) => occurrenceOf(site, { post, date, shift }) ?? []);
}

/** Dates whose shifts are owed from before the end of a range on, and not all over when it begins. */
export function owedDates(site: Site, post: string, { from, to }: InstantRange): readonly OwedDate[] {
  const found: OwedDate[] = [];
  const last = businessDateAt(plusMinutes(to, (mostDaysBefore + 1) * dayMinutes), site.zone, "00:00");
  // No shift is longer than a day: what began the day before yesterday is over.
  for (let date = datePlus(businessDateAt(from, site.zone, "00:00"), -1); date <= last; date = datePlus(date, 1)) {
    const opened = openedAt(site, post, date, from);
    if (opened !== undefined && opened < to) found.push({ date, opensAt: opened });
  }
  return found;
}

function openedAt(site: Site, post: string, date: BusinessDate, from: Instant): Instant | undefined {
  const shifts = owedOn(site, { post, date });
  if (!shifts.some(({ endsAt }) => endsAt > from)) return undefined;
  const { manned } = composer.ruleFor("manning", site, manningId({ post, date }), site.version) as ManningRule;
  const first = shifts.reduce<Instant | undefined>(
    (soonest, { startsAt }) => (soonest === undefined || startsAt < soonest ? startsAt : soonest),
    undefined,
  );
  return manned && first !== undefined ? opensAt(first, manned) : undefined;
}
