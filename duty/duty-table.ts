import type { Environment, Table } from "#duty/door/table.ts";
import { businessDateAt } from "#duty/grammar/time.ts";
import { acts, asks, expectations, kinds, planningNouns, reactions } from "#duty/nouns.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { setUpId } from "#duty/wiring/site-wiring.ts";

/** All that can be done in this release, for the pure twin, the server and tests alike. */
export const dutyTable: Table = {
  kinds,
  acts,
  asks,
  reactions,
  planning: planningNouns,
  setupOf: (site) => ({ site, noun: siteKind.noun, id: setUpId }),
  ruleFor: (noun, setup, id, under) => composer.ruleFor(noun, setup as Site, id, under),
  expectations,
};

/** Zone and business date of a site at a moment. */
export const calendar: Environment["calendar"] = (setup, now) => {
  const { zone, dayStartsAt } = setup as Site;
  return { zone, today: businessDateAt(now, zone, dayStartsAt) };
};
