import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { type Desk, deskWith, IDLE, voidBefore } from "#server/account/desk-session.ts";
import { browserGoingOn } from "#server/account/known-browser.ts";
import { holdAccountAndRenew } from "#server/account/renew-cookie.ts";
import { joinDesk, openFor } from "#server/account/take-desk.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  account,
  atDesk,
  desk,
  hexOf,
  laterDesk,
  linId,
  linsAccount,
  linsDesk,
  lost,
  notOf,
  now,
  organisation,
  seat,
  sha256,
  shownElsewhere,
  shownLater,
  token,
} from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* What a cookie is worth before and after the next one was shown: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
});

afterAll(() => database.drop());

const sitting = { organisation, account, desk, desk_person: seat };
const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);
const seenBefore: Desk = { ...linsDesk, heldBy: hexOf("lost"), cookie: "before" };
const shownBefore = { ...atDesk, token, heldBy: hexOf("lost") };
const proven = { person: linId, hash: "pin" };
/** By the cookie before: whoever holds the desk has changed, or has shown that they do. */
const staleDesks = [
  ...notOf("desk", "org", "desk"),
  ...[{ desk: { ended_at: 1 } }, { desk: { token_hash: sha256("another") } }],
  ...[{ desk: { token_hash_before: null } }, { desk: { token_hash_before: sha256("another") } }],
];

const renewing = (at: Desk, next: string) => ({ ...at, token, next });

const reached: Readonly<Record<string, RowReach>> = {
  "in whose name something is done by a cookie": {
    reaches: async () => (await deskWith(sql, now, token))?.people[0]?.lockedAt === undefined,
    ...{ rows: sitting, also: [{ desk: { token_hash_before: sha256("another") } }] },
    but: [{ desk_person: { locked_at: 1 } }, { desk: { active_at: now - IDLE } }, lost],
  },
  "which browser goes on with the cookie of a desk that has ended": {
    reaches: async () => (await sql.begin((tx) => browserGoingOn(tx, atDesk.org, token))) === "browser",
    ...{ rows: { desk, "desk later": laterDesk }, also: [{ desk: { ended_at: 1 } }, lost, ...shownElsewhere] },
    but: [...notOf("desk", "org"), { desk: { token_hash: sha256("another") } }, shownLater],
  },
  "which cookie is void when the next one was shown": {
    reaches: changing("desk", () => voidBefore(sql, { ...atDesk, heldBy: hexOf(token) })),
    rows: { desk: { ...desk, token_hash_before: sha256("before") } },
    but: [
      ...notOf("desk", "org", "desk"),
      ...[{ desk: { token_hash: sha256("another") } }, { desk: { token_hash_before: null } }],
    ],
  },
  "at which desk somebody sits down after a lost answer": {
    reaches: changing("desk", () => joinDesk(sql, now, linsAccount, { token, desk: seenBefore })),
    ...{ rows: { account, desk: { ...desk, ...lost.desk } }, but: staleDesks },
  },
  "which desk was touched after a lost answer": {
    reaches: changing("desk", () => openFor(sql, instant(now + 1), shownBefore, proven)),
    ...{ rows: { account, desk: { ...desk, ...lost.desk } }, but: staleDesks },
  },
  "which cookie is renewed with a secret": {
    reaches: changing("desk", () => holdAccountAndRenew(sql, now, linsAccount, renewing(linsDesk, "next"))),
    rows: { account, desk },
    but: [
      ...notOf("desk", "org", "desk"),
      ...[{ desk: { ended_at: 1 } }, { desk: { token_hash: sha256("another") } }],
      ...[...notOf("account", "org", "person", "password_hash"), { account: { left_at: 1 } }],
    ],
  },
  "which cookie is renewed with a secret after a lost answer": {
    reaches: changing("desk", () => holdAccountAndRenew(sql, now, linsAccount, renewing(seenBefore, "next"))),
    ...{ rows: { account, desk: { ...desk, ...lost.desk } }, but: staleDesks },
  },
};

test.each(Object.entries(reached))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});
