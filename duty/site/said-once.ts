import type { BusinessDate } from "#duty/grammar/time.ts";
import type { Site } from "./site.ts";

/** What a set-up says of a post on a date. It never changes, it is followed by another; so it is kept for as long as the set-up is kept itself. */
export function saidOnce<T>(
  say: (site: Site, post: string, date: BusinessDate) => readonly T[],
): (site: Site, post: string, date: BusinessDate) => readonly T[] {
  const known = new WeakMap<Site, Map<string, Map<BusinessDate, readonly T[]>>>();
  return (site, post, date) => {
    const here = known.get(site) ?? new Map<string, Map<BusinessDate, readonly T[]>>();
    known.set(site, here);
    const there = here.get(post) ?? new Map<BusinessDate, readonly T[]>();
    here.set(post, there);
    const said = there.get(date) ?? say(site, post, date);
    there.set(date, said);
    return said;
  };
}
