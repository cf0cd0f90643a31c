import { afterAll, beforeAll, expect, test } from "vitest";
import { execute } from "#server/door/execute.ts";
import { type BuildingRuntime, runtimeOn } from "#test/building-runtime.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { command, early, signOnCommand } from "../guard-building.ts";

let database: FreshDatabase;
let building: BuildingRuntime;

beforeAll(async () => {
  database = await freshDatabase();
  building = runtimeOn(database);
  await building.establish("tower", 60);
  building.moveTo(early);
});

afterAll(async () => {
  await building.pool.end();
  await database.drop();
});

async function counts() {
  const sql = database.connect();
  const [row] = await sql<{ entries: number; commands: number }[]>`
    select (select count(*)::int from entry) as entries, (select count(*)::int from command) as commands`;
  await sql.end();
  return row;
}

test("a command delivered fifty times at once is done once and answered alike", async () => {
  const { runtime, context } = building;
  const before = await counts();
  const given = await Promise.all(
    Array.from({ length: 50 }, () => execute(runtime, context, signOnCommand("same", 1))),
  );
  expect(new Set(given.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
  expect(given.filter(({ replayed }) => !replayed)).toHaveLength(1);
  const after = await counts();
  expect(after).toEqual({ entries: (before?.entries ?? 0) + 1, commands: (before?.commands ?? 0) + 1 });
  expect(given[0]?.answer).toMatchObject({ head: { version: 1 }, stream: { noun: "attendance" } });
});

test("an id that was used for something else is refused, and keeps its first answer", async () => {
  const { runtime, context } = building;
  await execute(runtime, context, signOnCommand("first", 2));
  const other = await execute(runtime, context, signOnCommand("first", 2, "east-gate"));
  expect(other).toMatchObject({
    replayed: false,
    answer: { refusal: { code: "command.other-body", rules: ["ZB-10"] } },
  });
  const again = await execute(runtime, context, signOnCommand("first", 2));
  expect(again.answer.refusal).toBeUndefined();
  expect(again.replayed).toBe(true);
});

test("a refusal is an answer like any other: kept, and given again", async () => {
  const { runtime, context } = building;
  const first = await execute(runtime, context, signOnCommand("not-due", 99));
  expect(first.answer.refusal).toMatchObject({ code: "attendance.not-rostered", rules: ["ZB-05"] });
  const second = await execute(runtime, context, signOnCommand("not-due", 99));
  expect(second).toMatchObject({ replayed: true, answer: first.answer });
});

test.each([
  ["NUL", { name: "a\0b" }, "text.not-well-formed"],
  ["half a character", { name: "\ud800" }, "text.not-well-formed"],
  ["a fraction", { name: "x", people: [1, 2.5] }, "number.not-whole"],
])("what cannot be kept is refused at the door: %s", async (name, body, code) => {
  const { runtime, context } = building;
  const { answer } = await execute(runtime, context, command(`bad ${name}`, "site.establish", body));
  expect(answer.refusal).toMatchObject({ code, rules: ["ZB-11"] });
  expect(answer.refusal?.field).toMatch(/^name|people\.1$/);
});

test("sixteen people sign on at once at one post: everybody does, in a chain without gaps", async () => {
  const { runtime, context } = building;
  const people = Array.from({ length: 16 }, (_, index) => index + 10);
  const given = await Promise.all(
    people.map((person) => execute(runtime, context, signOnCommand(`many-${person}`, person))),
  );
  expect(given.map(({ answer }) => answer.refusal)).toEqual(people.map(() => undefined));
  expect(Math.max(...given.map(({ roundTrips }) => roundTrips))).toBeLessThanOrEqual(6);
});

test("one person signs on at two posts at once: one of the two is refused, whichever comes first", async () => {
  const { runtime, context } = building;
  const people = Array.from({ length: 10 }, (_, index) => index + 30);
  const given = await Promise.all(
    people.map((person) =>
      Promise.all([
        execute(runtime, context, signOnCommand(`here-${person}`, person, "lobby")),
        execute(runtime, context, signOnCommand(`there-${person}`, person, "east-gate")),
      ]),
    ),
  );
  for (const pair of given) {
    expect(pair.map(({ answer }) => answer.refusal?.code).toSorted()).toEqual(["attendance.elsewhere", undefined]);
  }
});

test("a command that has been done before, known to this process, takes two round trips", async () => {
  const { runtime, context } = building;
  await execute(runtime, context, signOnCommand("warm-1", 50));
  const { roundTrips } = await execute(runtime, context, signOnCommand("warm-2", 51));
  expect(roundTrips).toBe(2);
});
