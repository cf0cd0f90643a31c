import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migratedDatabase } from "#test/screens/screen-stage.ts";
import { answersOfADay } from "./day-answers.ts";
import { writtenFields } from "./field-values.ts";

/** `node test/answers/write-answers.ts`: writes down what every field of every answer comes to in one day of the tower. */
const dataDir = mkdtempSync(join(tmpdir(), "zhiban-answers-"));
const cluster = await startPostgres({ dataDir, log: console.error });
try {
  const { fields } = await answersOfADay(await migratedDatabase(cluster, "answers"));
  writeFileSync(join(import.meta.dirname, "kept.json"), `${JSON.stringify(writtenFields(fields), null, 2)}\n`);
} finally {
  await cluster.stop();
  rmSync(dataDir, { recursive: true });
}
