import type { PersonId } from "#duty/grammar/entry.ts";
import type { Person } from "#duty/person/person.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { postOfRoster } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";

/** Whether somebody was of the company and is not any more. */
export function hasLeft(world: World, id: PersonId): boolean {
  return world.state<Person>({ site: towerOffice, noun: "person", id }).phase === "left";
}

/** Truths 1 and 2: whoever has left the company stands at no post, and no plan counts on them for a shift that is not over. */
export function countedOnLeavers(world: World): string[] {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const there = Object.keys(site.posts)
    .flatMap((post) => presencesIn(world.outstanding({ site: towerSite, post })))
    .filter(({ turn }) => hasLeft(world, turn.person));
  const rosters = [...world.streams.values()].filter(({ key }) => key.noun === "roster");
  const due = rosters.flatMap(({ key, state }) =>
    (state as Roster).assignments.filter(({ date, shift, person }) => {
      const occurrence = occurrenceOf(site, { post: postOfRoster(key.id), date, shift });
      return occurrence !== undefined && occurrence.endsAt > world.now && hasLeft(world, person);
    }),
  );
  return [
    ...there.map(({ turn, as }) => `${turn.person} has left the company and is ${as} at ${turn.post}`),
    ...due.map(({ date, shift, person }) => `${person} has left the company and is due ${date} ${shift}`),
  ];
}
