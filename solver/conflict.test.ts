import { expect, test, vi } from "vitest";
import * as compiling from "./compile.ts";
import { conflictOf } from "./conflict.ts";
import type { RosterProblem } from "./roster-problem.ts";

vi.mock("./compile.ts", async (original) => {
  const real = await original<typeof import("./compile.ts")>();
  return { ...real, compile: vi.fn(real.compile) };
});

const many: RosterProblem = {
  name: "many",
  days: 7,
  weekday: 0,
  shifts: [{ id: "早", minutes: 480 }],
  people: Array.from({ length: 300 }, (_, p) => ({ id: `p${p}` })),
  constraints: [
    { kind: "run", name: "two in a row", of: "work", min: 2, max: 3, borders: "strict" },
    { kind: "fixed", name: "Tuesday", day: 1, value: "早" },
    { kind: "forbidden", name: "leave", people: ["p7"], days: [0, 2, 5] },
  ],
  demands: [],
};

test("the whole problem is compiled once, and one person alone only to explain a conflict", () => {
  const compile = vi.mocked(compiling.compile);
  expect(conflictOf(compile({ ...many, constraints: many.constraints.slice(0, 2) }))).toEqual([]);
  expect(compile).toHaveBeenCalledTimes(1);
  compile.mockClear();
  const conflicts = conflictOf(compile(many));
  expect(conflicts.map(({ person, constraints }) => [person, ...constraints.map(({ name }) => name)])).toEqual([
    ["p7", "two in a row", "Tuesday", "leave"],
  ]);
  expect(compile).toHaveBeenCalledTimes(1 + 3);
});

test("of many who cannot be planned the first twenty are told of", () => {
  const constraints = many.constraints.map(({ people, ...each }) => each);
  const conflicts = conflictOf(compiling.compile({ ...many, people: many.people.slice(0, 30), constraints }));
  expect(conflicts.map(({ person }) => person)).toEqual(many.people.slice(0, 20).map(({ id }) => id));
});
