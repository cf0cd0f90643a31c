import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveTables } from "#server/archive/archive-table.ts";
import { CannotLoad, loadArchive } from "#server/archive/load-archive.ts";
import { NoArchive } from "#server/archive/read-archive.ts";
import { verifyArchive } from "#server/archive/verify-archive.ts";
import { writeArchive } from "#server/archive/write-archive.ts";
import { freshMasterKey, type MasterKey } from "#server/keys/master-key.ts";
import { databaseOfTest, type FreshDatabase, freshDatabase } from "#test/database.ts";
import { canary, sealedSites } from "#test/sealed-sites.ts";
import { verifyRows } from "#test/verify-rows.ts";

let database: FreshDatabase;
let folder = "";
let sql: Sql;
let receipts: Awaited<ReturnType<typeof sealedSites>> = [];
const master = freshMasterKey();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zhiban-archive-story-"));
  database = await freshDatabase();
  sql = database.connect();
  receipts = await sealedSites(sql, master);
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function everyRow(of: Sql): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const { name } of await archiveTables(of)) {
    const lines = await of<{ line: string }[]>`select t::text as line from ${of(name)} t`;
    rows[name] = lines.map(({ line }) => line).sort();
  }
  return rows;
}

test("everything that was exported is there after the import, to the last byte, and verifies", async () => {
  const path = join(folder, "whole.tar.gz");
  const manifest = await writeArchive(sql, path);
  expect(manifest.tables.find(({ name }) => name === "entry")?.rows).toBe(6);
  const empty = await databaseOfTest();
  const target = empty.connect();
  await loadArchive(target, path);
  expect(await everyRow(target)).toEqual(await everyRow(sql));
  const verified = await verifyRows(target, { master, receipts });
  expect(verified.outcome).toBe("whole");
});

const verifyFile = (path: string, key?: MasterKey) =>
  verifyArchive(path, { master: key, witnesses: { receipts, anchors: [] } });

test("an archive verifies without a database, and tells what a master key would add", async () => {
  const path = join(folder, "offline.tar.gz");
  await writeArchive(sql, path);
  const closed = await verifyFile(path);
  expect(closed.outcome).toBe("whole");
  expect(closed.sites.map(({ counts }) => counts)).toEqual([
    { streams: 1, entries: 3, commands: 3, heads: 1, secrets: 3, photos: 1 },
    { streams: 1, entries: 3, commands: 3, heads: 1, secrets: 3, photos: 1 },
  ]);
  expect(closed.sites[0]?.limits.map(({ code }) => code)).toContain("texts-unopened");
  const opened = await verifyFile(path, master);
  expect(opened.sites.flatMap(({ discrepancies }) => discrepancies)).toEqual([]);
  expect(opened.sites[0]?.limits.map(({ code }) => code)).not.toContain("texts-unopened");
});

test("no text and no master key stand in an archive", async () => {
  const path = join(folder, "closed.tar.gz");
  await writeArchive(sql, path);
  const content = gunzipSync(readFileSync(path));
  expect(content.includes(canary)).toBe(false);
  expect(content.includes(Buffer.from(canary).toString("hex"))).toBe(false);
  expect(content.includes(master.bytes.toString("hex"))).toBe(false);
});

test("an archive in which one letter was changed is found out", async () => {
  const path = join(folder, "changed.tar.gz");
  await writeArchive(sql, path);
  const content = gunzipSync(readFileSync(path));
  const hex = Buffer.from('"log.line-written"').toString("hex");
  const at = content.indexOf(hex);
  content.write(Buffer.from('"log.line-wrikken"').toString("hex"), at);
  writeFileSync(path, gzipSync(content));
  const { outcome, sites } = await verifyFile(path);
  expect(outcome).toBe("faulty");
  expect(sites.flatMap(({ discrepancies }) => discrepancies.map(({ code }) => code))).toContain("entry.hash-differs");
});

test("an archive is written over no file that is there", async () => {
  const path = join(folder, "older.tar.gz");
  writeFileSync(path, "an older archive");
  await expect(writeArchive(sql, path)).rejects.toThrow("EEXIST");
  expect(readFileSync(path, "utf8")).toBe("an older archive");
});

test("a database that is not empty is left as it is", async () => {
  const path = join(folder, "again.tar.gz");
  await writeArchive(sql, path);
  const before = await everyRow(sql);
  await expect(loadArchive(sql, path)).rejects.toThrow(CannotLoad);
  expect(await everyRow(sql)).toEqual(before);
});

test("half an archive, another file, and an empty one are named as such and load nothing", async () => {
  const whole = join(folder, "to-be-cut.tar.gz");
  await writeArchive(sql, whole);
  const bytes = readFileSync(whole);
  const target = (await databaseOfTest()).connect();
  for (const [name, content] of Object.entries({
    half: bytes.subarray(0, bytes.length / 2),
    "cut inside": gzipSync(gunzipSync(bytes).subarray(0, 20_480)),
    text: Buffer.from("no archive"),
    empty: Buffer.alloc(0),
  })) {
    const path = join(folder, `${name}.tar.gz`);
    writeFileSync(path, content);
    await expect(loadArchive(target, path), name).rejects.toThrow(/archive|promises|empty/);
  }
  expect((await everyRow(target)).stream).toEqual([]);
  await expect(verifyFile(join(folder, "text.tar.gz"))).rejects.toThrow(NoArchive);
});

test.each([9, 0])("an archive that holds other rows than the %i that it promises loads nothing", async (promised) => {
  const path = join(folder, `promises-${promised}.tar.gz`);
  await writeArchive(sql, path);
  const content = gunzipSync(readFileSync(path));
  // Of a table with so few rows that another number stands in as much room.
  const [few] = [...content.toString("latin1").matchAll(/"rows": [1-8]\b/g)];
  content.write(`"rows": ${promised}`, few?.index ?? -1);
  writeFileSync(path, gzipSync(content));
  const target = (await databaseOfTest()).connect();
  await expect(loadArchive(target, path)).rejects.toThrow(`promises ${promised} rows`);
  expect((await everyRow(target)).stream).toEqual([]);
});

test("a login that row-level security binds cannot write half an archive by mistake", async () => {
  await sql`create role narrow login in role zb_owner`;
  const narrow = database.connect("narrow");
  await expect(writeArchive(narrow, join(folder, "narrow.tar.gz"))).rejects.toThrow("bypassrls");
  await sql`drop role narrow`;
});
