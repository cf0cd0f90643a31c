import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { datePlus, shiftSpan } from "#duty/grammar/time.ts";
import { longestRestDays } from "./neighbour-shifts.ts";
import { occurrenceOf, type Site, shiftsOn } from "./site.ts";

/** The first shift of a post that begins when another is over or later, by the plan as it is now; undefined where a whole year has none. */
export function shiftAfterRest(
  site: Site,
  { post, date, endsAt }: Pick<ShiftOccurrence, "post" | "date" | "endsAt">,
): ShiftOccurrence | undefined {
  for (let days = 0; days <= longestRestDays; days += 1) {
    const day = datePlus(date, days);
    const [first] = shiftsOn(site, post, day)
      .map(({ key: shift, ...planned }) => ({ shift, ...shiftSpan(day, planned, site.zone) }))
      .filter(({ startsAt }) => startsAt >= endsAt)
      .toSorted((one, other) => one.startsAt - other.startsAt);
    if (first) return occurrenceOf(site, { post, date: day, shift: first.shift });
  }
  return undefined;
}
