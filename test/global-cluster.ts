import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { isAlive } from "#server/postgres/process-alive.ts";

export const TEMPLATE = "zhiban_template";

/**
 * A cluster of tests is thrown away, and nothing is asked of it after a power failure: each database that goes would wait for the disk. That the
 * product itself starts on nothing that could lose an entry: `test/stories/embedded-postgres.long.test.ts`; that nothing is lost: the drill `kill`.
 */
const NOTHING_LASTS = { fsync: "off", full_page_writes: "off" };

const MIGRATIONS = join(import.meta.dirname, "..", "server", "migrations");

declare module "vitest" {
  export interface ProvidedContext {
    socketDir: string;
  }
}

/**
 * Vitest calls this once per project before its tests: a cluster of its own with one database that holds every migration,
 * from which `freshDatabase` copies.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepKilledRuns();
  const dataDir = mkdtempSync(join(tmpdir(), `zhiban-test-${process.pid}-`));
  const embedded = await startPostgres({ dataDir, log: console.error, settings: NOTHING_LASTS });
  await makeTemplate(embedded);
  project.provide("socketDir", embedded.socketDir);
  return async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(embedded: EmbeddedPostgres): Promise<void> {
  const admin = postgres({ ...embedded.connectionOptions(), max: 1 });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  const template = postgres({ ...embedded.connectionOptions("postgres", TEMPLATE), max: 1, onnotice: () => {} });
  if (existsSync(MIGRATIONS)) await migrate(template, MIGRATIONS);
  await template.end();
}

function sweepKilledRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^zhiban-test-(\d+)-/.exec(name)?.[1];
    const folder = join(tmpdir(), name);
    const ours = statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (pid && ours && !isAlive(Number(pid))) rmSync(folder, { recursive: true, force: true });
  }
}
