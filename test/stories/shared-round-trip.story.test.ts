import type { ReservedSql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import { type Executed, execute, executeTogether } from "#server/door/execute.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/postgres/pool.ts";
import { openServices } from "#server/start/services.ts";
import { type BuildingRuntime, runtimeOn } from "#test/building-runtime.ts";
import { cutAfterCommit } from "#test/cut-after-commit.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { buildingTable, command, date, early, guard, lineUpAlone, setUp, signOnCommand } from "#test/guard-building.ts";
import { until } from "#test/until.ts";

const rostered = 40;
const table = {
  ...buildingTable,
  kinds: { ...buildingTable.kinds, [handoverKind.noun]: handoverKind },
  acts: { ...buildingTable.acts, "attendance.brief": lineUpAlone },
};

let database: FreshDatabase;
/** Two processes on one database: each remembers for itself. */
let one: BuildingRuntime;
let two: BuildingRuntime;
let owner: ReservedSql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await database.connect().reserve();
  // A server may be set to show each transaction what stood when it began: the door must not rest on that.
  await owner.unsafe(`alter database ${database.name} set default_transaction_isolation = 'repeatable read'`);
  one = runtimeOn(database, { table });
  two = runtimeOn(database, { table });
  await one.establish("tower", rostered);
  for (const each of [one, two]) await learn(each, `early-${each === one ? 1 : 2}`);
});

afterAll(async () => {
  owner.release();
  await Promise.all([one.pool.end(), two.pool.end()]);
  await database.drop();
});

/** Everybody tries to sign on everywhere, too early: nothing comes of it but that this process remembers what signing on rests on. */
async function learn({ runtime, context, moveTo }: BuildingRuntime, name: string): Promise<void> {
  const people = Array.from({ length: rostered + 1 }, (_, index) => index + 1);
  const tries = people.flatMap((person) => [
    signOnCommand(`${name}-lobby-${person}`, person),
    signOnCommand(`${name}-gate-${person}`, person, "east-gate"),
  ]);
  const given = await executeTogether(runtime, context, tries);
  expect(new Set(given.map(codeOf))).toEqual(new Set(["attendance.too-early", "attendance.not-rostered"]));
  moveTo(early);
}

/** A process that has just started. */
function stranger(): BuildingRuntime {
  const started = runtimeOn(database, { table, pool: one.pool });
  started.moveTo(early);
  return started;
}

const does = ({ runtime, context }: BuildingRuntime, each: Command) => execute(runtime, context, each);
const doTogether = ({ runtime, context }: BuildingRuntime, all: Command[]) => executeTogether(runtime, context, all);

function at(id: string, act: string, person: number, more: object = {}, post = "lobby"): Command {
  const body = { post, date, shift: "day", ...more };
  return command(id, `attendance.${act}`, body, { actor: { person: guard(person) } });
}

const brief = (id: string, person: number) => at(id, "brief", person, { attendees: [] });
const signOff = (id: string, person: number) => at(id, "sign-off", person);

/** The refusal of a command that was answered; a command that was not is none of these stories. */
function codeOf(given: PromiseSettledResult<Executed>): string | undefined {
  if (given.status === "rejected") throw given.reason;
  return given.value.answer.refusal?.code;
}

async function timesDone(id: string): Promise<number | undefined> {
  const [row] = await owner<{ entries: number }[]>`select count(*)::int as entries from entry where command = ${id}`;
  return row?.entries;
}

/** Keeps back who has confirmed and would write: they have no number yet, so that no feed of this server waits for them. */
const writing = "lock table stream in exclusive mode";

const elsewhere = { answer: { refusal: { code: "attendance.elsewhere" } } };

test("what this process remembers is held against what stands and written in one round trip", async () => {
  expect(await does(one, signOnCommand("known", 1))).toMatchObject({ roundTrips: 1, answer: { head: { version: 1 } } });
  expect(await does(one, brief("known too", 1))).toMatchObject({ roundTrips: 2, answer: { head: { version: 2 } } });
  const { answer, roundTrips } = await does(stranger(), signOff("unknown", 1));
  expect(answer).toMatchObject({ head: { version: 3 } });
  expect(roundTrips).toBeGreaterThan(1);
});

test("a stream that another process has begun and led on is taken up where it stands", async () => {
  await does(one, signOnCommand("on-2", 2));
  expect((await does(two, brief("brief-2", 2))).answer).toMatchObject({ head: { version: 2 } });
  const again = await does(one, brief("brief-2-again", 2));
  expect(again).toMatchObject({ answer: { refusal: { code: "attendance.already-briefed" }, head: { version: 2 } } });
});

test("a duty that another process has added counts, though this one remembers an empty page", async () => {
  await does(two, signOnCommand("on-3", 3));
  expect(await does(one, signOnCommand("gate-3", 3, "east-gate"))).toMatchObject(elsewhere);
});

test("a duty that another process has ended does not count, though this one remembers it", async () => {
  await does(one, signOnCommand("on-4", 4));
  expect(await does(one, signOnCommand("gate-4", 4, "east-gate"))).toMatchObject(elsewhere);
  expect((await does(two, signOff("off-4", 4))).answer.refusal).toBeUndefined();
  expect((await does(one, signOnCommand("gate-4-later", 4, "east-gate"))).answer.refusal).toBeUndefined();
});

test("two processes that both remember an empty page and write at once: one of the two is refused", async () => {
  const free = await holding(writing);
  const both = [does(one, signOnCommand("here-5", 5)), does(two, signOnCommand("there-5", 5, "east-gate"))];
  await waiting(2);
  await free();
  const codes = (await Promise.all(both)).map(({ answer }) => answer.refusal?.code);
  expect(codes.toSorted()).toEqual(["attendance.elsewhere", undefined]);
});

test.each([
  ["that remembers what they rest on", 6, () => one],
  ["that has just started", 7, stranger],
])("each command of a batch finds what those before it did, in a process %s", async (_, person, process) => {
  const given = await doTogether(process(), [
    signOnCommand(`on-${person}`, person),
    signOnCommand(`gate-${person}`, person, "east-gate"),
    brief(`brief-${person}`, person),
    signOff(`off-${person}`, person),
    signOnCommand(`gate-${person}-later`, person, "east-gate"),
    signOnCommand(`lobby-${person}-again`, person),
  ]);
  const [on, gate, ...later] = given.map(codeOf);
  expect([on, gate]).toEqual([undefined, "attendance.elsewhere"]);
  expect(later).toEqual([undefined, undefined, undefined, "attendance.already-over"]);
});

test("one person who signs on at two posts in one batch is refused at the second", async () => {
  const given = await doTogether(one, [signOnCommand("both-19", 19), signOnCommand("both-gate-19", 19, "east-gate")]);
  expect(given.map(codeOf)).toEqual([undefined, "attendance.elsewhere"]);
});

test("commands that lead one stream on after each other share their round trips", async () => {
  const given = await doTogether(one, [signOnCommand("on-8", 8), brief("brief-8", 8)]);
  expect(given).toMatchObject([1, 2].map((version) => ({ value: { roundTrips: 3, answer: { head: { version } } } })));
  // What the first of them made owed stands in the ledger, and whoever follows the feed hears of both.
  expect(await does(stranger(), signOnCommand("gate-8", 8, "east-gate"))).toMatchObject(elsewhere);
  const heard = await owner<
    { types: string[] }[]
  >`select types from feed where id = ${`lobby/${date}/day/${guard(8)}`}`;
  expect(heard.flatMap(({ types }) => types)).toEqual(["attendance.signed-on", "attendance.briefed"]);
});

test("an id that comes twice in a batch is done once, and with another body refused", async () => {
  const [first, second, other] = await doTogether(one, [
    signOnCommand("twice", 9),
    signOnCommand("twice", 9),
    signOnCommand("twice", 9, "east-gate"),
  ]);
  expect(first).toMatchObject({ value: { replayed: false, answer: { head: { version: 1 } } } });
  expect(second).toMatchObject({ value: { replayed: true, touched: [], answer: (first as Given).value.answer } });
  expect(other).toMatchObject({ value: { answer: { refusal: { code: "command.other-body" } } } });
  expect(await timesDone("twice")).toBe(1);
  expect(await does(two, signOnCommand("twice", 9))).toMatchObject({
    replayed: true,
    answer: (first as Given).value.answer,
  });
});

type Given = PromiseFulfilledResult<Executed>;

test("a command that breaks, and one beyond reach, harm nobody but themselves", async () => {
  const given = await doTogether(one, [
    signOnCommand("beside-a-fault", 10),
    command("broken", "no.such-act", {}),
    signOnCommand("beyond", 11, "lobby", { site: "mall" }),
    brief("beside-a-fault-too", 10),
  ]);
  expect(given.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(given[1]).toMatchObject({ reason: { message: "there is no act no.such-act" } });
  expect(await timesDone("beside-a-fault")).toBe(1);
  expect(await timesDone("broken")).toBe(0);
});

test("what cannot be kept is refused in the middle of a batch, for good, and the others are done", async () => {
  const unkept = command("unkept", "site.establish", { name: "a\0b" });
  const given = await doTogether(one, [signOnCommand("on-12", 12), unkept, brief("brief-12", 12)]);
  expect(given.map(codeOf)).toEqual([undefined, "text.not-well-formed", undefined]);
  const again = await doTogether(two, [unkept, signOnCommand("on-13", 13)]);
  expect(again).toMatchObject([{ value: { replayed: true } }, { value: { replayed: false } }]);
});

test("a batch whose connection is cut before its commit does each command once", async () => {
  const free = await holding(writing);
  const given = doTogether(one, [signOnCommand("cut-14", 14), brief("cut-brief-14", 14), signOnCommand("cut-15", 15)]);
  const [pid] = await waiting(1);
  await owner`select pg_terminate_backend(${pid as number}, 10000)`;
  await free();
  expect(await given).toMatchObject([1, 2, 3].map(() => ({ status: "fulfilled", value: { replayed: false } })));
  for (const id of ["cut-14", "cut-brief-14", "cut-15"]) expect(await timesDone(id)).toBe(1);
});

test("a batch whose connection is cut before it hears of its commit is done once, and answered", async () => {
  const line = cutAfterCommit();
  const pool = openPool({ ...database.connectionOptions(), socket: line.open } as object, "zb_app", { max: 1 });
  const far = runtimeOn(database, { table, pool });
  far.moveTo(early);
  await doTogether(far, [signOnCommand("far-16", 16), signOnCommand("far-17", 17)]);
  line.cut();
  const given = await doTogether(far, [brief("far-brief-16", 16), brief("far-brief-17", 17)]);
  expect(given).toMatchObject([2, 2].map((version) => ({ value: { replayed: true, answer: { head: { version } } } })));
  for (const id of ["far-brief-16", "far-brief-17"]) expect(await timesDone(id)).toBe(1);
  await pool.end();
});

test("a site that is kept waiting keeps no other waiting, though the same people may go to both", async () => {
  await one.establish("mall");
  const services = openServices({
    runtime: one.runtime,
    accounts: one.pool,
    keyring: new Keyring(one.pool, freshMasterKey()),
  });
  const both = { org: one.context.org, sites: ["tower", "mall"] };
  const free = await holding(`select zb_lock('${both.org}', '[["mall:setup", false]]')`);
  const kept = services.execute(both, signOnCommand("at-the-mall", 1, "lobby", { site: "mall" }));
  expect(await services.execute(both, signOnCommand("tower-18", 18))).toMatchObject({ head: { version: 1 } });
  await free();
  expect(await kept).toMatchObject({ head: { version: 1 } });
});

test("what comes to a house at one moment shares a transaction, and each is answered with its own", async () => {
  const services = openServices({
    runtime: two.runtime,
    accounts: two.pool,
    keyring: new Keyring(two.pool, freshMasterKey()),
  });
  const people = [20, 21, 22, 23, 24, 25];
  const sent = people.flatMap((person) => [
    signOnCommand(`at-once-${person}`, person),
    signOnCommand(`at-once-${person}`, person),
  ]);
  const given = await Promise.all(sent.map((each) => services.execute(two.context, each)));
  expect(given.map(({ stream }) => stream?.id.split("/").at(-1))).toEqual(people.flatMap((n) => [guard(n), guard(n)]));
  expect(given.filter(({ replayed }) => replayed)).toHaveLength(people.length);
  const [row] = await owner<{ transactions: number }[]>`
    select count(distinct xid)::int as transactions from feed where id = any (${given.map(({ stream }) => stream?.id ?? "")})`;
  expect(row).toEqual({ transactions: 1 });
});

test("a roster that was only looked at, and that another process has changed since, is looked at again", async () => {
  const newcomer = rostered + 1;
  const roster = setUp("tower", newcomer).find(({ act }) => act === "roster.publish") as Command;
  await does(two, { ...roster, id: "roster with one more" });
  expect((await does(one, signOnCommand("newcomer", newcomer))).answer.refusal).toBeUndefined();
});

/** Keeps others from going on, as a connection of its own would; calling what it answers lets them. */
async function holding(statement: string): Promise<() => Promise<void>> {
  const sql = await database.connect().reserve();
  await sql`begin`;
  await sql.unsafe(statement);
  return async () => {
    await sql`rollback`;
    sql.release();
  };
}

/** Waits until so many connections of the door wait for a lock, and names them. */
async function waiting(many: number): Promise<number[]> {
  let pids: number[] = [];
  await until(async () => {
    const rows = await owner<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    pids = rows.map(({ pid }) => pid);
    return pids.length === many;
  });
  return pids;
}
