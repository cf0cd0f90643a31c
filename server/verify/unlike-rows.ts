import type { ReservedSql } from "postgres";
import type { DerivedPlace } from "#server/journal/derive-site.ts";

/** A table of the house held against the temporary one of the same name. */
export interface RowComparison {
  readonly schema: string;
  readonly table: string;
  /** Which of its rows, as a condition of SQL. */
  readonly own: string;
  readonly place: DerivedPlace;
  /** What of a row is compared, as an object of SQL; every column where that is not told. */
  readonly compared?: string | undefined;
}

export interface UnlikeRow {
  readonly how: "missing" | "differs" | "made-up";
  /** Its key within the site. */
  readonly name: string;
  /** The columns in which it differs. */
  readonly columns: string | null;
}

const batch = 500;

/** Rows of a site that stand in one of the two tables alone, or say something else in them; a few at a time, however many there are. */
export async function* unlikeRows(sql: ReservedSql, about: RowComparison): AsyncGenerator<UnlikeRow> {
  const { schema, table, own, place } = about;
  const key = await keyOf(sql, schema, table);
  const compared = about.compared ?? "to_jsonb(t)";
  const side = (of: string) => `
    select concat_ws('/', ${key.map((each) => `t."${each}"`).join(", ")}) as name, ${compared} as said
    from ${of}."${table}" t where org = $1 and site = $2 and ${own}`;
  const text = `
    select coalesce(l.name, d.name) as name,
      case when l.name is null then 'missing' when d.name is null then 'made-up' else 'differs' end as how,
      case when l.name is null or d.name is null then null else (
        select string_agg(coalesce(a.key, b.key), ', ' order by coalesce(a.key, b.key))
        from jsonb_each(l.said) a full join jsonb_each(d.said) b on a.key = b.key
        where a.value is distinct from b.value) end as columns
    from (${side(schema)}) l full join (${side("pg_temp")}) d on l.name = d.name
    where l.said is distinct from d.said
    order by 1`;
  for await (const rows of sql.unsafe(text, [place.org, place.site]).cursor(batch))
    yield* rows as unknown as UnlikeRow[];
}

/** The columns of the primary key that tell rows of one site apart. */
async function keyOf(sql: ReservedSql, schema: string, table: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select a.attname as name from pg_index i
    join unnest(i.indkey) with ordinality as k (attnum, place) on true
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = ${`"${schema}"."${table}"`}::text::regclass and i.indisprimary and a.attname not in ('org', 'site')
    order by k.place`;
  return rows.map(({ name }) => name);
}
