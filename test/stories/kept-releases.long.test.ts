import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { upcasts } from "#duty/nouns.ts";
import { masterKeyPath } from "#server/keys/master-key.ts";
import { serve } from "#server/start/serving.ts";
import type { Verification } from "#server/verify/verification.ts";
import { type KeptRelease, keptReleases, PARTS, unpackBackup } from "#test/fixtures/kept-release.ts";
import { runErrand } from "#test/run-errand.ts";

/* What earlier releases wrote, opened by this one: nothing that they acknowledged may become unreadable by an upgrade. */

let scratch = "";
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "zhiban-kept-"));
});
afterAll(() => rmSync(scratch, { recursive: true }));

const releases = keptReleases();

test("every type of entry that is no longer written stands in a kept release", () => {
  const kept = new Set(releases.flatMap(({ types }) => types));
  expect(Object.keys(upcasts).filter((type) => !kept.has(type))).toEqual([]);
  expect(releases.length).toBeGreaterThan(0);
});

describe.each(releases)("the release of $name", { timeout: 180_000 }, (release) => {
  const part = (name: keyof typeof PARTS) => (name === "key" ? privateKey(release) : join(release.folder, PARTS[name]));
  const moved = () => join(scratch, `${release.name}-moved`);
  const restored = () => join(scratch, `${release.name}-restored`);

  test("its archive goes into a new installation, whole and under its anchors", async () => {
    const words = [part("archive"), "--key", part("key"), "--data", moved(), "--json"];
    const imported = await runErrand("import", words);
    expect(imported, imported.err).toMatchObject({ status: 0 });
    expect(faultsIn(imported.out)).toEqual([]);
    expect(entriesIn(imported.out)).toBe(release.entries);
    const verified = await verify(["--anchors", part("anchors"), "--data", moved()]);
    expect(limitsIn(verified.out)).not.toContain("heads-unanchored");
  });

  test("its archive verifies without a database", async () => {
    const verified = await verify(["--archive", part("archive"), "--anchors", part("anchors"), "--key", part("key")]);
    expect(entriesIn(verified.out)).toBe(release.entries);
  });

  test("what is derived from its entries comes out as it was", async () => {
    await rebuildsAlike(moved());
  });

  test("its data folder is opened, verifies, and comes out as it was; or says which PostgreSQL it needs", async () => {
    const backup = join(scratch, `${release.name}.backup`);
    unpackBackup(release, backup);
    const words = [backup, "--anchors", part("anchors"), "--key", part("key"), "--data", restored(), "--json"];
    const done = await runErrand("restore", words);
    const opens = postgresOf(moved()) === release.postgres;
    const found = opens ? { faults: faultsIn(done.out), entries: entriesIn(done.out) } : undefined;
    if (opens) await rebuildsAlike(restored());
    const ready = opens ? await readyOn(release, restored()) : undefined;
    const whole = { status: 0, found: { faults: [], entries: release.entries }, ready: 200 };
    const needs = { status: 2, err: expect.stringContaining(`PostgreSQL ${release.postgres}`) };
    expect({ ...done, found, ready }, done.err).toMatchObject(opens ? whole : needs);
  });
});

/** The key as its owner keeps it: a checkout makes it readable by everybody, and then the product refuses it. */
function privateKey({ name, folder }: KeptRelease): string {
  const path = join(scratch, `${name}.key`);
  writeFileSync(path, readFileSync(join(folder, PARTS.key)), { mode: 0o600 });
  return path;
}

async function verify(words: readonly string[]) {
  const verified = await runErrand("verify", [...words, "--json"]);
  expect(verified, verified.err).toMatchObject({ status: 0 });
  expect(faultsIn(verified.out)).toEqual([]);
  return verified;
}

async function rebuildsAlike(dataDir: string): Promise<void> {
  const rebuilt = await runErrand("rebuild", ["--data", dataDir, "--json"]);
  const { rebuilt: sites } = JSON.parse(rebuilt.out) as { rebuilt: { tables: { table: string; alike: boolean }[] }[] };
  const changed = sites.flatMap(({ tables }) => tables.filter(({ alike }) => !alike).map(({ table }) => table));
  expect(changed).toEqual([]);
  expect(sites.length).toBeGreaterThan(0);
  expect(rebuilt.status).toBe(0);
}

/** What the product answers when it has started on a data folder and is asked whether it is ready. */
async function readyOn(release: KeptRelease, dataDir: string): Promise<number> {
  mkdirSync(dirname(masterKeyPath(dataDir)), { recursive: true });
  cpSync(privateKey(release), masterKeyPath(dataDir));
  const serving = await serve({ port: 0, host: "127.0.0.1", dataDir, log: console.error });
  try {
    return (await fetch(`${serving.url}/readyz`)).status;
  } finally {
    await serving.stop();
  }
}

function postgresOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres", "PG_VERSION"), "utf8"));
}

function faultsIn(json: string): string[] {
  const { sites, strangers } = JSON.parse(json) as Verification;
  return [...strangers, ...sites.flatMap(({ discrepancies }) => discrepancies.map(({ code, at }) => `${code} ${at}`))];
}

function limitsIn(json: string): string[] {
  return (JSON.parse(json) as Verification).sites.flatMap(({ limits }) => limits.map(({ code }) => code));
}

function entriesIn(json: string): number {
  return (JSON.parse(json) as Verification).sites.reduce((sum, { counts }) => sum + counts.entries, 0);
}
