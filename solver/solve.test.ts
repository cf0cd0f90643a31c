import process from "node:process";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { readPlainly } from "./plain-reading.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";
import { solve } from "./solve.ts";

/** Two weeks of one post with two shifts, six people. */
function fortnight(more: readonly Constraint[] = []): RosterProblem {
  const days = 14;
  const people = ["陈", "李", "王", "赵", "钱", "孙"].map((id) => ({ id }));
  return {
    name: "fortnight",
    days,
    weekday: 0,
    shifts: [
      { id: "早", minutes: 480, begins: 480 },
      { id: "夜", minutes: 720, begins: 1200 },
    ],
    people,
    constraints: [
      { kind: "rest", name: "eleven hours", minutes: 660 },
      { kind: "minutes", name: "hours", min: 2400, max: 4800 },
      { kind: "run", name: "days in a row", of: "work", min: 2, max: 5, borders: "neutral" },
      { kind: "weekends", name: "weekends", max: 1 },
      ...people.map(
        ({ id }, p): Constraint => ({
          kind: "wish",
          name: "wish",
          people: [id],
          day: 2 * p,
          value: "",
          wanted: true,
          cost: 3,
        }),
      ),
      ...more,
    ],
    demands: Array.from({ length: days }, (_, day) => [
      { name: `early ${day}`, day, shifts: ["早"], required: 2, under: 100, over: 1 },
      { name: `night ${day}`, day, shifts: ["夜"], required: 1, under: 100, over: 1 },
    ]).flat(),
  };
}

test("what it prints is legal, costs what it says, and is proved when bound and cost meet", async () => {
  const problem = fortnight();
  const outcome = await solve(problem, { seed: 1, steps: 4 });
  if (outcome.kind !== "solved") throw new Error(outcome.kind);
  const plain = readPlainly(problem, outcome.roster);
  expect(plain.broken).toEqual({});
  expect(plain.cost).toBe(outcome.cost);
  expect(outcome.parts.rows + outcome.parts.under + outcome.parts.over).toBe(outcome.cost);
  expect(outcome.bound).toBeLessThanOrEqual(outcome.cost);
  expect(outcome.proved).toBe(outcome.bound === outcome.cost);
});

test("steps and seed give the same roster twice", { timeout: 60_000 }, async () => {
  const runs = [await solve(fortnight(), { seed: 7, steps: 3 }), await solve(fortnight(), { seed: 7, steps: 3 })];
  const [one, two] = runs.map((run) =>
    run.kind === "solved" ? JSON.stringify([run.cost, run.bound, run.roster]) : run.kind,
  );
  expect(one).toBe(two);
  expect(one).toContain("早");
});

test("an impossible problem names a smallest set of rules that cannot hold together", async () => {
  const impossible = fortnight([
    { kind: "forbidden", name: "long leave", people: ["王"], days: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    { kind: "forbidden", name: "one more day", people: ["王"], days: [11] },
    { kind: "fixed", name: "course", people: ["陈"], day: 3, value: "" },
  ]);
  const outcome = await solve(impossible, { seed: 1, steps: 1 });
  if (outcome.kind !== "impossible") throw new Error(outcome.kind);
  expect(outcome.conflicts.map(({ person }) => person)).toEqual(["王"]);
  expect(outcome.conflicts[0]?.constraints.map(({ name }) => name)).toEqual(["hours", "long leave"]);
});

test("an absurd problem is refused with reasons", async () => {
  const nobody = await solve({ ...fortnight(), people: [], constraints: [] }, { seed: 1, steps: 1 });
  expect(nobody).toEqual({ kind: "refused", errors: [{ what: "there are 0 people: name at least one" }] });
  const year = await solve({ ...fortnight(), days: 401 }, { seed: 1, steps: 1 });
  expect(year.kind === "refused" && year.errors[0]?.what).toContain("at most 400");
  const stranger = await solve(fortnight([{ kind: "weekends", name: "his", people: ["吴"], max: 1 }]), {
    seed: 1,
    steps: 1,
  });
  expect(stranger).toEqual({ kind: "refused", errors: [{ what: "his: there is no person 吴" }] });
});

test("a cancelled search says so and gives what it has", { timeout: 60_000 }, async () => {
  const controller = new AbortController();
  const outcome = await solve(fortnight(), {
    seed: 1,
    seconds: 600,
    signal: controller.signal,
    // A bound may be known before the first roster is.
    progress: ({ cost }) => Number.isFinite(cost) && controller.abort(),
  });
  expect(outcome.kind).toBe("solved");
  expect(outcome.kind === "solved" && outcome.cancelled).toBe(true);
  const before = new AbortController();
  before.abort();
  expect((await solve(fortnight(), { seed: 1, seconds: 600, signal: before.signal })).kind).toBe("nothing");
});

test("a killed worker is started anew and the search ends well", { timeout: 60_000 }, async () => {
  const workers: Worker[] = [];
  const watch = (worker: Worker) => {
    workers.push(worker);
    if (workers.length === 1) worker.once("online", () => worker.terminate());
  };
  process.on("worker", watch);
  const outcome = await solve(fortnight(), { seed: 1, seconds: 600, threads: 2 });
  process.off("worker", watch);
  expect(outcome.kind === "solved" && outcome.restarts).toBe(1);
  expect(outcome.kind === "solved" && outcome.proved).toBe(true);
  expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1));
});
