import { type BusinessDate, businessDateAt, datePlus, monthOf } from "#duty/grammar/time.ts";
import { type Roster, rosterKind } from "#duty/roster/roster.ts";
import type { RosterRule } from "#duty/roster/roster-rule.ts";
import { composer } from "#duty/wiring/composer.ts";
import { doubledTurns, turnsOfMonths } from "#duty/wiring/doubled-turns.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import type { SiteLook } from "./site-look.ts";

/** Who stands in two shifts at once by the months that are published, since a post was set up anew or a day is another one than it was. */
export async function doubledAt({ services, context, site, setup, now }: SiteLook): Promise<OverviewAnswer["doubled"]> {
  const today = businessDateAt(now, setup.zone, setup.dayStartsAt);
  const ids = Object.keys(setup.posts).flatMap((post) => monthsAround(today).map((month) => `${post}/${month}`));
  const streams = await services.streams(
    context,
    ids.map((id) => ({ site, noun: rosterKind.noun, id })),
  );
  const months = ids.map((id, index) => [id, (streams[index]?.state ?? rosterKind.begin(id)) as Roster] as const);
  return doubledTurns(turnsOfMonths(setup, months), now).flatMap(({ person, first, second }) => {
    const rule = composer.ruleFor(rosterKind.noun, setup, `${second.post}/${second.date}`, setup.version) as RosterRule;
    if (!rule.noOverlap?.required) return [];
    const turns = [first, second].map(({ post, date, shift }) => ({ post, date, shift }));
    return [{ person, turns, rules: [...rule.noOverlap.cites] }];
  });
}

/**
 * From the month of yesterday, whose last shift may still run, to the one in eight weeks, none left out; what is planned later is told when it
 * comes nearer.
 */
function monthsAround(today: BusinessDate): readonly string[] {
  return [...new Set([-1, 0, 28, 56].map((days) => monthOf(datePlus(today, days))))];
}
