import { expect, test } from "vitest";
import type { Constraint, RosterProblem } from "#solver/roster-problem.ts";
import { sickCalls } from "./sick-calls.ts";
import { nearlyThere } from "./tower-bench.ts";

/** A fortnight in which one works every day and nine never; `more` for what makes a repair impossible. */
const people = Array.from({ length: 10 }, (_, p) => ({ id: `p${p}` }));
function fortnight(more: readonly Constraint[] = []): RosterProblem {
  return {
    name: "fortnight",
    days: 14,
    weekday: 0,
    shifts: [{ id: "早", minutes: 480 }],
    people,
    constraints: more,
    demands: Array.from({ length: 14 }, (_, day) => ({
      name: `day ${day}`,
      day,
      shifts: ["早"],
      required: 1,
      under: 100,
      over: 10,
    })),
  };
}
const roster = Object.fromEntries(people.map(({ id }, p) => [id, Array<string>(14).fill(p === 4 ? "早" : "")]));

test("only who works on one of the days calls in sick, and each call is answered at once and repaired", async () => {
  const calls = await sickCalls(fortnight(), roster, { calls: 4, seconds: 5 });
  expect(calls.map(({ absence }) => absence.person)).toEqual(["p4", "p4", "p4", "p4"]);
  for (const { absence, gap, changed } of calls) {
    expect(gap).toBe(0);
    // Somebody else works instead, once for each day.
    expect(changed).toBe(absence.days.length);
  }
});

test("where nobody works, nobody calls in sick", async () => {
  const free = Object.fromEntries(people.map(({ id }) => [id, Array<string>(14).fill("")]));
  expect(await sickCalls(fortnight(), free, { calls: 4, seconds: 5 })).toEqual([]);
});

test("a call that nobody can mend is counted as the worst, not left out", async () => {
  // A neighbour must work on the last day and may not.
  const last: Constraint = { kind: "fixed", name: "course", people: ["p0"], day: 13, value: "早" };
  const never: Constraint = { kind: "forbidden", name: "leave", people: ["p0"], days: [13] };
  const calls = await sickCalls(fortnight([last, never]), roster, { calls: 2, seconds: 2 });
  expect(calls).toHaveLength(2);
  for (const { first, gap, changed } of calls)
    expect([first, gap, changed]).toEqual(Array(3).fill(Number.POSITIVE_INFINITY));
});

test("nearly there is the first roster that lacks at most one person more than the last", () => {
  const trace = [
    [1, 900],
    [2, 211],
    [3, 210],
    [4, 110],
  ] as const;
  expect(nearlyThere(trace, fortnight())).toBe(3);
  expect(nearlyThere([], fortnight())).toBeNaN();
});
