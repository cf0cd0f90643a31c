import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { joinFind } from "./join-finds.ts";

/** Two people who may work five days in a row, two weeks of one shift; a missing person costs 100. */
const compiled = compile({
  name: "two",
  days: 14,
  weekday: 0,
  shifts: [{ id: "早", minutes: 480 }],
  people: [{ id: "陈" }, { id: "李" }],
  constraints: [{ kind: "run", name: "days in a row", of: "work", min: 1, max: 5, borders: "neutral" }],
  demands: Array.from({ length: 14 }, (_, day) => ({
    name: `day ${day}`,
    day,
    shifts: ["早"],
    required: 1,
    under: 100,
    over: 1,
  })),
});

function roster(chen: readonly number[], li: readonly number[]): Uint8Array {
  const cells = new Uint8Array(28);
  for (const day of chen) cells[day] = 1;
  for (const day of li) cells[14 + day] = 1;
  return cells;
}

const nobody = roster([], []);
const best = { cells: roster([0, 1], []), cost: 1200 };

test("what two threads found in different places is put together", () => {
  const find = { before: nobody, cells: roster([], [7, 8, 9]) };
  expect(joinFind(compiled, best, find)).toEqual({ cells: roster([0, 1], [7, 8, 9]), cost: 900 });
});

test("rows that cannot be put together are not: the better of the two stands", () => {
  const find = { before: nobody, cells: roster([2, 3, 4, 5], []) };
  expect(joinFind(compiled, best, find)).toEqual({ cells: find.cells, cost: 1000 });
  const five = { cells: roster([0, 1, 2, 3, 4], []), cost: 900 };
  const half = { before: nobody, cells: roster([5], [7, 8]) };
  expect(joinFind(compiled, five, half)).toEqual({ cells: roster([0, 1, 2, 3, 4], [7, 8]), cost: 700 });
  expect(joinFind(compiled, five, { before: nobody, cells: roster([5], []) })).toBeUndefined();
});

test("the first find is the best, unless it is not legal", () => {
  expect(joinFind(compiled, undefined, { before: undefined, cells: best.cells })).toEqual(best);
  const broken = roster([0, 1, 2, 3, 4, 5], []);
  expect(joinFind(compiled, undefined, { before: undefined, cells: broken })).toBeUndefined();
});
