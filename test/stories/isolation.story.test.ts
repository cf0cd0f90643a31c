import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { execute } from "#server/door/execute.ts";
import { readStreams } from "#server/door/read-streams.ts";
import { openPool } from "#server/postgres/pool.ts";
import { type BuildingRuntime, runtimeOn } from "#test/building-runtime.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { early, setUp, signOnCommand } from "../guard-building.ts";

let database: FreshDatabase;
let building: BuildingRuntime;
let app: Sql;
let owner: Sql;

/** Tables that the kernel writes, all of which have rows after somebody has signed on. */
const kept = ["stream", "entry", "command", "obligation", "wake", "plan"];

beforeAll(async () => {
  database = await freshDatabase();
  building = runtimeOn(database);
  await building.establish("tower");
  await building.establish("mall");
  const elsewhere = { org: "poly", sites: ["tower"] };
  for (const each of setUp("tower")) await execute(building.runtime, elsewhere, each);
  building.moveTo(early);
  await execute(building.runtime, building.context, signOnCommand("on-1", 1));
  await execute(building.runtime, elsewhere, signOnCommand("on-1", 1));
  const mall = { org: "wanda", sites: ["mall"] };
  await execute(building.runtime, mall, signOnCommand("on-mall", 1, "lobby", { site: "mall" }));
  app = openPool(database.connectionOptions(), "zb_app", { max: 1 });
  owner = database.connect();
});

afterAll(async () => {
  await Promise.all([app.end(), building.pool.end()]);
  await database.drop();
});

async function rowsAs(org: string | undefined, sites: string | undefined, table: string) {
  return await app.begin(async (sql) => {
    if (org !== undefined) await sql`select set_config('zb.org', ${org}, true)`;
    if (sites !== undefined) await sql`select set_config('zb.sites', ${sites}, true)`;
    return await sql<{ org: string; site: string }[]>`select org, site from ${sql(table)}`;
  });
}

test.each(kept)("of %s one sees the own organisation and the own sites, and without either nothing", async (table) => {
  const own = await rowsAs("wanda", "{tower}", table);
  expect(own.length).toBeGreaterThan(0);
  expect(own.every(({ org, site }) => org === "wanda" && site === "tower")).toBe(true);
  expect((await rowsAs("wanda", "{tower,mall}", table)).length).toBeGreaterThan(own.length);
  expect(await rowsAs("wanda", "{}", table)).toHaveLength(0);
  expect(await rowsAs("wanda", undefined, table)).toHaveLength(0);
  expect(await rowsAs(undefined, "{tower}", table)).toHaveLength(0);
  expect(await rowsAs("nobody", "{tower}", table)).toHaveLength(0);
});

test("what one transaction set is unset for the next on the same connection", async () => {
  expect((await rowsAs("wanda", "{tower}", "stream")).length).toBeGreaterThan(0);
  expect(await app`select * from stream`).toHaveLength(0);
  expect(await app`select * from entry`).toHaveLength(0);
});

test("nobody writes into another organisation or site", async () => {
  const writing = app.begin(async (sql) => {
    await sql`select set_config('zb.org', 'wanda', true), set_config('zb.sites', '{tower}', true)`;
    await sql`insert into plan (org, site, noun, id) values ('poly', 'tower', 'roster', 'x')`;
  });
  await expect(writing).rejects.toMatchObject({ code: "42501" });
  const elsewhere = app.begin(async (sql) => {
    await sql`select set_config('zb.org', 'wanda', true), set_config('zb.sites', '{tower}', true)`;
    await sql`insert into plan (org, site, noun, id) values ('wanda', 'mall', 'roster', 'x')`;
  });
  await expect(elsewhere).rejects.toMatchObject({ code: "42501" });
});

test("a command for a site that the account may not touch does not come through the door", async () => {
  const { runtime } = building;
  const refused = execute(runtime, { org: "wanda", sites: ["mall"] }, signOnCommand("foreign", 2));
  await expect(refused).rejects.toThrow(/does not reach site tower/);
});

test("the same command id in another organisation is another command", async () => {
  const [stream] = await readStreams(building.runtime, { org: "poly", sites: ["tower"] }, [
    { site: "tower", noun: "attendance", id: `lobby/2026-11-21/day/00000000-0000-4000-8000-000000000001` },
  ]);
  expect(stream).toMatchObject({ version: 1, state: { phase: "on" } });
});

const changes = [
  ["update", (table: string) => `update ${table} set org = org`],
  ["delete", (table: string) => `delete from ${table}`],
  ["truncate", (table: string) => `truncate ${table}`],
] as const;

const parts = ["entry", "entry_2026_11", "command", "command_0"];

test.each(parts.flatMap((table) => changes.map(([verb, change]) => [verb, table, change(table)] as const)))(
  "%s of %s is refused to the product by its rights",
  async (_verb, _table, statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  },
);

test.each(
  ["entry", "entry_2026_11", "command"].flatMap((table) =>
    changes.map(([verb, change]) => [verb, table, change(table)] as const),
  ),
)("%s of %s is refused even to the owner of everything by a trigger", async (_verb, _table, statement) => {
  await expect(owner.unsafe(statement)).rejects.toThrow(/only ever added/);
});

test("every table with an organisation is closed to others, for its owner too", async () => {
  const open = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity)`;
  expect(open.map(({ name }) => name)).toEqual([]);
});

test("the narrow roles only read, and the feed only the feed", async () => {
  const granted = await owner<{ grantee: string; privilege: string; name: string }[]>`
    select grantee, privilege_type as privilege, table_name as name from information_schema.role_table_grants
    where grantee in ('zb_feed', 'zb_seal') and table_name in ('stream', 'entry', 'command', 'feed', 'outbox', 'obligation')`;
  expect(granted.every(({ privilege }) => privilege === "SELECT")).toBe(true);
  expect(granted.filter(({ grantee }) => grantee === "zb_feed").map(({ name }) => name)).toEqual(["feed"]);
});
