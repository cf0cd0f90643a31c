import { type BusinessDate, businessDateAt, datePlus, monthsBetween } from "#duty/grammar/time.ts";
import { type Roster, rosterKind } from "#duty/roster/roster.ts";
import type { RosterRule } from "#duty/roster/roster-rule.ts";
import type { Site } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { type DoubledTurn, doubledTurns, stillDoubled, turnsOfMonths } from "#duty/wiring/doubled-turns.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import { publishedMonths } from "./published-months.ts";
import type { SiteLook } from "./site-look.ts";

/** Who stands in two shifts at once by the months that are published, since a post was set up anew or a day is another one than it was. */
export async function doubledAt(looking: SiteLook): Promise<OverviewAnswer["doubled"]> {
  const { setup, now } = looking;
  return stillDoubled(await doubledOf(looking), now).flatMap(({ person, first, second }) => {
    const rule = composer.ruleFor(rosterKind.noun, setup, `${second.post}/${second.date}`, setup.version) as RosterRule;
    if (!rule.noOverlap?.required) return [];
    const turns = [first, second].map(({ post, date, shift }) => ({ post, date, shift }));
    return [{ person, turns, rules: [...rule.noOverlap.cites] }];
  });
}

/** What was found of a set-up, and of which months at which versions: as long as these are the same, so is what is found. */
const remembered = new WeakMap<Site, { readonly months: string; readonly found: readonly DoubledTurn[] }>();

async function doubledOf({ services, context, site, setup, now }: SiteLook): Promise<readonly DoubledTurn[]> {
  const names = monthsAround(businessDateAt(now, setup.zone, setup.dayStartsAt));
  const ids = Object.keys(setup.posts).flatMap((post) => names.map((month) => `${post}/${month}`));
  const published = await services.reading(context, (sql) => publishedMonths(sql, context, { site, ids }));
  const months = published.map(({ id, version }) => `${id}@${version}`).join();
  const known = remembered.get(setup);
  if (known?.months === months) return known.found;
  const streams = await services.streams(
    context,
    published.map(({ id }) => ({ site, noun: rosterKind.noun, id })),
  );
  const planned = published.map(({ id }, index) => [id, streams[index]?.state as Roster] as const);
  const found = doubledTurns(turnsOfMonths(setup, planned), now);
  const newer = streams.some(({ version }, index) => version !== published[index]?.version);
  if (!newer) remembered.set(setup, { months, found });
  return found;
}

/**
 * From the month of yesterday, whose last shift may still run, to the one in eight weeks; what is planned later is told when it
 * comes nearer.
 */
function monthsAround(today: BusinessDate): readonly string[] {
  return monthsBetween(datePlus(today, -1), datePlus(today, 56));
}
