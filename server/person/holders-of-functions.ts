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

export interface HeldFunction {
  readonly person: PersonId;
  readonly function: string;
  /** Undefined where it is held for the whole site. */
  readonly post: string | undefined;
}

/** Whatever anybody holds at a site or at a post of it now. */
export async function holdingsAtSite(
  sql: Sql,
  { org, headOffice, site }: { readonly org: OrganisationId; readonly headOffice: SiteId; readonly site: SiteId },
): Promise<readonly HeldFunction[]> {
  const rows = await sql<{ person: string; function: string; post: string | null }[]>`
    select id as person, held ->> 'function' as function, held ->> 'post' as post
    from person_functions cross join lateral jsonb_array_elements(holdings) as each_held(held)
    where org = ${org} and site = ${headOffice} and holding and held ->> 'site' = ${site}
    order by id, function, post`;
  return rows.map(({ post, ...each }) => ({ ...each, post: post ?? undefined }));
}
