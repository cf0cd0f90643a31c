import { afterAll, beforeAll, expect, test } from "vitest";
import { openAbsences } from "#server/absence/absence-view.ts";
import { lastRenewals } from "#server/account/account-event.ts";
import { devicesOf } from "#server/account/device.ts";
import { handoversBefore } from "#server/handover/handover-view.ts";
import { callRowsAt } from "#server/ledger/call-rows.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import { pagesBefore } from "#server/log/page-view.ts";
import { closedMatters, openMatters } from "#server/matter/matter-view.ts";
import { latestHandovers } from "#server/overview/board-view.ts";
import { lateHandoversSince, leavesSince } from "#server/overview/happened-view.ts";
import { obligationsBehind, settledSince } from "#server/overview/outcome-view.ts";
import { aheadOf, comingBefore, nextFor, toDoOf } from "#server/overview/outstanding-view.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { standingAlone } from "#test/rows-but-one.ts";

/*
 * A list stands in the order by which people read it, and where it is cut off it is cut off at its end. Of each list rows are written once in that
 * order and once the other way round, so that it is found by no chance; those that are alike in what they are ordered by go by their names.
 */

let database: FreshDatabase;
let sql: ReturnType<FreshDatabase["connect"]>;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
});

afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

interface Ordered {
  /** The names that are shown, so many at most. */
  readonly ask: (most: number) => Promise<readonly unknown[]>;
  readonly table: string;
  /** The column that names a row. */
  readonly by: string;
  readonly row: Row;
  /** What each row has of its own, in the order in which they are shown. */
  readonly inOrder: readonly Row[];
  /** How many are shown at all, where that is less. */
  readonly most?: number;
}

const [org, site] = ["wanda", "tower"];
const context = { org, sites: [site] };
const names = (by: string, ask: (most: number) => Promise<readonly object[]>) => async (most: number) =>
  (await ask(most)).map((each) => (each as Row)[by]);
/** Two that differ, named against their order, and two that are alike. */
const told = (column: string, ...[first, second, last]: readonly number[]): readonly Row[] =>
  [first, second, last, last].map((value) => ({ [column]: value }));
const asked = (most: number) => ({ site, post: undefined, before: 900, most });
const shift = { post: "lobby", date: "2026-11-21", shift: "day", phase: "open", starts_at: 100, ends_at: 900 };
const handover = { ...shift, problems: 0, matters: 0, faults: 0, faults_open: 0 };
const matter = { post: "lobby", class: "ordinary", opened_at: 0, due_at: 9, passes: 0, released: false };
const owed = {
  ...{ noun: "log", id: "lobby/1", key: "k", what: "x", post: "lobby", opens_at: 0, due_at: 100, rules: ["GPH-01"] },
  ...{ ladder: [], rung: 0, calls: [], self_answered: false },
};
const obligations = { table: "obligation", by: "key", row: owed };
const byDue = { ...obligations, inOrder: told("due_at", 510, 520, 530) };
const range = { site, from: 500, until: 600 };
const lists: Readonly<Record<string, Ordered>> = {
  "open absences, the oldest first": {
    ...{ ask: (most) => openAbsences(sql, context, { site, most }), table: "absence", by: "id" },
    ...{ row: { post: "lobby", open: true }, inOrder: told("since", 1, 2, 3) },
  },
  "open matters by due time": {
    ...{ ask: (most) => openMatters(sql, context, asked(most)), table: "matter", by: "id", row: matter },
    inOrder: told("due_at", 1, 2, 3),
  },
  "settled matters, the latest first": {
    ...{ ask: (most) => closedMatters(sql, context, asked(most)), table: "matter", by: "id", row: matter },
    inOrder: told("settled_at", 3, 2, 1),
  },
  "pages, the newest first": {
    ...{ ask: names("id", (most) => pagesBefore(sql, context, asked(most))), table: "page", by: "id" },
    ...{ row: { ...shift, lines: 0, corrections: 0 }, inOrder: told("starts_at", 3, 2, 1) },
  },
  "hand-overs, the newest first": {
    ...{ ask: names("id", (most) => handoversBefore(sql, context, asked(most))), table: "handover", by: "id" },
    ...{ row: handover, inOrder: told("starts_at", 3, 2, 1) },
  },
  "what a post owes by due time": {
    ...byDue,
    ask: names("key", () => outstandingAt(sql, { org, site, post: "lobby" })),
  },
  "calls by due time": {
    ...{ ...byDue, row: { ...owed, rung: 1 } },
    ask: names("key", () => callRowsAt(sql, { org, sites: [site] })),
  },
  "what is to be done: what is called and nobody has answered for others, then by due time": {
    ...obligations,
    ask: names("key", (most) => toDoOf(sql, context, { site, now: 900, soon: 900, halfSigned: [], routine: [], most })),
    inOrder: [
      { rung: 1, due_at: 400 },
      { rung: 2, due_at: 500, acknowledged_at: 1, self_answered: true },
      { rung: 2, due_at: 100, acknowledged_at: 1 },
      { due_at: 200 },
      { due_at: 300 },
    ],
  },
  "who is to relieve by due time": {
    ...{ ...byDue, by: "id", row: { ...owed, noun: "attendance", what: "attendance.relief" } },
    ask: names("id", () => comingBefore(sql, context, { site, until: 900 })),
  },
  "what comes by due time": {
    ...{ ...byDue, by: "what" },
    ask: names("what", (most) => aheadOf(sql, context, { ...range, most })),
  },
  "what comes next for one, the soonest alone": {
    ...{ ...byDue, row: { ...owed, person: "lin" }, most: 1 },
    ask: names("key", () => nextFor(sql, context, { site, person: "lin", now: 500 })),
  },
  "what stands behind a figure by due time": {
    ...byDue,
    ask: names("key", (most) => {
      const all = { ...range, rule: undefined, post: undefined, outcome: undefined, most };
      return obligationsBehind(sql, context, all, 900);
    }),
  },
  "what was put right, the last first": {
    ...{ ...obligations, row: { ...owed, due_at: 500 }, inOrder: told("met_at", 530, 520, 510) },
    ask: names("key", (most) => settledSince(sql, context, { ...range, most })),
  },
  "who left, the latest first": {
    ...{ table: "absence", by: "id", row: { post: "lobby", open: true }, inOrder: told("since", 530, 520, 510) },
    ask: names("id", (most) => leavesSince(sql, context, { site, since: 500, most })),
  },
  "hand-overs that came late, the latest first": {
    ...{ table: "handover", by: "id", row: { ...handover, late_minutes: 1 } },
    ask: names("id", (most) => {
      return lateHandoversSince(sql, context, { site, since: 500, most, posts: ["lobby"], begunSince: 0 });
    }),
    inOrder: told("completed_at", 530, 520, 510),
  },
  "the latest three hand-overs of a post, the newest first": {
    ...{ table: "handover", by: "id", row: handover, most: 3 },
    ask: names("id", () => latestHandovers(sql, context, { site, posts: ["lobby"] })),
    inOrder: [4, 3, 2, 1].map((each) => ({ starts_at: each })),
  },
  "devices as they were enrolled": {
    ...{ ask: names("id", () => devicesOf(sql, org, site)), table: "device", by: "device" },
    row: { name: "台机", public_key: {}, enrolled_by: "lin" },
    inOrder: told("enrolled_at", 1, 2, 3),
  },
};

test.each(Object.entries(lists))("%s", async (_, { ask, table, by, row, inOrder, most = 99 }) => {
  const rows = named(inOrder, by).map((each) => ({ org, site, id: "lobby/1", ...row, ...each }));
  const shown = rows.map((each) => (each as Row)[by]).slice(0, most);
  for (const written of [rows, rows.toReversed()]) {
    await write(table, written);
    expect(await ask(99)).toEqual(shown);
  }
  // Lists that are asked for so many show the first of them.
  const few = await ask(2);
  expect(few.length).toBeGreaterThan(0);
  expect(few).toEqual(shown.slice(0, few.length));
});

test("who gave up somebody's secrets is told of the last time", async () => {
  const event = { org, person: "zhou", what: "access-closed" };
  const events = [
    { ...event, event: "b", at: 1, actor: "wu" },
    { ...event, event: "a", at: 2, actor: "sun" },
    { ...event, event: "c", at: 2, actor: "lin", what: "access-renewed" },
  ];
  for (const written of [events, events.toReversed()]) {
    await write("account_event", written);
    expect((await lastRenewals(sql, org, ["zhou"])).get("zhou")).toEqual({ at: 2, actor: "lin" });
  }
});

/** The first ones are called against the order of the alphabet, the last two with it. */
function named(inOrder: readonly Row[], by: string): readonly Row[] {
  const last = inOrder.length - 1;
  const letters = inOrder.map((_, index) => "zyxwvu"[index] ?? "");
  const called = [...letters.slice(0, Math.max(0, last - 1)), "a", "b"];
  return inOrder.map((each, index) => ({ key: called[index], [by]: called[index], ...each }));
}

async function write(table: string, rows: readonly Row[]): Promise<void> {
  await sql`delete from ${sql(table)}`;
  for (const each of rows) {
    const written = JSON.stringify(each);
    await sql`insert into ${sql(table)} select * from json_populate_record(null::${sql(table)}, ${written}::text::json)`;
  }
}
