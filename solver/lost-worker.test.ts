import process from "node:process";
import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { readPlainly } from "./plain-reading.ts";
import type { RosterProblem } from "./roster-problem.ts";
import type { FromWorker } from "./search-messages.ts";
import { solve } from "./solve.ts";

/** A fortnight for six people that asks for more than they can do, so that no roster is free. */
const site: RosterProblem = {
  name: "fortnight",
  days: 14,
  weekday: 0,
  shifts: [
    { id: "早", minutes: 480, begins: 480 },
    { id: "夜", minutes: 720, begins: 1200 },
  ],
  people: Array.from({ length: 6 }, (_, p) => ({ id: `p${p}` })),
  constraints: [
    { kind: "rest", name: "eleven hours", minutes: 660 },
    { kind: "minutes", name: "hours", max: 4000 },
    { kind: "run", name: "days in a row", of: "work", min: 2, max: 5, borders: "neutral" },
  ],
  demands: Array.from({ length: 14 }, (_, day) => [
    { name: `early ${day}`, day, shifts: ["早"], required: 3, under: 100, over: 1 },
    { name: `night ${day}`, day, shifts: ["夜"], required: 2, under: 100, over: 1 },
  ]).flat(),
};

let watch: (worker: Worker) => void = () => {};
afterEach(() => process.off("worker", watch));

/** Looks after every worker of a search; `number` counts from 0. */
function onWorkers(each: (worker: Worker, number: number) => void): void {
  let number = 0;
  watch = (worker) => each(worker, number++);
  process.on("worker", watch);
}

function onFind(worker: Worker, heard: (cells: Uint8Array) => void): void {
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "found") heard(message.cells);
  });
}

test("the roster of a worker that is killed is kept, even if nobody after it finds one", async () => {
  const costs: number[] = [];
  onWorkers((worker, number) => {
    if (number === 0) onFind(worker, () => void worker.terminate());
    else worker.once("online", () => void worker.terminate());
  });
  const progress = ({ cost }: { cost: number }) => costs.push(cost);
  const outcome = await solve(site, { seed: 1, seconds: 600, threads: 1, progress });
  if (outcome.kind !== "solved") throw new Error(outcome.kind);
  expect(costs.length).toBeGreaterThan(0);
  expect(outcome.cost).toBeLessThanOrEqual(Math.min(...costs));
  expect(readPlainly(site, outcome.roster)).toMatchObject({ broken: {}, cost: outcome.cost });
  expect(outcome.restarts).toBe(5);
});

test("the worker that takes over begins with the roster of the one that was killed", async () => {
  const last: Uint8Array[] = [];
  const first: Uint8Array[] = [];
  const controller = new AbortController();
  onWorkers((worker, number) => {
    onFind(worker, (cells) => {
      (number === 0 ? last : first).push(cells);
      // Every search begins alike, so the very first finds say nothing.
      if (last.length === 3) void worker.terminate();
      if (number > 0) controller.abort();
    });
  });
  const outcome = await solve(site, { seed: 1, seconds: 600, threads: 1, signal: controller.signal });
  expect(outcome).toMatchObject({ kind: "solved", restarts: 1 });
  expect(first[0]).toEqual(last.at(-1));
});
