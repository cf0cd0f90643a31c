import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { dumpSchema } from "./dump-schema.ts";

/** `node test/schema/write-schema.ts`: writes down what the migrations of this tree make, in a database that is thrown away. */
const root = join(import.meta.dirname, "..", "..");
const dataDir = mkdtempSync(join(tmpdir(), "zhiban-schema-"));
const embedded = await startPostgres({ dataDir, log: console.error });
const sql = postgres({ ...embedded.connectionOptions(), max: 1, onnotice: () => {} });
try {
  await migrate(sql, join(root, "server", "migrations"));
  writeFileSync(join(root, "docs", "schema.txt"), await dumpSchema(sql));
} finally {
  await sql.end();
  await embedded.stop();
  rmSync(dataDir, { recursive: true });
}
