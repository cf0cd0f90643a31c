import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey, type MasterKey, masterKeyPath } from "#server/keys/master-key.ts";
import { type EmbeddedPostgres, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import type { StoredReceipt } from "#server/verify/evidence.ts";
import type { Verification } from "#server/verify/verification.ts";
import { runErrand } from "#test/run-errand.ts";
import { sealedSites } from "#test/sealed-sites.ts";
import { writeJournal } from "#test/written-journal.ts";

const place = { org: "group", site: "tower" };
const backup = "backup";
const restore = "restore";
const verify = "verify";
const take = "export";
const bring = "import";

let folder = "";
let dataDir = "";
let embedded: EmbeddedPostgres;
let sql: Sql;
let keyring: Keyring;
let master: MasterKey;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zhiban-backup-"));
  dataDir = join(folder, "installation");
  embedded = await startPostgres({ dataDir, log: () => {} });
  sql = postgres({ ...embedded.connectionOptions(), max: 4, onnotice: () => {} });
  await migrate(sql, join(import.meta.dirname, "..", "..", "server", "migrations"));
  master = findMasterKey({ dataDir, mayCreate: true, env: {} });
  keyring = new Keyring(sql, master);
  await sealedSites(sql, master);
});

afterAll(async () => {
  await sql.end();
  await embedded.stop();
  rmSync(folder, { recursive: true });
});

function write(id: string, lines: number): Promise<StoredReceipt[]> {
  const written = Array.from({ length: lines }, (_, index) => ({ id, text: `第${index}行` }));
  return writeJournal(sql, keyring, { ...place, lines: written });
}

function kept(name: string, receipts: readonly StoredReceipt[]): string {
  const path = join(folder, name);
  writeFileSync(path, receipts.map((each) => `${JSON.stringify(each)}\n`).join(""));
  return path;
}

function keyInto(data: string): void {
  mkdirSync(dirname(masterKeyPath(data)), { recursive: true });
  writeFileSync(masterKeyPath(data), `${master.bytes.toString("hex")}\n`, { mode: 0o600 });
}

test("a backup taken while others write holds everything acknowledged before it began, and verifies once restored", async () => {
  const before = await write("lobby/2026-11-21/evening", 5);
  let isBackedUp = false;
  const writing = (async () => {
    for (let page = 0; !isBackedUp; page += 1) await write(`gate/2026-11-21/${page}`, 3);
  })();
  const path = join(folder, "whole.backup");
  const taken = await runErrand(backup, [path, "--data", dataDir, "--json"]);
  isBackedUp = true;
  await writing;
  expect(taken, taken.err).toMatchObject({ status: 0 });
  expect(JSON.parse(taken.out)).toMatchObject({ file: path, kind: "cluster" });
  const after = await write("lobby/2026-11-21/night", 1);

  const elsewhere = join(folder, "restored");
  keyInto(elsewhere);
  const receipts = kept("before.ndjson", before);
  const restored = await runErrand(restore, [path, "--data", elsewhere, "--receipts", receipts, "--json"]);
  const { outcome, sites } = JSON.parse(restored.out) as Verification;
  expect(sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
  expect(outcome).toBe("whole");
  expect(sites.find(({ site }) => site === "tower")?.counts.entries).toBeGreaterThanOrEqual(8);
  expect(sites[0]?.limits.map(({ code }) => code)).not.toContain("texts-unopened");

  const lost = kept("after.ndjson", after);
  const heard = await runErrand(verify, ["--data", elsewhere, "--receipts", lost]);
  expect(heard.status).toBe(1);
  expect(heard.out).toContain("receipt.missing log/lobby/2026-11-21/night@1");
  expect(heard.out).toMatch(/^Not looked at, and nothing is said of: account_event, browser_known\b/m);
});

test("the master key is in no backup and no archive, and travels only into a file of its own", async () => {
  const key = master.bytes.toString("hex");
  const path = join(folder, "keyless.backup");
  expect((await runErrand(backup, [path, "--data", dataDir])).status).toBe(0);
  expect(gunzipSync(readFileSync(path)).includes(key)).toBe(false);
  const archive = join(folder, "keyless.tar.gz");
  const keyFile = join(folder, "taken.key");
  expect((await runErrand(take, [archive, "--with-key", keyFile, "--data", dataDir])).status).toBe(0);
  expect(gunzipSync(readFileSync(archive)).includes(key)).toBe(false);
  expect(readFileSync(keyFile, "utf8").trim()).toBe(key);
  // Whoever else has a login on the machine reads none of them.
  for (const each of [path, archive, keyFile]) expect(statSync(each).mode & 0o777, each).toBe(0o600);
});

test("what is taken out is written over nothing that is there, and brought in over no key", async () => {
  const [archive, anchors, keyFile] = ["kept.tar.gz", "kept.ndjson", "kept.key"].map((each) => join(folder, each));
  const taking = [[archive], ["--anchors", anchors], [join(folder, "beside.tar.gz"), "--with-key", keyFile]];
  for (const words of taking as string[][])
    expect((await runErrand(take, [...words, "--data", dataDir])).status, words.join(" ")).toBe(0);
  const there = () => [archive, anchors, keyFile].map((each) => readFileSync(each as string, "hex"));
  const before = there();
  for (const words of [taking[0], taking[1], [join(folder, "again.tar.gz"), "--with-key", keyFile]] as string[][])
    expect((await runErrand(take, [...words, "--data", dataDir])).status, words.join(" ")).toBe(2);
  expect(there()).toEqual(before);
  const elsewhere = join(folder, "keyed");
  keyInto(elsewhere);
  const moved = await runErrand(bring, [archive as string, "--key", keyFile as string, "--data", elsewhere]);
  expect(moved, moved.err).toMatchObject({ status: 0 });
  expect(readFileSync(masterKeyPath(elsewhere), "utf8")).toContain(master.bytes.toString("hex"));
});

test("an archive goes into a new installation with its key, and its anchors still hold there", async () => {
  const archive = join(folder, "moved.tar.gz");
  const anchors = join(folder, "anchors.ndjson");
  const keyFile = join(folder, "moved.key");
  const given = [archive, "--anchors", anchors, "--with-key", keyFile, "--data", dataDir];
  expect((await runErrand(take, given)).status).toBe(0);
  const elsewhere = join(folder, "moved");
  const moved = await runErrand(bring, [archive, "--key", keyFile, "--data", elsewhere]);
  expect(moved, moved.err).toMatchObject({ status: 0 });
  const heard = await runErrand(verify, ["--data", elsewhere, "--anchors", anchors, "--json"]);
  const { outcome, sites, unread } = JSON.parse(heard.out) as Verification;
  expect(outcome).toBe("whole");
  expect(sites[0]?.limits.map(({ code }) => code)).toEqual(["tail-unsealed", "expected-uncompared"]);
  expect(unread, "what stands beside the records").toEqual(
    expect.arrayContaining(["account_event", "desk", "try_count"]),
  );
  for (const read of ["account", "command", "device", "entry", "obligation", "outbox", "photo", "seal_leaf", "wake"])
    expect(unread).not.toContain(read);
  const offline = await runErrand(verify, ["--archive", archive, "--anchors", anchors, "--data", join(folder, "none")]);
  expect(offline).toMatchObject({ status: 0 });
  expect(offline.out).toContain("texts stay closed without the master key");
  expect(offline.out).not.toContain("Not looked at");
});

test.each([
  ["a restore over a database", restore, () => [join(folder, "keyless.backup"), "--data", dataDir], "is there already"],
  ["a restore of something else", restore, () => [kept("text", []), "--data", join(folder, "x")], "no backup"],
  ["a verification of nothing", verify, () => ["--data", join(folder, "absent")], "There is no database"],
  [
    "a verification of something else",
    verify,
    () => ["--archive", kept("none", []), "--data", dataDir],
    "is no archive",
  ],
  ["receipts that are none", verify, () => ["--receipts", junk(), "--data", dataDir], "line 1: no receipt"],
  ["an unknown option", verify, () => ["--everything"], "there is no flag --everything"],
  ["a backup to nowhere", backup, () => [join(folder, "no", "folder"), "--data", dataDir], "There is no folder"],
  ["an export without a file", take, () => ["--data", dataDir], "FILE, --anchors FILE or --log DIR is missing"],
] as const)("%s ends with status 2 and one line", async (_, command, args, message) => {
  const { status, err } = await runErrand(command, args());
  expect(err).toContain(message);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(status).toBe(2);
});

test.each([
  ["an archive", take, (path: string) => [path]],
  ["anchors", take, (path: string) => ["--anchors", path]],
  ["a key beside an archive", take, (path: string) => [join(folder, "beside.tar.gz"), "--with-key", path]],
  ["a key beside anchors", take, (path: string) => ["--anchors", join(folder, "beside.ndjson"), "--with-key", path]],
  ["a backup", backup, (path: string) => [path]],
] as const)("%s never goes over a file that is there already", async (_, command, args) => {
  const there = join(folder, "there");
  writeFileSync(there, "kept since last year\n");
  const { status, err } = await runErrand(command, [...args(there), "--data", dataDir]);
  expect(readFileSync(there, "utf8")).toBe("kept since last year\n");
  expect(err).toContain("is there already and is never written over");
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(status).toBe(2);
});

function junk(): string {
  const path = join(folder, "junk.ndjson");
  writeFileSync(path, "no receipt\n");
  return path;
}
