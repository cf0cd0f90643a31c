import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { execute } from "#server/door/execute.ts";
import { type RebuiltSite, rebuild } from "#server/journal/rebuild-sites.ts";
import { openPool } from "#server/postgres/pool.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { runErrand } from "../run-errand.ts";
import { step } from "../twin-steps.ts";
import { Twins } from "../twins.ts";

let database: FreshDatabase;
let pools: { app: Sql; clock: Sql; owner: Sql };
let rebuilding: Sql;
let twins: Twins;

beforeAll(async () => {
  database = await freshDatabase();
  pools = {
    app: openPool(database.connectionOptions(), "zb_app", { max: 3 }),
    clock: openPool(database.connectionOptions(), "zb_clock", { max: 2 }),
    owner: database.connect(),
  };
  rebuilding = openPool(database.connectionOptions(), "zb_owner", { max: 2 });
  twins = new Twins("lived", pools);
  await twins.establish();
  const steps = fc.sample(step, { seed: 7, numRuns: 200 });
  for (const [number, each] of steps.entries()) await twins.take(each, number);
  await twins.advance();
});

afterAll(async () => {
  await Promise.all([pools.app, pools.clock, rebuilding].map((pool) => pool.end()));
  await database.drop();
});

async function rebuilt(): Promise<RebuiltSite[]> {
  const sites: RebuiltSite[] = [];
  for await (const each of rebuild(twins.runtime, rebuilding)) sites.push(each);
  return sites;
}

test("a lived site comes out of its journal as it stood, every table to the byte", async () => {
  const sites = await rebuilt();
  expect(sites.map(({ site }) => site).toSorted()).toEqual([towerOffice, towerSite].toSorted());
  for (const { tables } of sites) expect(tables.filter(({ alike }) => !alike)).toEqual([]);
  const lived = sites.find(({ site }) => site === towerSite);
  expect(lived?.entries).toBeGreaterThan(100);
  expect(lived?.tables.find(({ table }) => table === "obligation")?.rows).toBeGreaterThan(20);
  const tablesWithRows = lived?.tables.filter(({ rows }) => rows > 0).map(({ table }) => table);
  expect(tablesWithRows).toEqual(expect.arrayContaining(["obligation", "wake", "page"]));
});

test("what was spoilt behind the product's back is told and set right", async () => {
  await pools.owner`update obligation set due_at = due_at + 1 where org = 'lived' and key = 'sign-on'`;
  await pools.owner`delete from wake where org = 'lived' and birth is null`;
  const spoilt = (await rebuilt()).flatMap(({ tables }) => tables.filter(({ alike }) => !alike));
  expect(spoilt.map(({ table }) => table).toSorted()).toEqual(["obligation", "wake"]);
  expect((await rebuilt()).flatMap(({ tables }) => tables).every(({ alike }) => alike)).toBe(true);
  const { world, database: stored } = await twins.compare();
  expect(stored).toEqual(world);
});

test("the command ends with status 1 and names the table where one of two sites was not as it should have been, and well the next time", async () => {
  const { host, port, database: name, username } = database.connectionOptions();
  const reached = { DATABASE_URL: `postgres:///${name}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
  await pools.owner`update obligation set due_at = due_at + 1 where org = 'lived' and key = 'sign-on'`;
  const spoilt = await runErrand("rebuild", [], reached);
  expect(spoilt.out).toMatch(/^ {2}obligation: \d+ rows, not as they were before$/m);
  expect(spoilt.out.split("\n").filter((line) => line.startsWith("  "))).toHaveLength(1);
  expect([spoilt.status, spoilt.err]).toEqual([1, ""]);
  const again = await runErrand("rebuild", ["--json"], reached);
  const { sites, rebuilt: told } = JSON.parse(again.out);
  expect([again.status, again.err, sites, told.length]).toEqual([0, "", 2, 2]);
  expect((await runErrand("rebuild", ["--site", towerOffice], reached)).out).toMatch(
    /^lived\/head-office: .*\n1 sites, /,
  );
});

test("people go on while it is rebuilt, and nothing of what they do is missing from it", async () => {
  const person = everybody[0]?.person as string;
  const context = { org: "lived", sites: [towerOffice, towerSite] };
  const lines = Array.from({ length: 10 }, (_, index) => {
    const id = `during-${index}`;
    const body = {
      person: `7a61b001-0000-4000-8000-0000009999${String(index).padStart(2, "0")}`,
      name: "新来的",
      staffNumber: `N${index}`,
    };
    return { id, site: towerOffice, act: "person.join", body, actor: { person }, proof: "pin" as const };
  });
  const [, ...answers] = await Promise.all([rebuilt(), ...lines.map((each) => execute(twins.runtime, context, each))]);
  expect(answers.map(({ answer }) => answer.refusal?.code)).toEqual(lines.map(() => undefined));
  expect((await rebuilt()).flatMap(({ tables }) => tables).every(({ alike }) => alike)).toBe(true);
});
