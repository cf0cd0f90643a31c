import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { type Holding, personKind } from "#duty/person/person.ts";
import { flag, json } from "#server/door/view-columns.ts";
import { viewTable } from "#server/door/view-table.ts";

/** What each person holds now: a call finds people by it, and reads nothing of what they held before. */
export const functionsTable = viewTable({
  table: "person_functions",
  kind: personKind,
  columns: { holding: flag, holdings: json<readonly Holding[]>() },
  row: ({ holdings }) => ({
    holding: holdings.length > 0,
    holdings: holdings.map(({ since: _, ...holding }) => holding),
  }),
});

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
