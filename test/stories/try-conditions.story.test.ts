import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import type { ClosedReason } from "#server/account/closed-reason.ts";
import {
  countWrongTries,
  forgetLift,
  forgetTriesAt,
  forgetTriesOf,
  liftPauses,
  lookAtTry,
} from "#server/account/look-at-try.ts";
import { hashPassword } from "#server/account/password.ts";
import { countWrongPins, tryPin, unlockPin } from "#server/account/pin.ts";
import { longestRemembered, type Subject } from "#server/account/try-count.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { account, atDesk, linKey, notOf, now, org, linId as person, seat, sha256 } from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Counted tries at secrets: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let pinHash: string;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  pinHash = await hashPassword("207419");
});

afterAll(() => database.drop());

const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);
const left = { account: { left_at: 1 } };
const own: Subject = { counted: "passwordAtDesk", text: "lin" };
const elsewhere: Subject = { counted: "pinAnywhere", text: "lin" };
const count = (subject: string, more: object = {}) => ({ subject: sha256(subject), failures: 3, at: now, ...more });
const lins = count("passwordAtDesk:lin", linKey);
const forgotten = count("passwordAtDesk:wu", { at: now - longestRemembered - 1 });
const byAnother = { person, reason: "忘了" as ClosedReason, by: { ...linKey, hash: "pin" } };
const lift = { subject: sha256(`pinLifted:${org}/${person}`), failures: 0, at: now };
const closed = { try_count: count(`pinAnywhere:${org}/${person}`, { ...linKey, closed_until: now + 1 }) };

/** With the right PIN; where others have closed it everywhere, only who gave it here before is asked at all. */
async function pinVerdict(): Promise<string> {
  await sql`update account set pin_hash = ${pinHash}`;
  const at = { ...atDesk, browser: "browser" };
  return (await tryPin(sql, now, { person, pin: "207419", desk: at, address: "10.0.0.1" })).verdict;
}

const looksAtTry = (more: { readonly among: readonly Subject[]; readonly isRight?: () => Promise<boolean> }) =>
  lookAtTry(sql, now, { own, source: "here", isRight: async () => false, ...more });

const tries: Readonly<Record<string, RowReach>> = {
  "where somebody gave their PIN": {
    reaches: changing("desk_person", pinVerdict),
    ...{ rows: { account, desk_person: seat }, but: notOf("desk_person", "org", "desk", "person") },
  },
  "who gave their PIN here before": {
    reaches: async () => (await pinVerdict()) === "right",
    rows: { account, desk_person: { ...seat, pin_right_at: 1 }, ...closed },
    but: [...notOf("desk_person", "org", "desk", "person"), { desk_person: { pin_right_at: null } }],
  },
  "whose tries are forgotten": {
    reaches: changing("try_count", () => forgetTriesOf(sql, org, person)),
    ...{ rows: { try_count: lins }, but: notOf("try_count", "org", "person") },
  },
  "whose pauses are ended": {
    reaches: changing("try_count", () => unlockPin(sql, now, byAnother)),
    rows: { account, try_count: lins },
    but: [
      ...[...notOf("try_count", "org", "person"), { try_count: { failures: 0 } }],
      ...[...notOf("account", "org", "person", "pin_hash"), left],
    ],
  },
  "whose pauses were ended before": {
    reaches: async () => !(await sql.begin((tx) => liftPauses(tx, now, linKey))),
    rows: { try_count: lift },
    but: [{ try_count: { subject: sha256(`pinLifted:${org}/wu`) } }, { try_count: { at: now - 24 * 60 * minute } }],
  },
  "whose pauses may be ended again": {
    reaches: changing("try_count", () => forgetLift(sql, linKey)),
    ...{ rows: { try_count: lift }, but: [{ try_count: { subject: sha256(`pinLifted:${org}/wu`) } }] },
  },
  "which tries are forgiven": {
    reaches: changing("try_count", () => forgetTriesAt(sql, own)),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAtDesk:wu") } }] },
  },
  "which tries are counted on": {
    reaches: changing("try_count", () => looksAtTry({ among: [] })),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAtDesk:wu") } }] },
  },
  "which tries a right one forgets": {
    reaches: changing("try_count", () => looksAtTry({ among: [], isRight: async () => true })),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAtDesk:wu") } }] },
  },
  "which tries of others go with one that is counted": {
    reaches: changing("try_count", () => looksAtTry({ among: [] })),
    rows: { try_count: forgotten },
    also: [{ try_count: { closed_until: now } }],
    but: [{ try_count: { closed_until: now + 1 } }, { try_count: { at: now - longestRemembered } }],
  },
  "which tries are refused": {
    reaches: async () => (await looksAtTry({ among: [elsewhere] })).verdict === "refused",
    rows: { try_count: { ...lins, closed_until: now + 1 } },
    also: [{ try_count: { subject: sha256("pinAnywhere:lin") } }],
    but: [{ try_count: { closed_until: now } }, { try_count: { subject: sha256("pinAnywhere:wu") } }],
  },
};

test.each(Object.entries(tries))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});

test("a try does not wait for another that is at what is forgotten", async () => {
  await sql`delete from try_count`;
  await sql`insert into try_count (subject, failures, at) values (sha256('wu'), 3, ${forgotten.at})`;
  const holder = await database.connect().reserve();
  await holder`begin`;
  await holder`select from try_count for update`;
  expect((await looksAtTry({ among: [] })).verdict).toBe("wrong");
  await holder`rollback`;
  holder.release();
  expect(await sql`select from try_count where subject = sha256('wu')`).toHaveLength(1);
});

test("tries that nobody heard are counted one after the other at their own places alone, and each stands among the events", async () => {
  await sql`delete from try_count`;
  await countWrongTries(sql, now, { own, among: [elsewhere] }, 4);
  expect((await looksAtTry({ among: [] })).verdict).toBe("wrong");
  expect((await looksAtTry({ among: [], isRight: async () => true })).verdict).toBe("refused");
  const failures = await sql<{ failures: number }[]>`select failures from try_count order by failures`;
  expect(failures.map((each) => each.failures)).toEqual([4, 5]);
  const desk = { ...atDesk, browser: "browser" };
  await countWrongPins(sql, now, { person, wrong: 3, desk, address: "10.0.0.1" });
  const kept =
    await sql`select from account_event where what = 'pin-wrong-alone' and person = ${person} and desk = 'desk'`;
  expect(kept).toHaveLength(3);
});
