import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { type Sight, siteSeen, turnsAtPost } from "./meeting.ts";

/** Who takes a shift, at whichever post of the site: those due for it, then those who are there already. */
export function takersOf(sight: Sight, site: SiteId, shift: ShiftName): PersonId[] {
  const posts = Object.keys(siteSeen(sight, site).posts);
  const due = posts.flatMap((post) => {
    const id = rosterId(post, shift.date);
    return dueFor(sight.state<Roster>({ site, noun: "roster", id }), shift).map(({ person }) => person);
  });
  const there = posts.flatMap((post) => turnsAtPost(sight, site, post)).map(({ person }) => person);
  return [...new Set([...due, ...there])];
}
