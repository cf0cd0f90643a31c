import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { closedUntil, noteFailure } from "#server/account/sign-in-throttle.ts";
import { startClock } from "#server/clock/clock.ts";
import { openFeed } from "#server/feed/open-feed.ts";
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

test("wrong tries at a name are forgotten after a quarter of an hour, and not before", async () => {
  const sql = database.connect();
  const attempt = { name: "lin", address: "10.0.0.1" };
  const begin = instant(1_763_700_000_000);
  const tryAt = async (minutes: number) => {
    const now = instant(begin + minutes * minute);
    await noteFailure(sql, now, attempt);
    return (await closedUntil(sql, now, attempt)) !== undefined;
  };
  for (let failure = 1; failure <= 4; failure += 1) expect(await tryAt(0)).toBe(false);
  expect(await tryAt(15)).toBe(true); // the fifth, counted with the four
  const another = { ...attempt, name: "wu" };
  for (let failure = 1; failure <= 4; failure += 1) await noteFailure(sql, begin, another);
  const later = instant(begin + 15 * minute + 1);
  await noteFailure(sql, later, another);
  expect(await closedUntil(sql, later, { ...another, address: "10.0.0.2" })).toBeUndefined();
});

const MANY = 50;

test.each([
  { whose: "a name", free: 5, attempt: (n: number) => ({ name: "sun", address: `10.1.0.${n}` }) },
  { whose: "an address", free: 30, attempt: (n: number) => ({ name: `tries-${n}`, address: "10.2.0.1" }) },
])(
  "$whose is closed from wrong try $free on, for twice as long each time, and never for longer than a quarter of an hour",
  async ({ free, attempt }) => {
    const sql = database.connect();
    const now = instant(1_763_700_000_000);
    const pauses: number[] = [];
    for (let failure = 1; failure <= MANY; failure += 1) {
      await noteFailure(sql, now, attempt(failure));
      // Each time somebody or somewhere new, so that only what they share is closed.
      pauses.push(((await closedUntil(sql, now, attempt(MANY + failure))) ?? now) - now);
    }
    const quarter = minute / 4;
    const doubling = [0, 1, 2, 3, 4, 5].map((times) => quarter * 2 ** times);
    const rest = Array.from({ length: MANY - free + 1 - doubling.length }, () => 15 * minute);
    expect(pauses).toEqual([...Array.from({ length: free - 1 }, () => 0), ...doubling, ...rest]);
  },
);
