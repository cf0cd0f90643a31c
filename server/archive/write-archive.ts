import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { type Pack, pack } from "tar-stream";
import { oneSnapshot } from "#server/postgres/one-snapshot.ts";
import { type ArchiveTable, archiveTables, requireUnbound } from "./archive-table.ts";

export const archiveFormat = "zhiban-archive/1";

/** First file of an archive: what it is and where it can be loaded. */
export interface Manifest {
  readonly format: typeof archiveFormat;
  /** Names and SHA-256 of the migrations that made the tables. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/** Lines are gathered into files of about so many characters: a tar entry says its size before its bytes. */
const chunkLength = 4_000_000;
/** Rows that are fetched with one question. */
const rowsAtOnce = 100;

/**
 * Writes every row of the database as one moment saw it into a gzipped tar: a manifest, then per table files of one JSON row per line.
 * Texts and keys go as they are kept, encrypted; the master key is not in it. Readers and writers of the database are not held up.
 * @throws Error where the login may not see everything
 */
export async function writeArchive(sql: Sql, path: string): Promise<Manifest> {
  await requireUnbound(sql);
  return (await sql.begin(oneSnapshot, (transaction) => packAll(transaction, path))) as Manifest;
}

async function packAll(sql: TransactionSql, path: string): Promise<Manifest> {
  const tables = await archiveTables(sql);
  const manifest = await manifestOf(sql, tables);
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(path, { mode: 0o600, flags: "wx" }));
  const packed = packTables(sql, tar, { tables, manifest }).catch((error: Error) => tar.destroy(error));
  await Promise.all([written, packed]);
  return manifest;
}

async function packTables(
  sql: TransactionSql,
  tar: Pack,
  { tables, manifest }: { tables: readonly ArchiveTable[]; manifest: Manifest },
): Promise<void> {
  await addFile(tar, "manifest.json", JSON.stringify(manifest, undefined, 2));
  for (const table of tables) await packTable(sql, tar, table);
  tar.finalize();
}

async function manifestOf(sql: TransactionSql, tables: readonly ArchiveTable[]): Promise<Manifest> {
  const migrations = await sql<Manifest["migrations"][number][]>`select name, sha256 from migration order by name`;
  const counted: { name: string; rows: number }[] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ rows: number }[]>`select count(*)::float8 as rows from ${sql(name)}`;
    counted.push({ name, rows: row?.rows ?? 0 });
  }
  return { format: archiveFormat, migrations: [...migrations], tables: counted };
}

async function packTable(sql: TransactionSql, tar: Pack, { name, key }: ArchiveTable): Promise<void> {
  const order = key.length > 0 ? sql`order by ${sql(key as string[])}` : sql``;
  const rows = sql<{ line: string }[]>`select row_to_json(t)::text as line from ${sql(name)} t ${order}`;
  let lines: string[] = [];
  let length = 0;
  let number = 0;
  const flush = async () => {
    if (lines.length === 0) return;
    number += 1;
    await addFile(tar, `${name}/${String(number).padStart(6, "0")}.ndjson`, `${lines.join("\n")}\n`);
    lines = [];
    length = 0;
  };
  for await (const some of rows.cursor(rowsAtOnce)) {
    for (const { line } of some) {
      lines.push(line);
      length += line.length;
      if (length >= chunkLength) await flush();
    }
  }
  await flush();
}

/** Waits until the disk has taken it: a big table must not gather in memory. */
async function addFile(tar: Pack, name: string, text: string): Promise<void> {
  const entry = tar.entry({ name, size: Buffer.byteLength(text), mode: 0o600, mtime: new Date(0) });
  const finished = once(entry, "finish");
  entry.end(text);
  await finished;
}
