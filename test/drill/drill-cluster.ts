import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { type SocketConnection, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";

/** Gives a drill a PostgreSQL of its own with every migration, as a superuser, and clears it away afterwards. */
export async function withCluster<T>(work: (sql: Sql, place: SocketConnection) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-drill-"));
  const embedded = await startPostgres({ dataDir, log: console.error });
  const sql = postgres({ ...embedded.connectionOptions(), max: 4, onnotice: () => {} });
  try {
    await migrate(sql, join(import.meta.dirname, "..", "..", "server", "migrations"));
    return await work(sql, embedded.connectionOptions());
  } finally {
    await sql.end({ timeout: 5 });
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
