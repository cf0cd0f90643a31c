import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { databaseOfTest, type FreshDatabase, freshDatabase } from "../database.ts";
import { runErrand } from "../run-errand.ts";
import { towerStage } from "../tower-stage.ts";
import { packs } from "../tower-world.ts";

/* Every figure that a verb says at a terminal, beside a plain reading of the tables of a building in which two days were lived. */

const from = "2026-10-22" as BusinessDate;
let database: FreshDatabase;
let owner: Sql;
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zhiban-figures-"));
  database = await freshDatabase();
  const { stage, close } = towerStage(database, from);
  await liveTower(stage, { editions: packs, from, until: plusMinutes(setUpAt(from), 2880), rosterDays: 5, seed: 1 });
  await close();
  owner = database.connect();
}, 120_000);

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function says(verb: string, ...words: string[]) {
  return saysOf(database, verb, ...words);
}

/** The same of another building. */
function saysOf(place: FreshDatabase, verb: string, ...words: string[]) {
  const { host, port, database: name, username } = place.connectionOptions();
  const reached = { DATABASE_URL: `postgres:///${name}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
  return runErrand(verb, [...words, "--data", join(folder, "none")], reached);
}

interface AnyRow {
  readonly site?: string;
  /** What was laid down beforehand, and comes of no entry. */
  readonly expected_by?: string | null;
  readonly birth?: object | null;
}

/** How many rows a table has, those of one site where it is named. */
async function rowsOf(table: string, site?: string, isMeant: (row: AnyRow) => boolean = () => true): Promise<number> {
  const rows = await owner<AnyRow[]>`select * from ${owner(table)}`;
  return rows.filter((row) => (site === undefined || row.site === site) && isMeant(row)).length;
}

const comesOfEntries = ({ expected_by: expected = null, birth = null }: AnyRow) => expected === null && birth === null;

/** Every table of the product, with its rows. */
async function everyTable(): Promise<Readonly<Record<string, number>>> {
  const tables = await owner<{ name: string }[]>`
    select table_name as name from information_schema.tables t where table_schema = 'public' and table_type = 'BASE TABLE'
      and not exists (select from pg_inherits where inhrelid = t.table_name::regclass)`;
  return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, await rowsOf(name)] as const)));
}

interface EntryRow {
  readonly site: string;
  readonly noun: string;
  readonly id: string;
  readonly type: string;
  readonly body: { readonly key: string; readonly rung: number };
}

const entries = () => owner<EntryRow[]>`
  select site, noun, id, type, convert_from(bytes, 'UTF8')::jsonb -> 'body' as body from entry order by site, noun, id, version`;

test("the site is one where no two figures are the same, and none is nothing", async () => {
  const figures = await Promise.all(["stream", "entry", "command", "secret_text"].map((table) => rowsOf(table)));
  const types = (await entries()).map(({ type }) => type);
  const said = ["obligation.missed", "obligation.escalated"].map(
    (type) => types.filter((each) => each === type).length,
  );
  expect(new Set([0, ...figures, ...said]).size).toBe(7);
});

test("verify counts what each site holds", async () => {
  const { sites } = JSON.parse((await says("verify", "--json")).out) as {
    sites: { org: string; site: string; counts: Record<string, number> }[];
  };
  expect(sites).toHaveLength(2);
  const lines: string[] = [];
  for (const { org, site, counts } of sites) {
    const tables = {
      streams: "stream",
      entries: "entry",
      commands: "command",
      heads: "seal_head",
      secrets: "secret_text",
      photos: "photo",
    };
    for (const [name, table] of Object.entries(tables))
      expect([site, name, counts[name]]).toEqual([site, name, await rowsOf(table, site)]);
    lines.push(
      `${org} ${site}: ${counts.streams} streams, ${counts.entries} entries, ${counts.commands} commands, ${counts.heads} heads, ${counts.secrets} texts, ${counts.photos} photos`,
    );
  }
  expect((await says("verify")).out.split("\n").filter((line) => line.startsWith("demonstration "))).toEqual(lines);
});

test("an export says how many rows are in it, and a backup how many of each table", async () => {
  const { feed: _, migration: __, ...tables } = await everyTable();
  const rows = Object.values(tables).reduce((sum, each) => sum + each, 0);
  expect(rows).toBeGreaterThan(500);
  const [told, taken, plain] = ["told.tar.gz", "taken.tar.gz", "plain.tar.gz"].map((name) => join(folder, name));
  expect(JSON.parse((await says("export", told as string, "--json")).out)).toEqual({ archive: told, rows });
  expect((await says("export", plain as string)).out).toMatch(new RegExp(`^${rows} rows in ${plain}\\. `));
  const backup = JSON.parse((await says("backup", taken as string, "--json")).out) as {
    tables: { name: string; rows: number }[];
  };
  expect(backup).toMatchObject({ file: taken, kind: "archive" });
  expect(Object.fromEntries(backup.tables.map(({ name, rows: its }) => [name, its]))).toEqual(tables);
});

test.each(["import", "restore"])("%s counts in the new place what verify counted in the old one", async (verb) => {
  const archive = join(folder, `${verb}.tar.gz`);
  await says(verb === "import" ? "export" : "backup", archive);
  const elsewhere = await databaseOfTest();
  const told = await saysOf(elsewhere, verb, archive, "--json");
  type Told = { readonly sites: readonly { readonly site: string; readonly counts: object }[] };
  const counted = (text: string) => (JSON.parse(text) as Told).sites.map(({ site, counts }) => [site, counts]);
  expect(counted(told.out)).toEqual(counted((await says("verify", "--json")).out));
});

test("a rebuild says what it read, site by site and altogether, how many rows each table has, and how fast that was", async () => {
  const began = performance.now();
  const told = JSON.parse((await says("rebuild", "--json")).out) as {
    sites: number;
    entries: number;
    perSecond: number;
    rebuilt: {
      org: string;
      site: string;
      streams: number;
      entries: number;
      tables: { table: string; rows: number }[];
    }[];
  };
  const seconds = (performance.now() - began) / 1000;
  expect([told.sites, told.entries]).toEqual([2, await rowsOf("entry")]);
  // All of it took no longer than the whole run, and no less than a hundredth of that.
  expect(told.perSecond).toBeGreaterThanOrEqual(Math.floor(told.entries / seconds));
  expect(told.perSecond).toBeLessThan((100 * told.entries) / seconds);
  const lines: string[] = [];
  for (const { org, site, tables, ...read } of told.rebuilt) {
    expect(read).toEqual({ streams: await rowsOf("stream", site), entries: await rowsOf("entry", site) });
    for (const { table, rows } of tables)
      expect([site, table, rows]).toEqual([site, table, await rowsOf(table, site, comesOfEntries)]);
    lines.push(`${org}/${site}: ${read.streams} streams, ${read.entries} entries`);
  }
  const [last = "", ...others] = (await says("rebuild")).out.trimEnd().split("\n").toReversed();
  expect(others.toReversed()).toEqual(lines);
  expect(last).toMatch(new RegExp(`^2 sites, ${told.entries} entries, [1-9]\\d* entries per second$`));
});

test("misses tells each miss of the journal once, and of each call what became of it", async () => {
  const all = await entries();
  const missed = all.filter(({ type }) => type === "obligation.missed").map(({ id, body }) => `${id} ${body.key}`);
  const called = all.filter(({ type, body }) => type === "obligation.escalated" && body.rung === 1);
  // What is called anew is answered no more.
  const answers = new Set<string>();
  for (const { type, noun, id, body } of all) {
    const name = `${noun} ${id} ${body.key}`;
    if (type === "obligation.acknowledged" || type === "obligation.self-answered") answers.add(name);
    if (type === "obligation.called-anew") answers.delete(name);
  }
  const { organisations } = JSON.parse((await says("misses", "--json")).out) as {
    organisations: {
      org: string;
      misses: { stream: { id: string }; key: string; could?: object }[];
      calls: { answered: number; needless: number; ended: number; running: number; stopped: object[] };
    }[];
  };
  const [found] = organisations;
  if (!found) throw new Error("nothing was found");
  const { org, misses, calls } = found;
  expect(misses.map(({ stream, key }) => `${stream.id} ${key}`).toSorted()).toEqual(missed.toSorted());
  const { answered, needless, ended, running, stopped } = calls;
  expect(answers.size).toBeGreaterThan(0);
  expect(answered).toBe(answers.size);
  expect(answered + needless + ended + running + stopped.length).toBe(
    new Set(called.map(({ noun, id, body }) => `${noun} ${id} ${body.key}`)).size,
  );
  const never = misses.filter(({ could }) => could === undefined).length;
  expect((await says("misses")).out.trimEnd().split("\n").at(-1)).toBe(
    `${org}: ${missed.length} missed, ${never} of them never possible; calls: ${answered} answered, ${needless} needless, ${ended} at their end, ${running} running, ${stopped.length} stopped`,
  );
});
