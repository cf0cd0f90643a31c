import type { RuleId } from "#duty/grammar/decision.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { administers, administrator } from "./last-administrator.ts";
import type { Person } from "./person.ts";

/** How high somebody stands. */
export interface Rank {
  /** Whether they administer the organisation: above everybody, wherever. */
  readonly administers: boolean;
  /** Sites at which they hold anything, and how high; the higher the function the greater. */
  readonly heights: Readonly<Record<SiteId, number>>;
}

/** The functions of a site that stand in an order, in its own words, the highest first. */
export type OrderAt = (site: SiteId) => readonly string[];

/** Of an administrator of one site alone; every function that a text orders is below it. */
const topHeight = 1000;
/** Of a function that stands in no order: above nothing but holding none. */
const someHeight = 1;

/** How high somebody stands, as each site orders its functions (ZB-32). Who has left stands nowhere. */
export function rankOf(person: Person, headOffice: SiteId, orderAt: OrderAt): Rank {
  const heights: Record<SiteId, number> = {};
  for (const { function: held, site } of person.phase === "employed" ? person.holdings : [])
    heights[site] = Math.max(heights[site] ?? 0, heightOf(held, orderAt(site)));
  return { administers: administers(person, headOffice), heights };
}

function heightOf(held: string, order: readonly string[]): number {
  if (held === administrator) return topHeight;
  const place = order.indexOf(held);
  return place < 0 ? someHeight : topHeight - 1 - place;
}

/**
 * Whether somebody may help a colleague with their PIN or password (ZB-32). They must stand at least as high wherever the colleague holds a
 * function, each site by its own order of functions; otherwise a lower one could give a higher one's signature ever new tries. They must hold a
 * function themselves at each of `sites`, those that the account reaches, since who hands out a first password knows it and could read there. An
 * administrator of the organisation helps everybody, and is helped only by another one.
 */
export function mayHelp(helper: Rank, helped: Rank, sites: readonly SiteId[]): boolean {
  if (helper.administers || helped.administers) return helper.administers;
  const reaches = sites.length > 0 && sites.every((site) => heightAt(helper, site) > 0);
  return reaches && Object.entries(helped.heights).every(([site, height]) => heightAt(helper, site) >= height);
}

/** Whether somebody helps anybody at all: whoever holds a function, wherever, helps those who hold none. */
export function helpsSomebody({ functions }: { readonly functions: readonly unknown[] }): boolean {
  return functions.length > 0;
}

function heightAt({ heights }: Rank, site: SiteId): number {
  return heights[site] ?? 0;
}

/** What a refusal to help cites: who holds nothing anywhere is ordered by no site, and still helps nobody. */
export function orderCites(orderedBy: readonly RuleId[]): readonly RuleId[] {
  return orderedBy.length > 0 ? orderedBy : ["ZB-32"];
}
