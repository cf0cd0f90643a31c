import { type BusinessDate, businessDateAt, datePlus, type Instant, localInstant } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";

/** A day of a site, as it counts them: from the hour at which its day begins up to the next one's. */
export interface SiteDay {
  readonly date: BusinessDate;
  readonly from: Instant;
  readonly until: Instant;
}

export function dayOf({ zone, dayStartsAt }: Site, date: BusinessDate): SiteDay {
  const [from, until] = [date, datePlus(date, 1)].map((each) => localInstant(each, dayStartsAt, zone));
  return { date, from: from as Instant, until: until as Instant };
}

/** The day of the site in which a moment lies. */
export function dayAt(site: Site, now: Instant): SiteDay {
  return dayOf(site, businessDateAt(now, site.zone, site.dayStartsAt));
}

/** Today and the days before it, so many altogether, in order. */
export function lastDays(site: Site, now: Instant, count: number): SiteDay[] {
  const { date } = dayAt(site, now);
  return Array.from({ length: count }, (_, index) => dayOf(site, datePlus(date, index - count + 1)));
}
