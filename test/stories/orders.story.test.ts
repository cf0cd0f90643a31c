import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Absence, Leave, Stand } from "#duty/absence/absence.ts";
import type { Touched } from "#duty/door/table.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { instant } from "#duty/grammar/time.ts";
import { absenceTable, openAbsences } from "#server/absence/absence-view.ts";
import { handoversBefore } from "#server/handover/handover-view.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import { pagesBefore } from "#server/log/page-view.ts";
import { closedMatters, openMatters } from "#server/matter/matter-view.ts";
import { openPool } from "#server/postgres/pool.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";

/*
 * Lists come in the order that is promised, and not in that of ids or of writing, which would be others here; where only some are asked
 * for, they are the first of that order.
 */

let database: FreshDatabase;
let app: Sql;
let owner: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  app = openPool(database.connectionOptions(), "zb_app", { max: 1 });
  owner = database.connect();
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

const context = { org: "wanda", sites: ["tower"] };
const site = "tower";
const all = { site, post: undefined, before: Number.MAX_SAFE_INTEGER };

/** By moment b, d, a, c, of which d and a are of one moment; by id a to d; written as c, b, d, a. */
const moments = { c: 300, b: 100, d: 200, a: 200 } as const;
const rising = ["b", "a", "d", "c"];
const falling = ["c", "a", "d", "b"];

const occurrence = { post: "lobby", date: "2026-11-21", shift: "day" };
const listed = {
  ...occurrence,
  ends_at: 900,
  lines: 0,
  corrections: 0,
  problems: 0,
  matters: 0,
  faults: 0,
  faults_open: 0,
};
const matter = { post: "lobby", class: "ordinary", opened_at: 0, due_at: 0, passes: 0, released: false };
const owed = {
  noun: "log",
  key: "k",
  what: "x",
  post: "lobby",
  opens_at: 0,
  rules: [],
  ladder: [],
  rung: 0,
  calls: [],
  self_answered: false,
};

interface List {
  readonly what: string;
  readonly table: string;
  /** A row of the table at a moment. */
  readonly row: (moment: number) => object;
  readonly ask: (sql: Sql, most: number) => Promise<readonly (string | { readonly id: string })[]>;
  readonly order: readonly string[];
}

const lists: readonly List[] = [
  {
    what: "open absences, the oldest first",
    table: "absence",
    row: (since) => ({ post: "lobby", open: true, since }),
    ask: (sql, most) => openAbsences(sql, context, { site, most }),
    order: rising,
  },
  {
    what: "open matters by due time",
    table: "matter",
    row: (due) => ({ ...matter, due_at: due }),
    ask: (sql, most) => openMatters(sql, context, { ...all, most }),
    order: rising,
  },
  {
    what: "closed matters, the latest first",
    table: "matter",
    row: (settled) => ({ ...matter, due_at: 1000 - settled, settled_at: settled }),
    ask: (sql, most) => closedMatters(sql, context, { ...all, most }),
    order: falling,
  },
  {
    what: "pages, newest first",
    table: "page",
    row: (starts) => ({ ...listed, phase: "open", starts_at: starts }),
    ask: (sql, most) => pagesBefore(sql, context, { ...all, most }),
    order: falling,
  },
  {
    what: "hand-overs, newest first",
    table: "handover",
    row: (starts) => ({ ...listed, phase: "open", starts_at: starts }),
    ask: (sql, most) => handoversBefore(sql, context, { ...all, most }),
    order: falling,
  },
  {
    what: "what is owed, by due time",
    table: "obligation",
    row: (due) => ({ ...owed, due_at: due }),
    ask: async (sql, most) => (await outstandingAt(sql, { org: context.org, site, post: undefined })).slice(0, most),
    order: rising,
  },
];

test.each(lists)("$what", async ({ table, row, ask, order }) => {
  await owner`delete from ${owner(table)}`;
  for (const [id, moment] of Object.entries(moments)) {
    const written = JSON.stringify({ org: context.org, site, id, ...row(moment) });
    await owner`insert into ${owner(table)} select * from json_populate_record(null::${owner(table)}, ${written}::text::json)`;
  }
  for (const most of [4, 2]) expect(await asked(ask, most)).toEqual(order.slice(0, most));
});

async function asked(ask: List["ask"], most: number): Promise<string[]> {
  const found = await app.begin(async (sql) => {
    await sql`select set_config('zb.org', ${context.org}, true), set_config('zb.sites', '{tower}', true)`;
    return await ask(sql as unknown as Sql, most);
  });
  return found.map((each) => (typeof each === "string" ? each : each.id));
}

const turn = { ...occurrence, date: occurrence.date as BusinessDate, person: "00000000-0000-4000-8000-000000000001" };
const leave: Leave = {
  ...{ kind: "leave", number: 1, atOnce: true, leftAt: instant(100), told: [], heard: {}, covers: [], bare: [] },
  over: { at: instant(150), how: "returned" },
};
const later: Leave = { ...leave, number: 2, leftAt: instant(200), saidAt: instant(250) };
const stand: Stand = { kind: "stand", number: 3, standsFor: turn, since: instant(300) };
const requested: Leave = {
  ...{ kind: "leave", number: 1, atOnce: false, told: [], heard: {}, covers: [], bare: [] },
  asked: { at: instant(400), cover: turn },
};

test.each([
  ["of the one that is not explained, whatever came after it", [leave, later, stand], { open: true, since: 100 }],
  ["of the one that is asked for", [leave, { ...stand, until: instant(350) }, requested], { open: true, since: 400 }],
  ["of the time of going, once they have gone", [{ ...requested, leftAt: instant(450) }], { open: true, since: 450 }],
  ["of the last that was taken, where none is open", [later, stand], { open: false, since: 200 }],
  ["of standing elsewhere, where there was none", [stand], { open: false, since: 300 }],
] as const)("the moment of an absence is that %s", async (_, times, shown) => {
  await owner`delete from absence`;
  const state: Absence = { turn, times };
  const touched = [{ key: { site, noun: "absence", id: "a" }, state }] as unknown as readonly Touched[];
  const sql = await owner.reserve();
  await Promise.all(absenceTable.apply({ org: context.org, touched, sql }));
  sql.release();
  const [row] = await owner<{ open: boolean; since: string }[]>`select open, since from absence`;
  expect({ open: row?.open, since: Number(row?.since) }).toEqual(shown);
});
