import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { businessDateAt, datePlus, dayMinutes, type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { longestRestDays } from "./neighbour-shifts.ts";
import { occurrencesOn, type Site, shiftAfter } from "./site.ts";

/** The first shift of a post that begins when another is over or later, by the plan as it is now; undefined where a whole year has none. */
export function shiftAfterRest(
  site: Site,
  { post, date, endsAt }: Pick<ShiftOccurrence, "post" | "date" | "endsAt">,
): ShiftOccurrence | undefined {
  for (let days = 0; days <= longestRestDays; days += 1) {
    const day = datePlus(date, days);
    const [first] = occurrencesOn(site, post, day)
      .filter(({ startsAt }) => startsAt >= endsAt)
      .toSorted((one, other) => one.startsAt - other.startsAt);
    if (first) return first;
  }
  return undefined;
}

/** The shift of a post that comes next, whether it follows or the post rests before it; undefined where a whole year has none. */
export function nextShiftOf(site: Site, occurrence: ShiftOccurrence): ShiftOccurrence | undefined {
  return shiftAfter(site, occurrence) ?? shiftAfterRest(site, occurrence);
}

/** When the first shift of a post is over that ends after a moment, by the plan as it is now; a year on where none does within one. */
export function nextEndOf(site: Site, post: string, after: Instant): Instant {
  const today = businessDateAt(after, site.zone, "00:00");
  for (let days = -1; days <= longestRestDays; days += 1) {
    // Of two days, since a night may end after the early shift of the day that follows.
    const ends = [datePlus(today, days), datePlus(today, days + 1)].flatMap((day) =>
      occurrencesOn(site, post, day).map(({ endsAt }) => endsAt),
    );
    const [first] = ends.filter((each) => each > after).toSorted((one, other) => one - other);
    if (first !== undefined) return first;
  }
  return plusMinutes(after, longestRestDays * dayMinutes);
}
