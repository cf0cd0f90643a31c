import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { overlaps, type RosteredShift } from "#duty/roster/publish-roster.ts";
import { postOfRoster, type Roster } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";

/*
 * No publication and no cover puts anybody into two shifts at once (ZB-06). A post set up anew moves the shifts of months that are published
 * already, and then it may be so all the same: it is no fault of the set-up, and whoever publishes is told which turns are to be planned anew.
 */

/** Two turns of one person that are not over and overlap, the one that begins first before the other. */
export interface DoubledTurn {
  readonly person: PersonId;
  readonly first: ShiftOccurrence;
  readonly second: ShiftOccurrence;
}

/** The turns of published months, `post/YYYY-MM` with what is planned in it, at the times that the set-up gives them now. */
export function turnsOfMonths(site: Site, months: readonly (readonly [id: string, roster: Roster])[]): RosteredShift[] {
  return months.flatMap(([id, { assignments }]) =>
    assignments.flatMap(({ date, shift, person }) => {
      const occurrence = occurrenceOf(site, { post: postOfRoster(id), date, shift });
      return occurrence ? [{ person, occurrence }] : [];
    }),
  );
}

/** Every two turns of one person that overlap and are not over, the soonest first. */
export function doubledTurns(turns: readonly RosteredShift[], now: Instant): readonly DoubledTurn[] {
  const ahead = turns
    .filter(({ occurrence }) => occurrence.endsAt > now)
    .toSorted((one, other) => one.occurrence.startsAt - other.occurrence.startsAt);
  const running = new Map<PersonId, readonly ShiftOccurrence[]>();
  const found: DoubledTurn[] = [];
  for (const { person, occurrence } of ahead) {
    // Whatever is over by now overlaps nothing that begins later either.
    const begun = (running.get(person) ?? []).filter(({ endsAt }) => endsAt > occurrence.startsAt);
    for (const first of begun) if (overlaps(first, occurrence)) found.push({ person, first, second: occurrence });
    running.set(person, [...begun, occurrence]);
  }
  return found;
}

/** Those of them that are still not over at a later moment. */
export function stillDoubled(found: readonly DoubledTurn[], now: Instant): readonly DoubledTurn[] {
  return found.filter(({ first, second }) => first.endsAt > now && second.endsAt > now);
}
