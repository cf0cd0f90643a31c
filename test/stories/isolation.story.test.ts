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

interface Policy {
  readonly name: string;
  readonly text: string;
  readonly to: string;
}

interface Guarded {
  readonly name: string;
  readonly columns: readonly string[];
  readonly secured: boolean;
  readonly forced: boolean;
  readonly policies: readonly Policy[];
}

/** Whatever keeps rows, in any schema of ours, with what says who sees which of them. */
function rowKeepers(sql: Sql): Promise<readonly Guarded[]> {
  return sql<Guarded[]>`
    select c.oid::regclass::text as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((select jsonb_agg(jsonb_build_object(
        'name', polname,
        'to', array_to_string(array(select case when r = 0 then 'public' else r::regrole::text end from unnest(polroles) r), ', '),
        'text', concat_ws(' ', case when polpermissive then 'for' else 'only for' end, polcmd,
          'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))) order by polname)
        from pg_policy where polrelid = c.oid), '[]') as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'm', 'f')
    order by 1`;
}

const byOrg = "(org = ( SELECT zb_org() AS zb_org))";
const bySite = `(${byOrg} AND (site = ANY (( SELECT zb_sites() AS zb_sites)::text[])))`;
/** The keys of an organisation serve all its sites. */
const forAllSites = ["wrapped_key"];

/** What the roles that work for all organisations at once may touch of them, beyond what everybody may. */
const openings: Readonly<Record<string, readonly string[]>> = {
  feed: ["for d using true to zb_clock", "for r using true to zb_clock", "for r using true to zb_feed"],
  outbox: ["for w using true check true to zb_clock", "for r using true to zb_clock"],
  plan: ["for r using true to zb_clock"],
  wake: ["for r using true to zb_clock"],
  stream: [
    "for r using true to zb_owner",
    "for r using true to zb_seal",
    // Which sites there are, and how far the stream of each site's clock has come.
    "for r using ((noun = 'site'::text) OR (noun = 'clock'::text)) to zb_clock",
  ],
  entry: ["for r using true to zb_seal"],
  command: ["for r using true to zb_seal"],
  photo: ["for r using true to zb_seal"],
  secret_text: ["for r using true to zb_seal"],
  // One function alone is of this role, and it asks of organisation and sites by itself (decision 20).
  log_line: ["for r using true to zb_search"],
  stream_words: ["for r using true to zb_search"],
  wrapped_key: ["for r using true to zb_seal"],
  seal_head: ["for * using true check true to zb_seal"],
  seal_leaf: ["for * using true check true to zb_seal"],
  seal_mark: ["for * using true check true to zb_seal"],
};

/**
 * What of a table lets somebody see too much. Policies are added to each other, so each must be known by the word: the one that
 * `zb_isolate` makes of the table's columns, and the openings above. A table of accounts is asked before anybody is known: `zb_signin`
 * sees all of it, and nobody else anything.
 */
function openIn({ name, columns, secured, forced, policies }: Guarded): string[] {
  if (!columns.includes("org") && !secured && policies.length === 0) return [];
  const rule = columns.includes("site") && !forAllSites.includes(name) ? bySite : byOrg;
  const said = policies.map(({ name: policy, text, to }) => ({ policy, said: `${text} to ${to}` }));
  const ofAccounts = said.length === 1 && said[0]?.said === "for * using true check true to zb_signin";
  const isolation = `for * using ${rule} check ${rule} to public`;
  const known = [isolation, ...(openings[name] ?? [])];
  return [
    ...(secured && forced ? [] : [`${name} is not closed`]),
    ...(ofAccounts || said.some((each) => each.said === isolation) ? [] : [`${name} is not isolated`]),
    ...said
      .filter((each) => !ofAccounts && !known.includes(each.said))
      .map((each) => `${name} is opened: ${each.policy} ${each.said}`),
  ];
}

test("every table with an organisation is closed to others, for its owner too, and no policy opens it again", async () => {
  const keepers = await rowKeepers(owner);
  expect(keepers.length).toBeGreaterThan(30);
  expect(keepers.flatMap(openIn)).toEqual([]);
});

test.each([
  ["create policy again on entry using (true)", "entry is opened: again for * using true to public"],
  ["create policy again on command_3 to zb_app using (true)", "command_3 is opened: again for * using true to zb_app"],
  ["create policy again on account for select to zb_app using (true)", "account is not isolated"],
  [
    "create policy again on plan for delete to zb_clock using (true)",
    "plan is opened: again for d using true to zb_clock",
  ],
  [`alter policy isolation on matter using ${byOrg}`, "matter is not isolated"],
  ["alter policy isolation on page with check (true)", "page is not isolated"],
  ["drop policy isolation on absence", "absence is not isolated"],
  ["alter table secret_text no force row level security", "secret_text is not closed"],
  ["create table visitor (org text, site text, id text)", "visitor is not closed"],
  [
    "create table visitor (org text, site text); select zb_isolate('visitor'); drop policy isolation on visitor; create policy isolation on visitor using (true)",
    "visitor is not isolated",
  ],
  ["create schema aside; create table aside.visitor (org text)", "aside.visitor is not closed"],
  ["create materialized view all_matters as select * from matter", "all_matters is not closed"],
])("%s is noticed", async (statement, found) => {
  const holder = await owner.reserve();
  await holder`begin`;
  await holder.unsafe(statement);
  const open = (await rowKeepers(holder)).flatMap(openIn);
  await holder`rollback`;
  holder.release();
  expect(open).toContain(found);
});

test("the narrow roles only read, and the feed only the feed", async () => {
  const granted = await owner<{ grantee: string; privilege: string; name: string }[]>`
    select grantee, privilege_type as privilege, table_name as name from information_schema.role_table_grants
    where grantee in ('zb_feed', 'zb_seal') and table_name in ('stream', 'entry', 'command', 'feed', 'outbox', 'obligation')`;
  expect(granted.every(({ privilege }) => privilege === "SELECT")).toBe(true);
  expect(granted.filter(({ grantee }) => grantee === "zb_feed").map(({ name }) => name)).toEqual(["feed"]);
});
