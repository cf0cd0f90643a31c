import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Sql } from "postgres";
import { loadArchive } from "#server/archive/load-archive.ts";
import { type MasterKey, masterKeyPath, writeMasterKey } from "#server/keys/master-key.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { printVerification, statusOf, verifyDatabase } from "./verify.ts";

const migrations = join(import.meta.dirname, "..", "server", "migrations");

/**
 * `import FILE [--key FILE] [--data DIR] [--json]`: loads an archive into an empty database, made here if there is none, and verifies it.
 * `--key` puts the master key that belongs to it into the data folder.
 */
export function importCommand(args: readonly string[]): Promise<number> {
  return errand(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: "string" }, data: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const [archive, ...rest] = positionals;
    if (archive === undefined || rest.length > 0)
      throw new ErrandError("usage: import FILE [--key FILE] [--data DIR] [--json]");
    const dataDir = dataDirFrom(values.data);
    await makeDatabase(dataDir);
    const master = masterKeyAtHand(dataDir, values.key);
    const verification = await withDatabase(dataDir, async (sql) => {
      await loadInto(sql, archive);
      return await verifyDatabase(sql, { master, witnesses: { receipts: [], anchors: [] } });
    });
    if (values.key !== undefined && master) keepKey(dataDir, master);
    if (values.json) console.log(JSON.stringify(verification, undefined, 2));
    else printVerification(verification);
    return verification.outcome === "nothing" ? 0 : statusOf(verification);
  });
}

/** Brings the tables up to this release, then loads what the archive holds. */
export async function loadInto(sql: Sql, archive: string): Promise<void> {
  await migrate(sql, migrations);
  await loadArchive(sql, archive);
}

async function makeDatabase(dataDir: string): Promise<void> {
  if (process.env.DATABASE_URL || existsSync(join(dataDir, "postgres", "PG_VERSION"))) return;
  const embedded = await startPostgres({ dataDir, log: () => {} });
  await embedded.stop();
}

function keepKey(dataDir: string, master: MasterKey): void {
  const path = masterKeyPath(dataDir);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeMasterKey(path, master);
}
