import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { openPool } from "#server/postgres/pool.ts";

const migrations = join(import.meta.dirname, "..", "server", "migrations");

/** A PostgreSQL of its own for one measurement, with the pools that the product has on it. */
export async function openBenchDatabase(say: (line: string) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-bench-"));
  const embedded = await startPostgres({ dataDir, log: say });
  const place = embedded.connectionOptions();
  const owner: Sql = postgres({ ...place, max: 1, onnotice: () => {} });
  const pool = openPool(place, "zb_app", { max: 20 });
  const accounts = openPool(place, "zb_signin", { max: 20 });
  const close = async () => {
    await Promise.all([pool, accounts, owner].map((each) => each.end({ timeout: 5 })));
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  await migrate(owner, migrations);
  return { place, owner, pool, accounts, close };
}
