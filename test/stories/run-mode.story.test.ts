import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";

/** Run as an ordinary user these show the plain mode; run as root, what root does where namespaces are forbidden. */
const root = process.getuid?.() === 0;
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "zhiban-mode-"));
  chmodSync(home, 0o700);
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
});

async function servesOn(dataDir: string): Promise<void> {
  const embedded = await startPostgres({ dataDir, log: () => {} });
  const sql = postgres({ ...embedded.connectionOptions(), max: 1 });
  expect(await sql`select 1 as n`).toMatchObject([{ n: 1 }]);
  await sql.end();
  await embedded.stop();
}

function ownerOf(dataDir: string): number {
  return statSync(join(dataDir, "postgres")).uid;
}

test("without namespaces root gives the cluster to an unprivileged account, also in a folder closed to it", async () => {
  vi.stubEnv("ZHIBAN_PG_MODE", "setpriv");
  onTestFinished(() => void vi.unstubAllEnvs());
  const dataDir = join(home, "data");
  await servesOn(dataDir);
  expect(ownerOf(dataDir) !== process.getuid?.()).toBe(root);
  vi.unstubAllEnvs();
  const owner = ownerOf(dataDir);
  await servesOn(dataDir);
  expect(ownerOf(dataDir), "the mode sticks to the owner").toBe(owner);
});

test("a cluster of root is given away once namespaces are forbidden", async () => {
  const dataDir = join(home, "data");
  mkdirSync(dataDir);
  await servesOn(dataDir);
  expect(ownerOf(dataDir)).toBe(process.getuid?.());
  vi.stubEnv("ZHIBAN_PG_MODE", "setpriv");
  onTestFinished(() => void vi.unstubAllEnvs());
  await servesOn(dataDir);
  expect(ownerOf(dataDir) !== process.getuid?.()).toBe(root);
});
