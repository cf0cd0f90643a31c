import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sql } from "postgres";
import { loadArchive } from "#server/archive/load-archive.ts";
import { type MasterKey, masterKeyPath, writeMasterKey } from "#server/keys/master-key.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { MIGRATIONS } from "#server/start/open-database.ts";
import { dataDirFrom, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { type DatabaseAddress, rebuiltFrom } from "./rebuild.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";
import { printVerification, statusOfLoaded, verifyWhole } from "./verify.ts";

const keyFlag = {
  takes: "FILE",
  is: { zh: "存档的主密钥；会放进数据目录", en: "the master key of the archive; it is put into the data folder" },
} as const;

/** Loads an archive into an empty database, made here if there is none, and verifies it. */
export const importVerb = verb({
  does: { zh: "把存档读入空数据库并核验", en: "loads an archive into an empty database and verifies it" },
  operands: { archive: { says: "FILE", is: { zh: "export 写出的存档", en: "an archive that export has written" } } },
  flags: { key: keyFlag, data: dataFlag, json: jsonFlag },
  run: ({ archive, key, data, json }) =>
    errand(async () => {
      const dataDir = dataDirFrom(data);
      await makeDatabase(dataDir);
      const master = masterKeyAtHand(dataDir, key);
      const verification = await withDatabase(dataDir, async (sql, { place }) => {
        await loadInto(sql, place, archive);
        return await verifyWhole(sql, { master, witnesses: { receipts: [], anchors: [] } });
      });
      if (key !== undefined && master) keepKey(dataDir, master);
      if (json) console.log(JSON.stringify(verification, undefined, 2));
      else printVerification(verification);
      return statusOfLoaded(verification);
    }),
});

/** Brings the tables up to this release, then loads what the archive holds. What an earlier release derived lacks what has come since. */
export async function loadInto(sql: Sql, place: DatabaseAddress, archive: string): Promise<void> {
  await migrate(sql, MIGRATIONS);
  const { migrations } = await loadArchive(sql, archive);
  const [here] = await sql<{ count: number }[]>`select count(*)::int as count from migration`;
  if (migrations.length < (here?.count ?? 0)) await rebuiltFrom(place, {}, () => {});
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
