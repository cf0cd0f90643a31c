import { afterAll, beforeAll, expect, test } from "vitest";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { lookAtTry } from "#server/account/look-at-try.ts";
import type { Subject } from "#server/account/try-count.ts";
import { startClock } from "#server/clock/clock.ts";
import { openFeed } from "#server/feed/open-feed.ts";
import { callRowsAt } from "#server/ledger/call-rows.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import { openPool } from "#server/postgres/pool.ts";
import { runtimeOn } from "../building-runtime.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { feedHorizon } from "../feed-horizon.ts";

/* Limits that only show in a database: one row less is nothing, one row more is too much. */

let database: FreshDatabase;
const place = { org: "limits", site: "tower" };
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("a page of the ledger shows five hundred lines, those first that are due first", async () => {
  const sql = database.connect();
  await sql`insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, rules, ladder)
    select ${place.org}, ${place.site}, 'matter', 'lobby/' || n, 'settle', 'matter.settle', 'lobby', 0, n, '{}', '[]'
    from generate_series(1, 501) n`;
  const shown = await outstandingAt(sql, { ...place, post: "lobby" });
  expect(shown).toHaveLength(500);
  expect(shown.at(-1)).toMatchObject({ id: "lobby/500" });
});

test("five hundred calls are told at once, those first that are due first", async () => {
  const sql = database.connect();
  const calling = { org: "calls", sites: [place.site] };
  await sql`insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, rules, ladder, rung)
    select ${calling.org}, ${place.site}, 'matter', 'lobby/' || n, 'settle', 'matter.settle', 'lobby', 0, n, '{}', '[]', 1
    from generate_series(1, 501) n`;
  const told = await callRowsAt(sql, calling);
  expect(told).toHaveLength(500);
  expect(told.at(-1)).toMatchObject({ id: "lobby/500" });
});

test("who missed five hundred events is told them; who missed one more asks for everything anew", async () => {
  const sql = database.connect();
  const write = (from: number, to: number) => sql`
    insert into feed (n, org, site, noun, id, version, types, at)
    select n, ${place.org}, ${place.site}, 'log', n::text, 1, '{}', 0 from generate_series(${from}::int, ${to}::int) n`;
  await write(1, 1);
  const [seen] = await sql<{ id: string }[]>`select xid::text || '-' || n as id from feed where org = ${place.org}`;
  const pool = openPool(database.connectionOptions(), "zb_feed", { max: 3 });
  const feed = await openFeed(pool, () => {});
  const first = async () => {
    await feedHorizon(sql);
    await feed.look();
    const follower = feed.follow({ org: place.org, sites: [place.site], after: seen?.id ?? "" });
    for await (const told of follower) return told;
    return undefined;
  };
  await write(2, 501);
  expect(await first()).toMatchObject({ kind: "changed", stream: "2" });
  await write(502, 502);
  expect(await first()).toMatchObject({ kind: "anew" });
  await feed.stop();
  await pool.end();
});

test("what changed is kept for a day for browsers that were away", async () => {
  const sql = database.connect();
  const { runtime, moveTo } = runtimeOn(database, {
    pool: openPool(database.connectionOptions(), "zb_clock", { max: 2 }),
  });
  const now = instant(1_763_700_000_000);
  moveTo(now);
  const day = 24 * 60 * minute;
  await sql`insert into feed (n, org, site, noun, id, version, types, at)
    values (1, 'kept', 'x', 'log', 'older', 1, '{}', ${now - day - 1}), (2, 'kept', 'x', 'log', 'younger', 1, '{}', ${now - day})`;
  const clock = startClock({ runtime, outbox: { channels: [] }, log: () => {} });
  const kept = async () =>
    (await sql<{ id: string }[]>`select id from feed where org = 'kept' order by id`).map(({ id }) => id);
  await clock.turn();
  expect(await kept()).toEqual(["younger"]);
  await clock.stop();
  await runtime.pool.end();
});

/** Tries that are all wrong, each as soon as it is looked at; the pauses after them in minutes. */
async function pausesOf(subject: Subject, tries: number): Promise<number[]> {
  const sql = database.connect();
  const wrong = { own: subject, among: [], source: "here", isRight: async () => false };
  let now = instant(1_763_700_000_000);
  const pauses: number[] = [];
  for (let turn = 0; turn < tries; turn += 1) {
    const looked = await lookAtTry(sql, now, wrong);
    if (looked.verdict !== "wrong") throw new Error("a pause was longer than it said");
    const until = looked.pausedUntil ?? now;
    const early = until > now ? await lookAtTry(sql, instant(until - 1), wrong) : undefined;
    expect(early).toEqual(early && { verdict: "refused", until });
    pauses.push((until - now) / minute);
    now = until;
  }
  return pauses;
}

test.each([
  { counted: "pinAtDesk", free: 5 },
  { counted: "pinAnywhere", free: 20 },
  { counted: "passwordAtDesk", free: 5 },
  { counted: "passwordFromAddress", free: 5 },
] as const)(
  "$counted pauses from wrong try $free on, longer each time, never for longer than a quarter of an hour",
  async ({ counted, free }) => {
    const pauses = await pausesOf({ counted, text: "pauses" }, free + 6);
    expect(pauses).toEqual([...Array(free - 1).fill(0), 1, 2, 4, 8, 15, 15, 15]);
  },
);

test("a name pauses at all addresses from the thirtieth wrong try on, for a minute each time", async () => {
  const sql = database.connect();
  const name: Subject = { counted: "passwordAnywhere", text: "lin" };
  const wrongFrom = (address: string, now: Instant) => {
    const own: Subject = { counted: "passwordFromAddress", text: address };
    return lookAtTry(sql, now, { own, among: [name], source: address, isRight: async () => false });
  };
  let now = instant(1_763_700_000_000);
  for (let turn = 0; turn < 29; turn += 1)
    expect(await wrongFrom(`${turn % 8}`, now)).toMatchObject({ pausedUntil: undefined });
  for (let turn = 0; turn < 7; turn += 1) {
    const until = instant(now + minute);
    // Where the wrong one came from, it is a fifth of a minute longer.
    const here = { verdict: "wrong", triesLeft: 0, pausedUntil: instant(until + minute / 5) };
    expect(await wrongFrom(`fresh ${turn}`, now)).toEqual(here);
    expect(await wrongFrom("fresh", instant(until - 1))).toEqual({ verdict: "refused", until });
    now = until;
  }
});
