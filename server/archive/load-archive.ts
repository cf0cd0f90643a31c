import type { Sql, TransactionSql } from "postgres";
import { type ArchiveTable, archiveTables, requireUnbound } from "./archive-table.ts";
import { type ArchivePart, isManifest, readArchive } from "./read-archive.ts";
import type { Manifest } from "./write-archive.ts";

/** The archive cannot be loaded into this database. The message is one line for the person at the terminal. */
export class CannotLoad extends Error {}

/**
 * Loads an archive into a database that has the tables and no rows, in one transaction: all of it, or nothing. Its major version of
 * PostgreSQL need not be that of the archive.
 * @throws CannotLoad when the database is not empty, belongs to an older release, or rows went missing on the way
 * @throws NoArchive when the file is none
 */
export async function loadArchive(sql: Sql, path: string): Promise<Manifest> {
  await requireUnbound(sql);
  return (await sql.begin((transaction) => loadAll(transaction, path))) as Manifest;
}

async function loadAll(sql: TransactionSql, path: string): Promise<Manifest> {
  const tables = new Map((await archiveTables(sql)).map((table) => [table.name, table]));
  const loaded = new Map<string, number>();
  let manifest: Manifest | undefined;
  for await (const part of readArchive(path)) {
    if (isManifest(part)) {
      manifest = part;
      await requireReady(sql, manifest, tables);
      continue;
    }
    const table = tables.get(part.table);
    if (!table) throw new CannotLoad(`${path} holds rows of ${part.table}, which this release does not know.`);
    if (part.table === "entry") await openMonths(sql, part);
    await loadPart(sql, table, part);
    loaded.set(part.table, (loaded.get(part.table) ?? 0) + part.lines.length);
  }
  for (const { name, rows } of manifest?.tables ?? []) {
    if ((loaded.get(name) ?? 0) !== rows)
      throw new CannotLoad(`${path} promises ${rows} rows of ${name} and holds ${loaded.get(name) ?? 0}.`);
  }
  return manifest as Manifest;
}

async function requireReady(
  sql: TransactionSql,
  manifest: Manifest,
  tables: ReadonlyMap<string, ArchiveTable>,
): Promise<void> {
  const here = await sql<{ name: string; sha256: string }[]>`select name, sha256 from migration`;
  const known = new Map(here.map(({ name, sha256 }) => [name, sha256]));
  const strange = manifest.migrations.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (strange)
    throw new CannotLoad(
      `The archive was written by a newer Zhiban (${strange.name}): install that version or a later one.`,
    );
  for (const { name } of tables.values()) {
    const [row] = await sql<{ some: boolean }[]>`select exists (select from ${sql(name)}) as some`;
    if (row?.some)
      throw new CannotLoad(`This database is not empty (${name} has rows): an archive is loaded into an empty one.`);
  }
}

/** Columns that came after the archive was written get what an insert without them gives. */
async function loadPart(sql: TransactionSql, { name, columns }: ArchiveTable, { lines }: ArchivePart): Promise<void> {
  const [first] = lines;
  if (!first) return;
  const there = new Set(Object.keys(JSON.parse(first) as object));
  const known = columns.filter((column) => there.has(column));
  await sql`
    insert into ${sql(name)} (${sql(known)}) overriding system value
    select ${sql(known)} from json_populate_recordset(null::${sql(name)}, ${`[${lines.join(",")}]`}::text::json)`;
}

async function openMonths(sql: TransactionSql, { lines }: ArchivePart): Promise<void> {
  const months = new Set(lines.map((line) => (JSON.parse(line) as { born_month: string }).born_month));
  for (const month of months) await sql`select journal_open_month(${month}::date)`;
}
