import type { SiteId } from "#duty/grammar/entry.ts";
import { administers, administrator } from "./last-administrator.ts";
import type { Person } from "./person.ts";

/** The functions of the product's own sites, the highest first. One that stands not here is below them all, and above none at all. */
export const ranks = [administrator, "department-manager", "department-supervisor", "squad-leader"] as const;

/** Whom somebody would help with their secrets. */
export interface Helped {
  readonly person: Person;
  readonly sites: readonly SiteId[];
  readonly headOffice: SiteId;
}

/**
 * Whoever holds a function helps those of the same or a lower one at the same site with a PIN; an administrator of the head office helps
 * everybody, and only another one helps them. Otherwise a lower one could go on giving tries at the signature of a higher one.
 */
export function mayHelp(helper: Person, { person, sites, headOffice }: Helped): boolean {
  if (helper.phase !== "employed") return false;
  const height = heightAt(helper, sites, headOffice);
  return height > 0 && height >= heightAt(person, sites, headOffice);
}

const names: readonly string[] = ranks;

/** 0: no function. The higher the function the greater; that of the head office's administrators is the greatest. */
function heightAt(person: Person, sites: readonly SiteId[], headOffice: SiteId): number {
  if (administers(person, headOffice)) return ranks.length + 2;
  const heights = person.holdings.map(({ function: held, site }) => {
    const rank = names.indexOf(held);
    if (!sites.includes(site)) return 0;
    return rank < 0 ? 1 : ranks.length - rank + 1;
  });
  return Math.max(0, ...heights);
}
