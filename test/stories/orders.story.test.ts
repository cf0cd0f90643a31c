import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAbsences } from "#server/absence/absence-view.ts";
import { handoversBefore } from "#server/handover/handover-view.ts";
import { callRowsAt } from "#server/ledger/call-rows.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import { pagesBefore } from "#server/log/page-view.ts";
import { closedMatters, openMatters } from "#server/matter/matter-view.ts";
import { latestHandovers } from "#server/overview/board-view.ts";
import { lateHandoversSince, leavesSince } from "#server/overview/happened-view.ts";
import { obligationsBehind, settledSince } from "#server/overview/outcome-view.ts";
import { aheadOf, nextFor, toDoOf } from "#server/overview/outstanding-view.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { context, type TowerRows, towerRows } from "#test/tower-rows.ts";

/*
 * Lists come in the order that is promised, and not in that of ids or of writing, which would be others here; where only some are asked
 * for, they are the first of that order.
 */

let database: FreshDatabase;
let rows: TowerRows;

beforeAll(async () => {
  database = await freshDatabase();
  rows = towerRows(database);
});

afterAll(async () => {
  await rows.end();
  await database.drop();
});

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

const nothingElse = { now: 1000, soon: 1000, halfSigned: [], routine: [] };
/** One is called, one has answered about themselves, one was answered by another. */
const calls: Readonly<Record<string, object>> = {
  c: { rung: 1 },
  a: { rung: 1, acknowledged_at: 5, self_answered: true },
  b: { rung: 1, acknowledged_at: 5 },
};

interface List {
  readonly what: string;
  readonly table: string;
  /** A row of the table at a moment. */
  readonly row: (moment: number, id: string) => object;
  readonly ask: (sql: Sql, most: number) => Promise<readonly (string | { readonly id: string })[]>;
  readonly order: readonly string[];
  /** How many are asked for; four and two where nothing is said. */
  readonly most?: readonly number[];
}

const since = { site, since: 0, most: 0 };
const due = { site, from: 0, until: 1000 };

const overview: readonly List[] = [
  {
    what: "who left the post, the last first",
    table: "absence",
    row: (at) => ({ post: "lobby", open: false, since: at }),
    ask: (sql, most) => leavesSince(sql, context, { ...since, most }),
    order: falling,
  },
  {
    what: "hand-overs that came late, the last first",
    table: "handover",
    row: (at) => ({ ...listed, phase: "completed", starts_at: 1000 - at, completed_at: at, late_minutes: 1 }),
    ask: (sql, most) => lateHandoversSince(sql, context, { ...since, most, posts: ["lobby"], begunSince: 0 }),
    order: falling,
  },
  {
    what: "the latest hand-overs of a post",
    table: "handover",
    row: (starts) => ({ ...listed, phase: "open", starts_at: starts }),
    ask: async (sql) =>
      (await latestHandovers(sql, context, { site, posts: ["lobby"] })).map(({ id }) => id).toSorted(),
    ...{ order: ["a", "c", "d"], most: [3] },
  },
  {
    what: "what was put right late, the last first",
    table: "obligation",
    row: (met) => ({ ...owed, due_at: 400 - met, met_at: 400 + met }),
    ask: (sql, most) => settledSince(sql, context, { ...due, most }),
    order: falling,
  },
  {
    what: "what stands behind a figure, by due time",
    table: "obligation",
    row: (moment) => ({ ...owed, due_at: moment }),
    ask: (sql, most) =>
      obligationsBehind(sql, context, { ...due, rule: undefined, post: undefined, outcome: undefined, most }, 1000),
    order: rising,
  },
  {
    what: "what is to be done, by due time",
    table: "obligation",
    row: (moment) => ({ ...owed, due_at: moment }),
    ask: (sql, most) => toDoOf(sql, context, { ...due, ...nothingElse, most }),
    order: rising,
  },
  {
    what: "what is to be done, the calls that nobody but themselves has answered first",
    table: "obligation",
    row: (moment, id) => ({ ...owed, ...calls[id], due_at: moment }),
    ask: (sql, most) => toDoOf(sql, context, { ...due, ...nothingElse, most }),
    order: ["a", "c", "b", "d"],
  },
  {
    what: "what is called, by due time",
    table: "obligation",
    row: (moment) => ({ ...owed, rung: 1, due_at: moment }),
    ask: async (sql, most) => (await callRowsAt(sql, { org: context.org, sites: [site] })).slice(0, most),
    order: rising,
  },
  {
    what: "what comes, by due time",
    table: "obligation",
    row: (moment, id) => ({ ...owed, what: id, due_at: moment }),
    ask: async (sql, most) => (await aheadOf(sql, context, { ...due, most })).map(({ what }) => what),
    order: rising,
  },
  {
    what: "what comes next for one",
    table: "obligation",
    row: (moment) => ({ ...owed, person: "lin", due_at: moment }),
    ask: (sql) => nextFor(sql, context, { site, person: "lin" as never, now: 0 }),
    ...{ order: rising, most: [1] },
  },
];

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
  ...overview,
];

test.each(lists)("$what", async ({ table, row, ask, order, most: limits = [4, 2] }) => {
  await rows.owner`delete from ${rows.owner(table)}`;
  for (const [id, moment] of Object.entries(moments)) {
    await rows.put(table, { id, ...row(moment, id) });
  }
  for (const most of limits) expect(await asked(ask, most)).toEqual(order.slice(0, most));
});

async function asked(ask: List["ask"], most: number): Promise<string[]> {
  const found = await rows.seen((sql) => ask(sql, most));
  return found.map((each) => (typeof each === "string" ? each : each.id));
}
