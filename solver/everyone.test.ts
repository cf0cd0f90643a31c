import { expect, test } from "vitest";
import { type Column, ColumnPool } from "./columns.ts";
import { type Compiled, type CompiledPerson, compile } from "./compile.ts";
import { weighRow } from "./evaluate.ts";
import { Everyone } from "./everyone.ts";
import { Plans } from "./part.ts";
import { RootPrices } from "./root-prices.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";
import { chanceFrom } from "./seeded-chance.ts";

/** Three weeks of four shifts; everyone has limits on hours, weekends and three of the shifts: more than a table follows. */
function threeWeeks(): RosterProblem {
  const days = 21;
  const ids = ["早", "中", "晚", "夜"];
  return {
    name: "three weeks",
    days,
    weekday: 0,
    shifts: ids.map((id, s) => ({ id, minutes: 480, begins: 360 + 360 * s })),
    people: Array.from({ length: 8 }, (_, p) => ({ id: `p${p}` })),
    constraints: [
      { kind: "rest", name: "eleven hours", minutes: 660 },
      { kind: "minutes", name: "hours", min: 12 * 480, max: 14 * 480 },
      { kind: "weekends", name: "weekends", max: 2 },
      { kind: "run", name: "days in a row", of: "work", min: 2, max: 5, borders: "neutral" },
      ...ids.slice(0, 3).map((id): Constraint => ({ kind: "count", name: `most ${id}`, shifts: [id], max: 4 })),
    ],
    demands: Array.from({ length: days }, (_, day) =>
      ids.map((id) => ({ name: `${id} ${day}`, day, shifts: [id], required: 1, under: 100, over: 1 })),
    ).flat(),
  };
}

function prepared(problem = threeWeeks()) {
  const compiled = compile(problem);
  const pool = new ColumnPool(compiled);
  const root = new RootPrices(compiled, pool);
  return { compiled, root, everyone: new Everyone(compiled, new Plans(compiled), pool, root) };
}

const never = () => false;
const always = () => true;

function expectLegalRows(compiled: Compiled, rows: readonly Column[] | undefined): void {
  expect(rows?.map(({ person }) => person).sort((a, b) => a - b)).toEqual(compiled.people.map((_, p) => p));
  const out = new Float64Array(2);
  for (const { person, cells } of rows ?? []) {
    weighRow(compiled.people[person] as CompiledPerson, cells, 0, compiled.days, out);
    expect(out[1]).toBe(0);
  }
}

test("after climbing, prices alone give everyone a legal row, and together not much is missing", () => {
  const { compiled, root, everyone } = prepared();
  const { prices, rents, bound } = everyone.climb(never, () => {});
  root.learn(prices, rents);
  const rows = everyone.roundRows(chanceFrom(1), never, never);
  expectLegalRows(compiled, rows);
  const cost = everyone.part.costOf(rows ?? []);
  expect(bound).toBeGreaterThan(0);
  expect(cost).toBeGreaterThanOrEqual(bound);
  expect(cost).toBeLessThan(bound + 600);
});

test("who is not reached in time gets a known row, or is priced as long as there is time at all", () => {
  const { compiled, root, everyone } = prepared();
  expect(everyone.roundRows(chanceFrom(1), always, always)).toBeUndefined();
  expectLegalRows(compiled, everyone.roundRows(chanceFrom(1), always, never));
  const { prices, rents } = everyone.climb(never, () => {});
  root.learn(prices, rents);
  expectLegalRows(compiled, everyone.roundRows(chanceFrom(1), always, always));
});

test("what nobody can change costs the same in every roster, and counts for the bound", () => {
  const plain = threeWeeks();
  const idle = plain.people.flatMap(({ id }, p): Constraint[] => [
    { kind: "fixed", name: "holiday", people: [id], day: 0, value: "" },
    { kind: "fixed", name: "one early shift", people: [id], day: 7, value: p === 0 ? "早" : "" },
  ]);
  // Four shifts are open on the holiday, and all but the early one a week later.
  const { everyone } = prepared({ ...plain, constraints: [...plain.constraints, ...idle] });
  expect(everyone.unchangeable).toBe(700);
  expect(prepared().everyone.unchangeable).toBe(0);
});
