import { afterEach, expect, test } from "vitest";
import { type Call, NobodyListens } from "#connect/channel.ts";
import type { AnyKind, Expectation } from "#duty/door/table.ts";
import { instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { startClock } from "#server/clock/clock.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { dispatch } from "#server/outbox/dispatch.ts";
import { openPool } from "#server/postgres/pool.ts";
import { type BuildingRuntime, runtimeOn } from "#test/building-runtime.ts";
import { databaseOfTest, type FreshDatabase } from "../database.ts";
import { buildingTable, command, date, early, guard, opening, setUp, signOnCommand } from "../guard-building.ts";

const evening = instantOf("2026-11-21T00:30:00Z"); // 08:30 in Shanghai: both rungs of the relief are due

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** A node of its own on the same database: other remembered reads, other connections. */
function nodeOn(database: FreshDatabase, role: "zb_app" | "zb_clock", more: Partial<Runtime> = {}): BuildingRuntime {
  const pool = openPool(database.connectionOptions(), role, { max: 6 });
  ended.push(() => pool.end({ timeout: 1 }));
  return runtimeOn(database, { pool, ...more });
}

/** A plan that expects people at the lobby in the day shift: those of the roster, or a crowd. */
function planning(crowd?: number): Runtime["table"]["expectations"] {
  return (plan, state, _setup, span) => {
    if (plan.noun !== "roster" || plan.id !== "lobby/2026-11") return { expected: [], more: false };
    const { assignments } = state as { assignments: { person: string }[] };
    const people = crowd
      ? Array.from({ length: crowd }, (_, index) => guard(index + 1))
      : assignments.map((each) => each.person);
    const dueAt = instantOf("2026-11-20T23:45:00Z");
    if (dueAt >= span.to) return { expected: [], more: true };
    const expected = people.map<Expectation>((person) => ({
      stream: { site: plan.site, noun: "attendance", id: `lobby/${date}/day/${person}` },
      act: "attendance.expect",
      body: { post: "lobby", date, shift: "day", person },
      obligations: [
        { key: "sign-on", what: "attendance.sign-on", post: "lobby", opensAt: dueAt, dueAt, rules: [], ladder: [] },
      ],
      wakeAt: dueAt,
    }));
    return { expected, more: false };
  };
}

const silent = () => {};

/** The drill of two nodes does the same with two thousand and whole programs. */
const due = 150;

test("many wakes by two clocks, a third of which dies holding some: each effect once", async () => {
  const database = await databaseOfTest();
  const table = { ...buildingTable, expectations: planning(due) };
  const building = nodeOn(database, "zb_app", { table });
  await building.establish("tower", 10);
  await planAhead(nodeOn(database, "zb_clock", { table }).runtime, 10);

  const owner = database.connect();
  const dying = openPool(database.connectionOptions(), "zb_clock", { max: 1 });
  const killed = dying.begin(async (sql) => {
    const held = await sql`select * from clock_take(${evening}, 'setup', 40)`;
    expect(held).toHaveLength(40);
    await owner`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like '%zb_clock' and pid <> pg_backend_pid() and datname = current_database()`;
    await sql`select 1`;
  });
  await expect(killed).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01/) });
  await dying.end({ timeout: 1 });

  const clocks = [nodeOn(database, "zb_clock", { table }), nodeOn(database, "zb_clock", { table })];
  const looked = await Promise.all(
    clocks.map(async (clock) => {
      clock.moveTo(evening);
      let all = 0;
      for (let some = 1; some > 0; all += some) some = await wakeDue(clock.runtime, 50, silent);
      return all;
    }),
  );
  expect(looked.reduce((sum, each) => sum + each)).toBe(2 * due); // the births, and what had been missed by then
  const [row] = await owner`
    select count(*) filter (where type = 'attendance.expected')::int as born,
      count(*) filter (where type = 'obligation.missed')::int as missed,
      count(*) filter (where type = 'obligation.escalated')::int as escalated,
      (select count(*)::int from outbox) as calls, (select count(distinct key)::int from outbox) as keys
    from entry`;
  expect(row).toEqual({ born: due, missed: 2 * due, escalated: 2 * due, calls: 2 * due, keys: 2 * due });
  const [left] = await owner`select count(*)::int as due from wake where not_before <= ${evening}`;
  expect(left?.due).toBe(0);
});

test("what a roster plans comes to life when its time has come, is missed, called and sent", async () => {
  const database = await databaseOfTest();
  const table = { ...buildingTable, expectations: planning() };
  const node = nodeOn(database, "zb_app", { table });
  await node.establish("tower", 4);
  const clockNode = nodeOn(database, "zb_clock", { table });
  const calls: Call[] = [];
  const channel = { name: "test", deliver: async (call: Call) => `got ${calls.push(call)}` };
  const clock = startClock({ runtime: clockNode.runtime, outbox: { channels: [channel] }, log: silent });
  ended.push(() => clock.stop());
  const owner = database.connect();
  await clock.turn();
  expect(await owner`select key from obligation where expected_by = 'roster/lobby/2026-11'`).toHaveLength(4);
  expect(await owner`select id from wake where birth is not null`).toHaveLength(4);

  node.moveTo(early);
  await execute(node.runtime, node.context, signOnCommand("on-1", 1));
  expect(await owner`select key from obligation where expected_by is not null`).toHaveLength(3);
  clockNode.moveTo(evening);
  while ((await clock.turn()) > 0);
  expect(await owner`select key from obligation where expected_by is not null`).toHaveLength(0);
  const born = await owner`select id, version from stream where noun = 'attendance' and version > 1 order by id`;
  expect(born.map(({ version }) => version)).toEqual([5, 5, 5]); // expected, missed twice, called twice
  expect(calls.map(({ call }) => call).toSorted()).toEqual([
    ...Array(3).fill("department-manager"),
    ...Array(3).fill("squad-leader"),
  ]);
  expect(await owner`select key from outbox where sent_at is null`).toHaveLength(0);
});

function expecting(person: number) {
  const body = { post: "lobby", date, shift: "day", person: guard(person) };
  return command(`expect-${person}`, "attendance.expect", body, { actor: "clock" });
}

test("a wake that breaks is put off and told, and keeps nobody else waiting", async () => {
  const database = await databaseOfTest();
  const building = nodeOn(database, "zb_app");
  await building.establish("tower", 3);
  building.moveTo(early);
  const people = Array.from({ length: 20 }, (_, index) => index + 1);
  for (const person of people) await execute(building.runtime, building.context, expecting(person));
  const { kind } = buildingTable.acts["attendance.expect"] as { kind: AnyKind };
  const broken = {
    ...kind,
    owes: (state: { person?: string }, rule: unknown) => {
      if (state.person === guard(7)) throw new Error("a rule that divides by nought");
      return kind.owes(state, rule);
    },
  };
  const table = { ...buildingTable, kinds: { ...buildingTable.kinds, attendance: broken } };
  const clock = nodeOn(database, "zb_clock", { table });
  clock.moveTo(evening);
  const lines: string[] = [];
  while ((await wakeDue(clock.runtime, 50, (line) => lines.push(line))) > 0);
  const owner = database.connect();
  const left = await owner`select id, failures, not_before > ${evening} as later from wake where failures > 0`;
  expect(left).toEqual([{ id: `lobby/${date}/day/${guard(7)}`, failures: 1, later: true }]);
  expect(await owner`select id from entry where type = 'obligation.escalated'`).toHaveLength(38);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("divides by nought");
});

test("what falls due at one moment in several organisations is woken in all of them", async () => {
  const database = await databaseOfTest();
  const building = nodeOn(database, "zb_app");
  const people = [1, 2, 3, 4, 5];
  for (const of of ["poly", "wanda", "vanke"]) {
    building.moveTo(opening);
    const context = { org: of, sites: ["tower"] };
    for (const each of setUp("tower", people.length)) await execute(building.runtime, context, each);
    building.moveTo(early);
    for (const person of people) await execute(building.runtime, context, expecting(person));
  }
  const clock = nodeOn(database, "zb_clock");
  clock.moveTo(evening);
  while ((await wakeDue(clock.runtime, 1, silent)) > 0);
  const owner = database.connect();
  expect(await owner`select id from wake where not_before <= ${evening}`).toHaveLength(0);
  expect(await owner`select id from entry where type = 'obligation.escalated'`).toHaveLength(30);
});

/** A clock in whose outbox two calls wait. */
async function twoCallsWait(database: FreshDatabase): Promise<BuildingRuntime> {
  const building = nodeOn(database, "zb_app");
  await building.establish("tower", 1);
  building.moveTo(early);
  await execute(building.runtime, building.context, expecting(1));
  const clock = nodeOn(database, "zb_clock");
  clock.moveTo(evening);
  while ((await wakeDue(clock.runtime, 50, silent)) > 0);
  return clock;
}

test("a channel that fails is tried again later with the same key", async () => {
  const database = await databaseOfTest();
  const clock = await twoCallsWait(database);
  const tries: Call[] = [];
  const failing = {
    name: "text message",
    deliver: async (call: Call) => {
      tries.push(call);
      if (tries.length <= 2) throw new Error("429");
      return `sms ${tries.length}`;
    },
  };
  const outbox = { channels: [failing] };
  expect(await dispatch(clock.runtime, outbox, silent)).toBe(2);
  expect(await dispatch(clock.runtime, outbox, silent)).toBe(0);
  clock.moveTo(plusMinutes(evening, 1));
  expect(await dispatch(clock.runtime, outbox, silent)).toBe(2);
  expect(new Set(tries.map(({ key }) => key)).size).toBe(2);
  expect(tries.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 2]);
  const owner = database.connect();
  const sent = await owner`select attempts, answer, sent_at is not null as sent from outbox`;
  expect(sent.every((each) => each.sent && each.attempts === 2)).toBe(true);
});

test("however often a channel fails, it is tried again within ten minutes", async () => {
  const clock = await twoCallsWait(await databaseOfTest());
  const failing = {
    name: "text message",
    deliver: async () => {
      throw new Error("429");
    },
  };
  // Doubling from two seconds on, the pause reaches ten minutes with the tenth failure.
  for (let failures = 1; failures <= 14; failures += 1) {
    clock.moveTo(plusMinutes(evening, failures * 10));
    expect(await dispatch(clock.runtime, { channels: [failing] }, silent)).toBe(2);
  }
});

test.each([
  ["it rings on where somebody has heard it", async () => ({ ringsOn: "heard" })],
  ["nobody listens", () => Promise.reject(new NobodyListens(1))],
])("however often a call was tried, it is looked at again within a minute where %s", async (_, deliver) => {
  const database = await databaseOfTest();
  const clock = await twoCallsWait(database);
  const owner = database.connect();
  await owner`update outbox set attempts = 12`;
  expect(await dispatch(clock.runtime, { channels: [{ name: "screens", deliver }] }, silent)).toBe(2);
  const noted = await owner`select not_before::float8 as again from outbox`;
  expect(noted.map(({ again }) => again)).toEqual([evening, evening].map((each) => plusMinutes(each, 1)));
});

/** A channel that keeps each call until it is told how that ended; `took` is settled when it holds both. */
function holdingChannel(name: string) {
  const [took, over] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  let held = 0;
  const deliver = async () => {
    held += 1;
    if (held === 2) took.resolve();
    return await over.promise;
  };
  return { outbox: { channels: [{ name, deliver }] }, took: took.promise, over };
}

const leaseIsOver = evening + 15_000;

test.each([
  ["that it was sent", (over: PromiseWithResolvers<string>) => over.resolve("late")],
  ["that it failed", (over: PromiseWithResolvers<string>) => over.reject(new Error("late"))],
])("who comes back after the lease and notes %s changes nothing of the try that is under way", async (_, comeBack) => {
  const database = await databaseOfTest();
  const first = await twoCallsWait(database);
  const second = nodeOn(database, "zb_clock");
  const owner = database.connect();
  const noted = () => owner`select attempts, answer, sent_at, not_before from outbox`;
  const [slow, other] = [holdingChannel("slow"), holdingChannel("other")];
  const firstTry = dispatch(first.runtime, slow.outbox, silent);
  await slow.took;
  second.moveTo(leaseIsOver - 1);
  expect(await dispatch(second.runtime, other.outbox, silent)).toBe(0);
  second.moveTo(leaseIsOver);
  const secondTry = dispatch(second.runtime, other.outbox, silent);
  await other.took;
  const claimed = { attempts: 2, answer: null, sent_at: null, not_before: leaseIsOver + 15_000 };
  expect((await noted()).map((row) => ({ ...row, not_before: Number(row.not_before) }))).toEqual([claimed, claimed]);
  const before = await noted();

  first.moveTo(leaseIsOver);
  comeBack(slow.over);
  expect(await firstTry).toBe(2);
  expect(await noted()).toEqual(before);

  other.over.resolve("in time");
  expect(await secondTry).toBe(2);
  const sent = await noted();
  expect(sent.map(({ attempts, answer, sent_at: at }) => [attempts, answer, Number(at)])).toEqual(
    Array(2).fill([2, "in time", leaseIsOver]),
  );
});
