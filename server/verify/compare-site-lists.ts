import type { ReservedSql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";

/** A site that an organisation lists and of which nothing is recorded, or the other way round. */
const missingSite = "site.missing";
const unlistedSite = "site.unlisted";

export interface MislistedSite {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly code: typeof missingSite | typeof unlistedSite;
}

interface ListedRow {
  readonly org: string;
  readonly headOffice: string;
  readonly sites: readonly string[];
  readonly followed: boolean;
}

/**
 * Holds the sites that organisations list against those of which anything is recorded. An organisation of which nothing is recorded at all
 * has just been founded, unless its accounts have followed a journal already.
 */
export async function mislistedSites(
  sql: ReservedSql,
  recorded: readonly { readonly org: OrganisationId; readonly site: SiteId }[],
): Promise<MislistedSite[]> {
  const organisations = await sql<ListedRow[]>`
    select o.org, o.head_office as "headOffice", o.sites,
      exists (select from account a where a.org = o.org and a.followed > 0) as followed
    from organisation o order by o.org`;
  return organisations.flatMap(({ org, headOffice, sites, followed }) => {
    const listed = new Set([headOffice, ...sites]);
    const there = new Set(recorded.filter((each) => each.org === org).map(({ site }) => site));
    if (!there.has(headOffice) && !followed) return [];
    const missing = [...listed].filter((site) => !there.has(site));
    const unlisted = [...there].filter((site) => !listed.has(site));
    return [
      ...missing.map((site): MislistedSite => ({ org, site, code: missingSite })),
      ...unlisted.map((site): MislistedSite => ({ org, site, code: unlistedSite })),
    ];
  });
}
