import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";

export interface HolderOfFunction {
  readonly person: PersonId;
  /** Of the functions that were asked for, those that they hold at the site or at a post of it. */
  readonly functions: readonly string[];
}

/** Who holds one of these functions at a site now. */
export function holdersOf(
  sql: Sql,
  {
    org,
    headOffice,
    site,
    functions,
  }: {
    readonly org: OrganisationId;
    readonly headOffice: SiteId;
    readonly site: SiteId;
    readonly functions: readonly string[];
  },
): Promise<readonly HolderOfFunction[]> {
  return sql<HolderOfFunction[]>`
    select id as person, array_agg(distinct held ->> 'function') as functions
    from person_functions cross join lateral jsonb_array_elements(holdings) as each_held(held)
    where org = ${org} and site = ${headOffice} and holding
      and held ->> 'site' = ${site} and held ->> 'function' = any (${[...functions]}::text[])
    group by id order by id`;
}
