import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import { makeDataFolder } from "#server/postgres/data-folder.ts";
import { type BackupManifest, backupFormat } from "./backup-cluster.ts";

/** The backup cannot be restored here. The message is one line for the person at the terminal. */
export class CannotRestore extends Error {}

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer Each> ? Each : never;

const manifestShape = z.object({ format: z.literal(backupFormat), major: z.int(), madeAt: z.iso.datetime() });

/**
 * Unpacks a backup into a data folder that has no database. The files get their name by one rename at the end, so that half a restore is
 * never taken for a database. The server's first start on them replays the log up to the end of the backup.
 * @throws CannotRestore where a database is there already, or the file is no whole backup; PostgresCannotStart where the folder cannot be written
 */
export async function restoreCluster(path: string, dataDir: string): Promise<BackupManifest> {
  const home = resolve(dataDir);
  const target = join(home, "postgres");
  if (existsSync(target))
    throw new CannotRestore(
      `${target} is there already: move it away first, or restore into another folder with --data.`,
    );
  const growing = join(home, `postgres.restoring-${process.pid}`);
  makeDataFolder(home);
  mkdirSync(growing, { mode: 0o700 });
  try {
    const manifest = await unpack(path, growing);
    renameSync(join(growing, "postgres"), target);
    return manifest;
  } finally {
    rmSync(growing, { recursive: true, force: true });
  }
}

async function unpack(path: string, folder: string): Promise<BackupManifest> {
  const tar = extract();
  const feeding = pipeline(createReadStream(path), createGunzip(), tar);
  // Awaited below; a failure must not go unheard while the files are read.
  feeding.catch(() => {});
  let manifest: BackupManifest | undefined;
  try {
    for await (const entry of tar) {
      if (manifest) await place(entry, folder);
      else manifest = await manifestFrom(entry, path);
    }
    await feeding;
  } catch (cause) {
    if (cause instanceof CannotRestore || (cause as NodeJS.ErrnoException).code === "ENOSPC") throw cause;
    throw new CannotRestore(`${path} is no backup, or a damaged one: ${(cause as Error).message}`, { cause });
  }
  // The label stands near the end, after all files: where it is, nothing before it is missing.
  if (!manifest || !existsSync(join(folder, "postgres", "backup_label")))
    throw new CannotRestore(`${path} is no whole backup.`);
  return manifest;
}

async function manifestFrom(entry: Entry, path: string): Promise<BackupManifest> {
  const content = await text(entry);
  const parsed = entry.header.name === "backup.json" ? manifestShape.safeParse(JSON.parse(content)) : undefined;
  if (!parsed?.success) throw new CannotRestore(`${path} is no backup that this release reads (${backupFormat}).`);
  return parsed.data;
}

async function place(entry: Entry, folder: string): Promise<void> {
  const target = resolve(folder, entry.header.name);
  const root = join(folder, "postgres");
  if (target !== root && !target.startsWith(root + sep))
    throw new CannotRestore(`${entry.header.name} leads out of the folder.`);
  if (entry.header.type === "directory") {
    mkdirSync(target, { recursive: true, mode: 0o700 });
    entry.resume();
    return;
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  await pipeline(entry, createWriteStream(target, { mode: 0o600, flags: "wx" }));
}
