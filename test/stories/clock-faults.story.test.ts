import { afterEach, expect, test } from "vitest";
import { type ClockPast, clockFaultAt } from "#duty/clock/site-clock.ts";
import {
  type BusinessDate,
  dayMinutes,
  type Instant,
  instant,
  instantOf,
  minute,
  plusMinutes,
} from "#duty/grammar/time.ts";
import { startClock, type WakeClock } from "#server/clock/clock.ts";
import { watchBounds, watchClock } from "#server/clock/clock-watch.ts";
import { type MachineClocks, machineClocks } from "#server/clock/machine-clocks.ts";
import { clocksOf } from "#server/clock/shown-clock.ts";
import { execute } from "#server/door/execute.ts";
import { openPool } from "#server/postgres/pool.ts";
import { rosters, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { databaseOfTest, type FreshDatabase } from "../database.ts";
import { cast } from "../desk-story.ts";
import { type TowerProduct, towerProduct } from "../tower-product.ts";

/* A server's clock that jumps, and time in which no server ran, on a database whose tower nobody serves: whatever falls due is missed. */

const org = "wanda";
const setUpAt = instantOf("2026-11-20T02:00:00Z");
const morning = instantOf("2026-11-21T01:00:00Z");
const context = { org, sites: [towerOffice, towerSite] };

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A tower with one server, whose clocks stand still unless they are moved. */
async function towerServer() {
  const database = await databaseOfTest();
  const clocks = { wall: setUpAt as number, steady: 5_000 };
  const now = () => clocks.wall as Instant;
  const product = await towerProduct(database, { org, now });
  ended.push(() => product.close());
  clocks.wall = morning;
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 3 });
  ended.push(() => pool.end({ timeout: 1 }));
  const machine: MachineClocks = { steady: () => clocks.steady, awake: () => undefined, hasWitness: false };
  const begin = (): WakeClock => {
    const runtime = { ...product.runtime, pool };
    const watch = watchClock({ runtime, clocks: machine, server: "node-1" });
    const life = startClock({ runtime, outbox: { channels: [] }, watch, log: () => {} });
    ended.push(() => life.stop());
    return life;
  };
  return {
    ...{ database, product, begin },
    /** Time passes: both clocks go on. */
    pass: (minutes: number) => {
      clocks.wall += minutes * minute;
      clocks.steady += minutes * minute;
    },
    /** Somebody sets the time of day. */
    jump: (minutes: number) => {
      clocks.wall += minutes * minute;
    },
    entries: entriesIn(database),
    clock: async () => (await clocksOf(product.services, context, [towerSite]))[0] as ClockPast,
    ...{ confirm: confirmed(product), now },
  };
}

/** How many entries of a type the tower has. */
function entriesIn(database: FreshDatabase) {
  const owner = database.connect();
  return async (type: string): Promise<number> => {
    const rows = await owner`select 1 from entry where site = ${towerSite} and type = ${type}`;
    return rows.length;
  };
}

function confirmed(product: TowerProduct) {
  let number = 0;
  return async (who: keyof typeof cast, jump: string) => {
    number += 1;
    const command = { id: `confirm-${number}`, site: towerSite, act: "clock.confirm", body: { jump } } as const;
    const { answer } = await execute(product.runtime, context, {
      ...command,
      actor: { person: cast[who] },
      proof: "pin",
    });
    return answer.refusal?.code;
  };
}

async function settle(life: WakeClock): Promise<void> {
  while ((await life.turn()) > 0);
}

test("a clock that is set a day ahead makes nobody missed and nobody called until ten minutes have passed, and then all of it with the jump named", async () => {
  const { begin, jump, pass, entries, clock, now } = await towerServer();
  const life = begin();
  await settle(life);
  const before = await entries("obligation.missed");
  jump(dayMinutes);
  await settle(life);
  pass(9);
  await settle(life);
  expect([await entries("clock.jumped"), await entries("obligation.missed")]).toEqual([1, before]);
  pass(1);
  await settle(life);
  expect(await entries("clock.resumed")).toBe(1);
  expect(await entries("obligation.missed")).toBeGreaterThan(before + 3);
  const told = await clock();
  expect(Object.values(told.jumps)).toMatchObject([
    { from: morning, to: plusMinutes(morning, dayMinutes), witness: "none", endedBy: "time", server: "node-1" },
  ]);
  expect(clockFaultAt(told, plusMinutes(morning, 300))).toBe("jump");
  expect([clockFaultAt(told, plusMinutes(morning, -1)), clockFaultAt(told, now() + minute)]).toEqual([
    undefined,
    undefined,
  ]);
});

test("an administrator who says that the time is right ends the wait at once, and nobody else does", async () => {
  const { begin, jump, entries, clock, confirm } = await towerServer();
  const life = begin();
  await settle(life);
  const before = await entries("obligation.missed");
  jump(dayMinutes);
  await settle(life);
  const [name = ""] = Object.keys((await clock()).jumps);
  expect(await confirm("lin", name)).toBe("clock.not-entitled");
  expect(await confirm("admin", "jump:none")).toBe("clock.no-such-jump");
  await settle(life);
  expect(await entries("obligation.missed")).toBe(before);
  expect(await confirm("admin", name)).toBeUndefined();
  await settle(life);
  expect(await entries("obligation.missed")).toBeGreaterThan(before + 3);
  expect(await confirm("admin", name)).toBe("clock.looked-at");
  expect([await entries("clock.confirmed"), await entries("clock.resumed")]).toEqual([1, 0]);
});

test("what fell due while no server ran is missed, and stands in the gap; it is no jump, and nothing waits", async () => {
  const { begin, pass, entries, clock } = await towerServer();
  const life = begin();
  await settle(life);
  await life.stop();
  const before = await entries("obligation.missed");
  pass(3 * dayMinutes);
  await settle(begin());
  expect([await entries("clock.jumped"), await entries("clock.gap")]).toEqual([0, 1]);
  expect(await entries("obligation.missed")).toBeGreaterThan(before + 3);
  const told = await clock();
  expect(told.gaps).toMatchObject([{ from: morning, to: plusMinutes(morning, 3 * dayMinutes) }]);
  expect(clockFaultAt(told, plusMinutes(morning, 300))).toBe("gap");
});

test("a server that begins before the newest entry waits, and a second life does not begin the wait anew", async () => {
  const { begin, jump, pass, entries } = await towerServer();
  const life = begin();
  await settle(life);
  pass(dayMinutes);
  await settle(life);
  await life.stop();
  const missed = await entries("obligation.missed");
  jump(-60);
  const second = begin();
  await settle(second);
  expect(await entries("clock.jumped")).toBe(1);
  pass(6);
  await settle(second);
  await second.stop();
  const third = begin();
  await settle(third);
  pass(4);
  await settle(third);
  expect(await entries("clock.resumed")).toBe(1);
  pass(dayMinutes);
  await settle(third);
  expect(await entries("obligation.missed")).toBeGreaterThan(missed);
});

test("a clock that is set ahead and back again calls nobody twice, and what was planned meanwhile is planned anew", async () => {
  const { begin, jump, pass, entries, database } = await towerServer();
  const life = begin();
  await settle(life);
  jump(2 * dayMinutes);
  await settle(life);
  pass(10);
  await settle(life);
  jump(-2 * dayMinutes);
  await settle(life);
  pass(10);
  await settle(life);
  pass(3 * dayMinutes);
  await settle(life);
  expect([await entries("clock.jumped"), await entries("clock.resumed")]).toEqual([2, 2]);
  const owner = database.connect();
  const twice = await owner`
    select id, convert_from(bytes, 'UTF8')::jsonb->'body'->>'key' as key from entry where type = 'obligation.missed'
    group by noun, id, 2 having count(*) > 1`;
  expect(twice).toEqual([]);
  expect(await owner`select 1 from wake where not_before < ${morning + 3 * dayMinutes * minute}`).toEqual([]);
});

test("a database with a clock of its own goes before one that it witnesses against, and ends the wait of one that it confirms", async () => {
  const database = await databaseOfTest();
  let ahead = 0;
  const now = () => instant(Date.now() + ahead * minute);
  const product = await towerProduct(database, { org, now: () => setUpAt });
  ended.push(() => product.close());
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 3 });
  ended.push(() => pool.end({ timeout: 1 }));
  const runtime = { ...product.runtime, now, pool };
  // The wait is over at the look after the one that found the jump: what is asked here is by which clock things happen then.
  const watch = watchClock({ runtime, clocks: machineClocks, server: "node-1", bounds: { ...watchBounds, wait: 0 } });
  const off = () => Math.abs(watch.now() - Date.now());
  expect(await watch.look()).toEqual([]);
  ahead = dayMinutes;
  expect((await watch.look()).length).toBe(2);
  expect(off()).toBeGreaterThan(dayMinutes * minute - watchBounds.apart);
  expect(await watch.look()).toEqual([]);
  expect(off()).toBeLessThan(watchBounds.apart);
  ahead = 0;
  expect(await watch.look()).toEqual([]);
  expect(off()).toBeLessThan(watchBounds.apart);
  const [told] = await clocksOf(product.services, context, [towerSite]);
  expect(Object.values(told?.jumps ?? {}).map(({ witness, endedBy }) => [witness, endedBy])).toEqual([
    ["against", "time"],
    ["for", "database"],
  ]);
});

test("time that is moved for all clocks is neither, and a clock within two minutes of the other is right", async () => {
  const { begin, jump, pass, entries } = await towerServer();
  const life = begin();
  await settle(life);
  pass(5 * dayMinutes);
  jump(2);
  await settle(life);
  expect([await entries("clock.jumped"), await entries("clock.gap")]).toEqual([0, 0]);
});

test("every fifteen seconds a server says that it runs, and not before", async () => {
  const { begin, pass, database } = await towerServer();
  const owner = database.connect();
  const beat = async () => (await owner`select (at - ${morning}::bigint)::int as after from clock_beat`)[0]?.after;
  const life = begin();
  await settle(life);
  const beats = [await beat()];
  for (const seconds of [14, 1]) {
    pass(seconds / 60);
    await settle(life);
    beats.push(await beat());
  }
  expect(beats).toEqual([0, 0, 15_000]);
});

test("shifts that began and ended while no server ran are missed, however long ago they were", async () => {
  const { begin, pass, database, product } = await towerServer();
  for (const command of rosters("2026-12-01" as BusinessDate, 12))
    expect((await execute(product.runtime, context, command)).answer.refusal).toBeUndefined();
  pass(45 * dayMinutes);
  await settle(begin());
  const missed = await database.connect()`
    select id from obligation
    where what = 'attendance.sign-on' and ended_at is not null and due_at > ${plusMinutes(morning, 7 * dayMinutes)}`;
  const [posts, shifts] = [3, 3];
  expect(missed).toHaveLength(12 * posts * shifts);
});
