import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Figure } from "./measured.ts";
import { type RosterBench, rosterBench } from "./roster-bench.ts";

/** Three people and a week; one of them must work on a day more than there are if `minutes` says so. */
const week = (minutes: number) => `SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
SECTION_STAFF
A,E=7,3360,${minutes},5,1,1,1
B,E=7,3360,0,5,1,1,1
SECTION_COVER
0,E,1,100,1
1,E,2,100,1
5,E,2,100,1
`;

const found = { instance: "1", seed: 1, budget: "1 s", seconds: 1, cost: 650, bound: 600, confirmed: true, load: 0 };
const run = { ...found, restarts: 0, memory: 300, trace: [[0.5, 650]] };
const none = { ...run, cost: null, bound: null, trace: [] };

let folder = "";
const said = { out: "", err: "" };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "roster-bench-"));
  said.out = "";
  said.err = "";
  for (const [stream, to] of [
    ["stdout", "out"],
    ["stderr", "err"],
  ] as const) {
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[to] += text;
      return true;
    });
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** The bench over one instance, with seeds 1 to 3 and these lines in its results file. */
async function bench(results: string, more: Partial<RosterBench> = {}): Promise<number> {
  await writeFile(join(folder, "Instance1.txt"), week(480));
  return benchAgain(results, more);
}

async function benchAgain(results: string, more: Partial<RosterBench> = {}): Promise<number> {
  const file = join(folder, "results.jsonl");
  await writeFile(file, results);
  const given = { folder, only: undefined, seeds: "1,2,3", seconds: "1", cpuSeconds: undefined, disguised: false };
  return rosterBench({ ...given, results: file, json: true, ...more });
}

const linesOf = (...runs: object[]) => runs.map((each) => `${JSON.stringify(each)}\n`).join("");
const seeds = (one: object, two: object, three: object) => linesOf(one, { ...two, seed: 2 }, { ...three, seed: 3 });

function figure(name: string): Figure | undefined {
  return (JSON.parse(said.out).figures as Figure[]).find((each) => each.name === name);
}

test("runs that are known are not done again, and are told as medians, memory and threads lost", async () => {
  const status = await bench(seeds(run, { ...run, cost: 607, memory: 900, restarts: 2 }, { ...run, cost: 610 }));
  expect(status).toBe(0);
  expect(figure("1: median cost, 1 s, beside the best known")).toMatchObject({ value: 610, reference: 607 });
  expect(figure("1: bound")?.value).toBe(600);
  expect(figure("largest memory of the process")).toMatchObject({ value: 900, unit: "MB" });
  expect(figure("threads started anew")?.value).toBe(2);
  expect(figure("runs without a roster")?.value).toBe(0);
  expect(figure("1: runs that never came within 5 %")?.value).toBe(3);
});

test("a run without a roster is told, counts as the dearest, and ends the bench with status 1", async () => {
  expect(await bench(seeds(run, none, { ...run, cost: 620 }))).toBe(1);
  expect(said.err).toContain("1 seed 2: NO ROSTER");
  expect(figure("1: median cost, 1 s, beside the best known")?.value).toBe(650);
  expect(figure("runs without a roster")?.value).toBe(1);
  expect(figure("mean gap to the best known, of 1 of 1 instances")?.value).toBeCloseTo(7.084);
  said.out = "";
  expect(await bench(seeds(run, none, none))).toBe(1);
  expect(figure("1: median cost, 1 s, beside the best known")).toBeUndefined();
  expect(figure("runs without a roster")?.value).toBe(2);
});

test.each([
  ["that the checker denies", { ...run, confirmed: false }],
  ["below its own bound", { ...run, cost: 607, bound: 608 }],
  ["whose bound is above the best known", { ...run, bound: 608 }],
])("a roster %s is not confirmed: status 1", async (_, wrong) => {
  expect(await bench(seeds(run, wrong, run))).toBe(1);
  expect(said.err).toContain("1 seed 2: 6");
  expect(said.err.match(/NOT CONFIRMED/g)).toHaveLength(1);
  expect(figure("runs not confirmed")?.value).toBe(1);
});

test("a last line that was cut short is done again, on a line of its own", async () => {
  // It is over when the best is proved, however long that takes on this machine.
  const long = { ...run, budget: "600 s" };
  const last = JSON.stringify({ ...long, seed: 3 });
  await bench(seeds(long, long, long).replace(`${last}\n`, last.slice(0, 40)), { seconds: "600" });
  const lines = (await readFile(join(folder, "results.jsonl"), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).seed)).toEqual([1, 2, 3]);
  const done = JSON.parse(lines[2] ?? "");
  expect(done).toMatchObject({ instance: "1", budget: "600 s", cost: 0, bound: 0, confirmed: true, restarts: 0 });
  expect(done.memory).toBeGreaterThan(20);
  expect(done.memory).toBeLessThan(20_000);
});

test("an instance that nobody can solve is a run without a roster", async () => {
  await writeFile(join(folder, "Instance1.txt"), week(3360));
  expect(await benchAgain(seeds(run, run, run).replace(/^.*\n/, ""))).toBe(1);
  expect(said.err).toContain("1 seed 1: NO ROSTER");
  expect(
    JSON.parse((await readFile(join(folder, "results.jsonl"), "utf8")).trimEnd().split("\n")[2] ?? ""),
  ).toMatchObject({ seed: 1, cost: null, confirmed: false });
});

test.each([{ only: "9" }, { seconds: "soon" }, { seeds: "one" }])(
  "%j leaves nothing to measure: status 2",
  async (wrong) => {
    expect(await bench("", wrong)).toBe(2);
    expect(said.out).toBe("");
  },
);
