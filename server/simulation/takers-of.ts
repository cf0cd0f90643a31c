import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { datePlus } from "#duty/grammar/time.ts";
import { overlaps } from "#duty/roster/publish-roster.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import { occurrenceOf } from "#duty/site/site.ts";
import { type Sight, siteSeen, turnsAtPost } from "./meeting.ts";

/** Who takes a shift, at whichever post of the site: those due while it lasts, then those who are there already. */
export function takersOf(sight: Sight, siteId: SiteId, shift: ShiftName): PersonId[] {
  const site = siteSeen(sight, siteId);
  const posts = Object.keys(site.posts);
  const own = occurrenceOf(site, shift);
  const days = new Set([-1, 0, 1].map((by) => datePlus(shift.date, by)));
  const due = posts.flatMap((post) => {
    const ids = new Set([...days].map((day) => rosterId(post, day)));
    const planned = [...ids].flatMap((id) => sight.state<Roster>({ site: siteId, noun: "roster", id }).assignments);
    return planned.flatMap(({ date, shift: key, person }) => {
      const occurrence = days.has(date) ? occurrenceOf(site, { post, date, shift: key }) : undefined;
      return own && occurrence && overlaps(occurrence, own) ? [person] : [];
    });
  });
  const there = posts.flatMap((post) => turnsAtPost(sight, siteId, post)).map(({ person }) => person);
  return [...new Set([...due, ...there])];
}
