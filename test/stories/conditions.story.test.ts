import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAbsences } from "#server/absence/absence-view.ts";
import { turnsGone } from "#server/attendance/gone-view.ts";
import { handoversBefore } from "#server/handover/handover-view.ts";
import { callRowsAt, owedAtPosts } from "#server/ledger/call-rows.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import { pagesBefore } from "#server/log/page-view.ts";
import { closedMatters, openMatters } from "#server/matter/matter-view.ts";
import { latestHandovers } from "#server/overview/board-view.ts";
import { lateHandoversSince, leavesSince } from "#server/overview/happened-view.ts";
import { countsByPostAndRules, obligationsBehind, settledSince } from "#server/overview/outcome-view.ts";
import {
  aheadOf,
  comingBefore,
  linesOfPeople,
  nextFor,
  owedByPost,
  toDoOf,
} from "#server/overview/outstanding-view.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { askReach, mustLeaveOut } from "#test/rows-but-one.ts";

/*
 * A list shows what it is asked for and nothing else. Of each list there is a row that it shows, and rows that miss one condition each; at the
 * edge of a time there is one on either side. Whoever asks here may see every row, so that row security hides no condition that was lost.
 */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect();
});

afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

interface List {
  readonly ask: () => Promise<readonly (string | object)[]>;
  readonly table: string;
  /** The column by which a row is told from the others. */
  readonly by: string;
  readonly row: Row;
  /** Rows that are shown beside it. */
  readonly also?: readonly Row[];
  /** Rows that are not, each by one thing; those of another organisation and of another site are added. */
  readonly but: readonly Row[];
  /** Why there are none of these, where there are none. */
  readonly leavesOutNone?: string;
}

const site = "tower";
const context = { org: "wanda", sites: [site, "mall"] };
const at = { org: context.org, site };
const shift = { post: "lobby", date: "2026-11-21", shift: "day", phase: "open", ends_at: 900 };
const page = { ...shift, lines: 0, corrections: 0 };
const handover = { ...shift, problems: 0, matters: 0, faults: 0, faults_open: 0, starts_at: 100 };
const late = { ...handover, completed_at: 500, late_minutes: 1 };
const matter = { post: "lobby", class: "ordinary", opened_at: 0, due_at: 9, passes: 0, released: false };
const owed = {
  ...{ noun: "log", id: "lobby/1", key: "k", what: "x", post: "lobby", opens_at: 0, due_at: 100, rules: ["GPH-01"] },
  ...{ ladder: [], rung: 0, calls: [], self_answered: false },
};
const relief = { ...owed, noun: "attendance", what: "attendance.relief", due_at: 499 };
const gone = { ...owed, noun: "attendance", what: "attendance.sign-off", id: "lobby/1/day/lin", met_at: 50 };
const over = [{ met_at: 50 }, { ended_at: 50 }];
const elsewhere = { post: "gate" };
const obligations = { table: "obligation", by: "key", row: owed };
const asked = { site, post: "lobby", before: 500, most: 99 };
const day = { site, from: 100, until: 200 };
const toDo = { site, now: 500, soon: 600, halfSigned: ["half"], routine: ["attendance.sign-on"], most: 99 };
const ahead = { site, from: 500, until: 600, most: 99 };
const behind = { ...day, rule: "GPH-01", post: "lobby", outcome: undefined, most: 99 };
const mine = { site, person: "lin", now: 500 };
const lists: Readonly<Record<string, List>> = {
  "open absences": {
    ...{ ask: () => openAbsences(sql, context, asked), table: "absence", by: "id" },
    ...{ row: { post: "lobby", open: true, since: 1 }, but: [{ open: false }] },
  },
  "open matters of a post": {
    ...{ ask: () => openMatters(sql, context, asked), table: "matter", by: "id" },
    ...{ row: matter, but: [elsewhere, { settled_at: 1 }] },
  },
  "matters that were settled before": {
    ...{ ask: () => closedMatters(sql, context, asked), table: "matter", by: "id" },
    ...{ row: { ...matter, settled_at: 499 }, but: [elsewhere, { settled_at: null }, { settled_at: 500 }] },
  },
  "pages that began before": {
    ...{ ask: () => pagesBefore(sql, context, asked), table: "page", by: "id" },
    ...{ row: { ...page, starts_at: 499 }, but: [elsewhere, { starts_at: 500 }] },
  },
  "hand-overs that began before": {
    ...{ ask: () => handoversBefore(sql, context, asked), table: "handover", by: "id" },
    ...{ row: { ...handover, starts_at: 499 }, but: [elsewhere, { starts_at: 500 }] },
  },
  "what a post owes": {
    ...obligations,
    ...{ ask: () => outstandingAt(sql, { ...at, post: "lobby" }), but: [...over, elsewhere] },
    also: [{ missed_at: 3 }, { rung: 2 }, { acknowledged_at: 4 }],
  },
  "what is called": {
    ...obligations,
    ...{ ask: () => callRowsAt(sql, { org: context.org, sites: [site] }), row: { ...owed, rung: 1 } },
    ...{ also: [elsewhere, { rung: 3 }, { acknowledged_at: 4 }], but: [...over, { rung: 0 }] },
  },
  "what is owed where somebody is called": {
    ...obligations,
    ...{ ask: () => owedAtPosts(sql, { org: context.org, sites: [site] }, ["lobby"]), but: [...over, elsewhere] },
  },
  "who has gone from a shift": {
    ...obligations,
    ...{ ask: () => turnsGone(sql, context, { site, shifts: ["lobby/1/day", "lobby/1/night"] }), row: gone },
    also: [{ id: "lobby/1/night/wu" }, { id: "lobby/1/day/~" }],
    but: [
      ...[{ met_at: null }, { noun: "log" }, { what: "attendance.relief" }],
      ...["lobby/1/eve/lin", "lobby/1/day", "lobby/1/days/lin", "lobby/1/day-2/lin"].map((id) => ({ id })),
    ],
  },
  "what is to be done": {
    ...obligations,
    ...{ ask: () => toDoOf(sql, context, toDo), row: { ...owed, due_at: 500 } },
    also: [
      ...[{ due_at: 599 }, { what: "attendance.sign-on" }, elsewhere],
      { due_at: 900, what: "handover.complete", id: "half" },
    ],
    but: [
      ...[...over, { due_at: 600 }, { due_at: 501, what: "attendance.sign-on" }],
      ...[
        { due_at: 900, id: "half" },
        { due_at: 900, what: "handover.complete" },
      ],
    ],
  },
  "what names a person": {
    ...obligations,
    ...{ ask: () => linesOfPeople(sql, context, site), row: { ...owed, person: "lin" } },
    ...{ also: [elsewhere], but: [...over, { person: null }] },
  },
  "who is to relieve": {
    ...obligations,
    ...{ ask: () => comingBefore(sql, context, { site, until: 500 }), by: "id", row: relief },
    ...{ also: [{ due_at: 1 }], but: [...over, { due_at: 500 }, { what: "attendance.sign-on" }] },
  },
  "posts that owe something": {
    ...obligations,
    ...{ ask: () => owedByPost(sql, context, { site, now: 500 }), by: "post", also: [{ due_at: 900 }], but: over },
  },
  "what comes": {
    ...obligations,
    ...{ ask: () => aheadOf(sql, context, ahead), by: "what", row: { ...owed, due_at: 501 } },
    ...{ also: [{ due_at: 599 }], but: [...over, { due_at: 500 }, { due_at: 600 }] },
  },
  "what comes next for one": {
    ...obligations,
    ...{ ask: () => nextFor(sql, context, mine), row: { ...owed, due_at: 501, person: "lin" } },
    but: [...over, { due_at: 500 }, { person: "wu" }, { person: null, detail: { person: "lin" } }],
  },
  "whom one is to relieve": {
    ...obligations,
    ...{ ask: () => nextFor(sql, context, mine), row: { ...relief, due_at: 501, detail: { person: "lin" } } },
    but: [...over, { detail: { person: "wu" } }, { what: "attendance.sign-off" }],
  },
  "the latest hand-overs of a post": {
    ...{ ask: () => latestHandovers(sql, context, { site, posts: ["lobby"] }), table: "handover", by: "id" },
    ...{ row: handover, also: [{ starts_at: 90 }, { starts_at: 80 }], but: [elsewhere, { starts_at: 70 }] },
  },
  "hand-overs that came late": {
    ask: () => lateHandoversSince(sql, context, { ...asked, since: 500, posts: ["lobby"], begunSince: 100 }),
    ...{ table: "handover", by: "id", row: late },
    but: [
      ...[elsewhere, { starts_at: 99 }, { completed_at: 499 }, { completed_at: null }],
      ...[{ late_minutes: 0 }, { late_minutes: null }],
    ],
  },
  "who left since": {
    ...{ ask: () => leavesSince(sql, context, { ...asked, since: 500 }), table: "absence", by: "id" },
    ...{ row: { post: "lobby", open: false, since: 500 }, also: [{ open: true }], but: [{ since: 499 }] },
  },
  "what was due under a rule at a post": {
    ...obligations,
    ...{ ask: () => obligationsBehind(sql, context, behind, 1000), also: [{ due_at: 199 }, { met_at: 50 }] },
    but: [elsewhere, { rules: ["GPH-02"] }, { due_at: 99 }, { due_at: 200 }, { ended_at: 50 }],
  },
  "what was put right late": {
    ...obligations,
    ...{ ask: () => settledSince(sql, context, { ...day, most: 99 }), row: { ...owed, met_at: 300 } },
    ...{
      also: [{ met_at: 100 }, { due_at: 199 }],
      but: [{ met_at: 99 }, { met_at: null }, { due_at: 99 }, { due_at: 200 }],
    },
  },
  "posts at which something was due": {
    ...obligations,
    ask: async () => (await countsByPostAndRules(sql, context, day, 1000)).filter(({ post }) => post !== null),
    ...{ by: "post", also: [{ due_at: 199 }], but: [{ due_at: 99 }, { due_at: 200 }] },
  },
};

test.each(Object.entries(lists))("%s", async (_, list) => {
  mustLeaveOut(list);
  const { ask, table, by, row, also = [], but } = list;
  await sql`delete from ${sql(table)}`;
  const shown = [{}, ...also].map((change) => named("shown", row, change, by));
  const hidden = [...but, { org: "another" }, { site: "mall" }].map((change) => named("hidden", row, change, by));
  for (const each of [...shown, ...hidden]) {
    const written = JSON.stringify({ ...at, id: "lobby/1", ...each });
    await sql`insert into ${sql(table)} select * from json_populate_record(null::${sql(table)}, ${written}::text::json)`;
  }
  const found = (await ask()).map((each) => (typeof each === "string" ? each : (each as Row)[by]));
  expect(found.toSorted()).toEqual(shown.map((each) => each[by]).toSorted());
});

test("a case that leaves nothing out is none, unless it says why", async () => {
  expect(() => mustLeaveOut({ but: [] })).toThrow("nothing says why");
  expect(() => mustLeaveOut({ but: [{}], leavesOutNone: "it is small" })).toThrow("it is small");
  mustLeaveOut({ but: [], leavesOutNone: "it is small" });
  mustLeaveOut({ but: [{}] });
  await expect(askReach(sql, { reaches: async () => true, rows: {}, but: [] })).rejects.toThrow("nothing says why");
});

/** A row with one thing changed, called after that. A table without the column `key` takes no notice of it. */
function named(kind: string, row: Row, change: Row, by: string): Row {
  const name = `${kind} ${JSON.stringify(change)}`;
  return { ...row, key: name, [by]: name, ...change };
}
