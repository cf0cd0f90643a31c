import type { Sql } from "postgres";
import { rosterKind } from "#duty/roster/roster.ts";
import type { Context } from "#server/door/context.ts";

/** Which of these months, `post/YYYY-MM`, are published at a site, in order of their names, and how often each was changed. */
export function publishedMonths(
  sql: Sql,
  { org }: Context,
  { site, ids }: { readonly site: string; readonly ids: readonly string[] },
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  return sql<{ id: string; version: number }[]>`
    select its.id, stream.version
    from unnest(${[...ids]}::text[]) as its(id)
    cross join lateral (
      select version from stream
      where org = ${org} and site = ${site} and noun = ${rosterKind.noun} and stream.id = its.id
      limit 1) as stream
    order by its.id`;
}
