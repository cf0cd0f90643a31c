import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql } from "postgres";
import { type Pack, pack } from "tar-stream";

export const backupFormat = "zhiban-backup/1";

/** First file of a backup. */
export interface BackupManifest {
  readonly format: typeof backupFormat;
  /** Major version of PostgreSQL; only the same one can run on these files. */
  readonly major: number;
  readonly madeAt: string;
}

/** Everything committed up to `stopLsn` is in the backup. */
export interface Backup {
  readonly startLsn: string;
  readonly stopLsn: string;
  readonly files: number;
}

/** PostgreSQL makes these anew, or must not find another server's. */
const emptied = [
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
];
const leftOut = /^(?:postmaster\.(?:pid|opts)|pg_internal\.init|backup_label|tablespace_map|.*\.tmp)$|^pgsql_tmp/;

/**
 * Copies a running cluster into a gzipped tar while others write in it (PostgreSQL manual 25.3.3, low-level base backup). Restored, it
 * replays its log up to the moment at which the backup ended. The master key is not part of it.
 */
export async function backupCluster(
  sql: Sql,
  { clusterDir, path, madeAt }: { clusterDir: string; path: string; madeAt: Date },
): Promise<Backup> {
  // One session: the server ends the backup and frees the slot when the connection goes.
  const session = await sql.reserve();
  const slot = `zhiban_backup_${randomUUID().replaceAll("-", "")}`;
  try {
    await session`select pg_create_physical_replication_slot(${slot}, true, true)`;
    const [started] = await session<{ lsn: string; major: number }[]>`
      select pg_backup_start('zhiban', true)::text as lsn, current_setting('server_version_num')::int / 10000 as major`;
    const tar = pack();
    const written = pipeline(tar, createGzip({ level: 3 }), createWriteStream(path, { mode: 0o600, flags: "wx" }));
    const manifest: BackupManifest = { format: backupFormat, major: started?.major ?? 0, madeAt: madeAt.toISOString() };
    const filled = fill(tar, { session, clusterDir, manifest }).catch((error: Error) => {
      tar.destroy(error);
      throw error;
    });
    const [, { stopLsn, files }] = await Promise.all([written, filled]);
    return { startLsn: started?.lsn ?? "", stopLsn, files };
  } finally {
    await session`select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${slot}`;
    session.release();
  }
}

async function fill(
  tar: Pack,
  { session, clusterDir, manifest }: { session: Sql; clusterDir: string; manifest: BackupManifest },
): Promise<{ stopLsn: string; files: number }> {
  await addText(tar, "backup.json", JSON.stringify(manifest));
  let files = 0;
  for await (const name of filesUnder(clusterDir, "")) {
    await addFile(tar, join(clusterDir, name), `postgres/${name}`);
    files += 1;
  }
  const [stopped] = await session<{ lsn: string; label: string; spaces: string | null; first: string; last: string }[]>`
    select lsn::text, labelfile as label, nullif(spcmapfile, '') as spaces, pg_walfile_name(lsn) as last,
      substring(labelfile from 'file ([0-9A-F]{24})') as first
    from pg_backup_stop(false)`;
  if (!stopped) throw new Error("PostgreSQL did not say where the backup ended");
  await addText(tar, "postgres/backup_label", stopped.label);
  if (stopped.spaces) await addText(tar, "postgres/tablespace_map", stopped.spaces);
  for (const name of await segmentsBetween(clusterDir, stopped.first, stopped.last))
    await addFile(tar, join(clusterDir, "pg_wal", name), `postgres/pg_wal/${name}`);
  tar.finalize();
  return { stopLsn: stopped.lsn, files };
}

/** Names relative to the cluster; a folder ends in `/`. */
async function* filesUnder(clusterDir: string, under: string): AsyncGenerator<string> {
  for (const entry of await readdir(join(clusterDir, under), { withFileTypes: true })) {
    if (leftOut.test(entry.name)) continue;
    const name = under + entry.name;
    if (!entry.isDirectory()) {
      if (entry.isFile()) yield name;
      continue;
    }
    yield `${name}/`;
    if (under === "" && emptied.includes(entry.name)) continue;
    yield* filesUnder(clusterDir, `${name}/`);
  }
}

async function segmentsBetween(clusterDir: string, first: string, last: string): Promise<string[]> {
  const names = await readdir(join(clusterDir, "pg_wal"));
  const segments = names.filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last).sort();
  if (segments[0] !== first || segments.at(-1) !== last)
    throw new Error(`the log from ${first} to ${last} is not whole: the backup cannot be restored`);
  return segments;
}

async function addText(tar: Pack, name: string, text: string): Promise<void> {
  await written(tar, name, { size: Buffer.byteLength(text) }, Readable.from([text]));
}

/** How much of a file is read, or filled up, at a time. */
const bytesAtOnce = 1 << 20;

/** A file may grow, shrink or go while it is copied: the log mends that. What it lacks of its size is filled with zeros. */
async function addFile(tar: Pack, path: string, name: string): Promise<void> {
  if (name.endsWith("/")) {
    tar.entry({ name, type: "directory", mode: 0o700 });
    return;
  }
  const stat = await statOrGone(path);
  if (!stat) return;
  if (stat.size === 0) return await addText(tar, name, "");
  await written(tar, name, { size: stat.size }, Readable.from(exactly(path, stat.size)));
}

async function* exactly(path: string, size: number): AsyncGenerator<Buffer> {
  let left = size;
  const bytes = createReadStream(path, { end: size - 1, highWaterMark: bytesAtOnce });
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      left -= chunk.length;
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  for (; left > 0; left -= Math.min(left, bytesAtOnce)) yield Buffer.alloc(Math.min(left, bytesAtOnce));
}

async function statOrGone(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function written(tar: Pack, name: string, { size }: { size: number }, content: Readable): Promise<void> {
  const entry = tar.entry({ name, size, mode: 0o600 });
  await pipeline(content, entry);
}
