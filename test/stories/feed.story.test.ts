import { afterAll, beforeAll, expect, test } from "vitest";
import { execute } from "#server/door/execute.ts";
import type { FeedMessage, Follower } from "#server/feed/follower.ts";
import { nudgeFeeds } from "#server/feed/nudge.ts";
import { type Feed, openFeed } from "#server/feed/open-feed.ts";
import { openPool } from "#server/postgres/pool.ts";
import { type BuildingRuntime, runtimeOn } from "#test/building-runtime.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { feedHorizon } from "../feed-horizon.ts";
import { early, setUp, signOnCommand } from "../guard-building.ts";

let database: FreshDatabase;
let building: BuildingRuntime;
let feed: Feed;
const endings: (() => Promise<unknown> | undefined)[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  building = runtimeOn(database);
  await building.establish("tower", 200);
  await building.establish("mall");
  building.moveTo(early);
  const pool = openPool(database.connectionOptions(), "zb_feed", { max: 3 });
  feed = await openFeed(pool, () => {});
  endings.push(
    () => feed.stop(),
    () => pool.end(),
    () => building.pool.end(),
    () => database.drop(),
  );
});

afterAll(async () => {
  for (const end of endings) await end();
});

/** Reads until so many were told. */
async function take(follower: Follower, count: number): Promise<FeedMessage[]> {
  const received: FeedMessage[] = [];
  if (count === 0) return received;
  for await (const each of follower) if (received.push(each) === count) break;
  return received;
}

test("nothing is passed by, though transactions commit late and out of order", async () => {
  const owner = database.connect("postgres", { max: 12 });
  const follower = feed.follow({ org: "late", sites: ["x"] });
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < 25; n += 1) {
      await owner.begin(async (sql) => {
        await sql`insert into feed (n, org, site, noun, id, version, types, at)
          values (0, 'late', 'x', 'log', ${`${writer}-${n}`}, 1, '{}', 0)`;
        // One of the writers holds its transactions open while others, begun later, commit.
        if (writer === 0) await sql`select pg_sleep(0.01)`;
      });
    }
  });
  const received = take(follower, 200);
  await Promise.all(writers);
  const streams = (await received).map((each) => (each.kind === "changed" ? each.stream : each.kind));
  expect(new Set(streams).size).toBe(200);
});

test("a command is told to those who look at its site, and to nobody else", async () => {
  const stop = nudgeFeeds(building.runtime);
  const here = feed.follow({ org: "wanda", sites: ["tower"] });
  const there = feed.follow({ org: "wanda", sites: ["mall"] });
  const elsewhere = feed.follow({ org: "poly", sites: ["tower"] });
  await execute(building.runtime, building.context, signOnCommand("told", 1));
  const [received] = await take(here, 1);
  expect(received).toMatchObject({ kind: "changed", noun: "attendance", version: 1, types: ["attendance.signed-on"] });
  await execute(building.runtime, { org: "poly", sites: ["tower"] }, setUp("tower")[0] as never);
  await execute(
    building.runtime,
    { org: "wanda", sites: ["mall"] },
    signOnCommand("told-mall", 1, "lobby", { site: "mall" }),
  );
  expect(await take(there, 1)).toMatchObject([{ site: "mall" }]);
  expect(await take(elsewhere, 1)).toMatchObject([{ org: "poly", noun: "site" }]);
  stop();
});

test("who comes back with the last event seen is told what came after, once each", async () => {
  const first = feed.follow({ org: "wanda", sites: ["tower"] });
  for (const person of [10, 11, 12])
    await execute(building.runtime, building.context, signOnCommand(`back-${person}`, person));
  const [seen, ...rest] = await take(first, 3);
  const again = feed.follow({ org: "wanda", sites: ["tower"], after: seen?.id ?? "" });
  await execute(building.runtime, building.context, signOnCommand("back-13", 13));
  const received = await take(again, 3);
  expect(received.slice(0, 2)).toEqual(rest);
  expect(received[2]).toMatchObject({ kind: "changed", stream: expect.stringContaining("000000000013") });
});

test("an event that is no longer kept, or never was, sends the browser to ask anew", async () => {
  for (const after of ["1-1", "nonsense", "99999999999999999999-0"]) {
    const follower = feed.follow({ org: "wanda", sites: ["tower"], after });
    expect(await take(follower, 1)).toMatchObject([{ kind: "anew" }]);
  }
});

test("one that does not read is not fed from memory: it asks anew, and then goes on", async () => {
  const slow = feed.follow({ org: "flood", sites: ["x"] });
  const owner = database.connect();
  for (let round = 0; round < 2; round += 1) {
    await owner`insert into feed (n, org, site, noun, id, version, types, at)
      select n, 'flood', 'x', 'log', n::text, 1, '{}', 0 from generate_series(1, 300) n`;
    await feedHorizon(owner);
    await feed.look();
  }
  const iterator = slow[Symbol.asyncIterator]();
  expect((await iterator.next()).value).toMatchObject({ kind: "anew" });
  await owner`insert into feed (n, org, site, noun, id, version, types, at) values (1, 'flood', 'x', 'log', 'after', 1, '{}', 0)`;
  expect((await iterator.next()).value).toMatchObject({ kind: "changed", stream: "after" });
  slow.close();
});
