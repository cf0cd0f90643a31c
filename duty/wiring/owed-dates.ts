import type { InstantRange } from "#duty/door/table.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import {
  type BusinessDate,
  businessDateAt,
  datePlus,
  dayMinutes,
  type Instant,
  instant,
  plusMinutes,
} from "#duty/grammar/time.ts";
import { manningId, opensAt } from "#duty/manning/manning.ts";
import { type ManningRule, mostDaysBefore } from "#duty/manning/manning-rule.ts";
import { shiftsRunningAt } from "#duty/site/running-shift.ts";
import { occurrenceOf, occurrencesOn, type Site } from "#duty/site/site.ts";
import { composer } from "./composer.ts";

/** A business date on which a post owes shifts, and from when on they are owed. */
export interface OwedDate {
  readonly date: BusinessDate;
  readonly opensAt: Instant;
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
  const shifts = occurrencesOn(site, post, date);
  if (!shifts.some(({ endsAt }) => endsAt > from)) return undefined;
  const { manned } = composer.ruleFor("manning", site, manningId({ post, date }), site.version) as ManningRule;
  const first = shifts.reduce<Instant | undefined>(
    (soonest, { startsAt }) => (soonest === undefined || startsAt < soonest ? startsAt : soonest),
    undefined,
  );
  return manned && first !== undefined ? opensAt(first, manned) : undefined;
}

/** The shifts of a post that run at a moment, and one more that may not. */
export function shiftsAround(site: Site, { post, ...own }: ShiftName, at: Instant): readonly ShiftName[] {
  const its = occurrenceOf(site, { post, ...own });
  const all = [...shiftsRunningAt(site, post, at), ...(its && at < its.endsAt ? [its] : [])];
  const named = all.map(({ date, shift }) => ({ post, date, shift }));
  return [...new Map(named.map((each) => [shiftId(each), each])).values()];
}

/** The dates on which shifts of a post are owed at a moment and not over. */
export function openDates(
  site: Site,
  post: string,
  at: Instant,
): readonly { readonly post: string; readonly date: BusinessDate }[] {
  return owedDates(site, post, { from: at, to: instant(at + 1) }).map(({ date }) => ({ post, date }));
}
