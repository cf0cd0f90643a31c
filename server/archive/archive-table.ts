import type { Sql, TransactionSql } from "postgres";

/** A table whose rows an archive holds. */
export interface ArchiveTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** Not in an archive: transaction numbers belong to one server, and the list of migrations is made where it is loaded. */
const leftOut = ["feed", "migration"];

/** Every table of the product in an order in which rows can be loaded: what is referred to comes first. */
export async function archiveTables(sql: Sql | TransactionSql): Promise<ArchiveTable[]> {
  const tables = await sql<ArchiveTable[]>`
    select c.relname as name,
      coalesce((
        select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as key,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all (${leftOut}::text[])
    order by c.relname`;
  const references = await sql<{ from: string; to: string }[]>`
    select conrelid::regclass::text as from, confrelid::regclass::text as to
    from pg_constraint where contype = 'f' and conparentid = 0 and conrelid <> confrelid`;
  return inOrder(tables, references);
}

function inOrder(tables: readonly ArchiveTable[], references: readonly { from: string; to: string }[]): ArchiveTable[] {
  const ordered: ArchiveTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ name }) => !references.some(({ from, to }) => from === name && names.has(to)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...names].join(", ")}`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/**
 * Whoever moves everything must see everything.
 * @throws Error where row-level security binds this login
 */
export async function requireUnbound(sql: Sql | TransactionSql): Promise<void> {
  const [row] = await sql<{ name: string; unbound: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as unbound from pg_roles where rolname = session_user`;
  if (!row?.unbound)
    throw new Error(
      `The login ${row?.name} of this database sees only what it is told to see, and an archive holds everything: use a superuser, or run "alter role ${row?.name} bypassrls".`,
    );
}
