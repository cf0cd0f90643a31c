import type { ReservedSql } from "postgres";
import type { DerivedPlace } from "#server/journal/derive-site.ts";
import type { Notebook } from "./findings.ts";

type Mark = "missing" | "differs" | "made-up";

const batch = 500;

/**
 * How far each stream is sealed is written down beside the heads. What says less is only sealed again in vain; what says more keeps entries
 * from ever being sealed, and nobody would notice.
 */
export async function compareMarks(sql: ReservedSql, { org, site }: DerivedPlace, notebook: Notebook): Promise<void> {
  const unlike = sql<{ name: string; how: Mark; says: number | null; is: number | null }[]>`
    select coalesce(m.noun || '/' || m.id, l.noun || '/' || l.id) as name, m.version as says, l.version as is,
      case when m.noun is null then 'missing' when l.noun is null then 'made-up' else 'differs' end as how
    from (select noun, id, version, hash from seal_mark where org = ${org} and site = ${site}) m
    full join (
      select distinct on (noun, id) noun, id, version, hash from seal_leaf
      where org = ${org} and site = ${site} and noun <> '' order by noun, id, version desc) l
    on m.noun = l.noun and m.id = l.id
    where (m.version, m.hash) is distinct from (l.version, l.hash)
    order by 1`;
  for await (const rows of unlike.cursor(batch))
    for (const { name, how, says, is } of rows)
      notebook.discrepancy(`row.${how}`, `seal_mark ${name}`, { says: says ?? 0, is: is ?? 0 });
}
