import loadHighs, { type Highs, type ModelData } from "highs";
import { beforeAll, expect, test } from "vitest";
import { usualWeight } from "./anneal.ts";
import { ascendPrices } from "./ascend-prices.ts";
import { ColumnPool } from "./columns.ts";
import { compile } from "./compile.ts";
import { generateColumns } from "./generate-columns.ts";
import { HighsHost } from "./highs-host.ts";
import { Master } from "./master.ts";
import { Plans, partOf } from "./part.ts";
import { readPlainly } from "./plain-reading.ts";
import { sampleProblem } from "./problem-sample.ts";
import type { Demand, RosterPerson, RosterProblem } from "./roster-problem.ts";
import { solve } from "./solve.ts";

interface Row {
  readonly person: number;
  readonly values: readonly string[];
  readonly cost: number;
}

/** Every legal row of a person, read plainly, with what it costs by itself. */
function legalRows(problem: RosterProblem, person: RosterPerson, at: number): Row[] {
  const options = ["", ...problem.shifts.map(({ id }) => id)];
  const constraints = problem.constraints.filter(({ people }) => !people || people.includes(person.id));
  const alone = { ...problem, people: [person], demands: [], constraints };
  const rows: Row[] = [];
  for (let code = 0; code < options.length ** problem.days; code++) {
    const values = Array.from(
      { length: problem.days },
      (_, day) => options[Math.floor(code / options.length ** day) % options.length] ?? "",
    );
    const { cost, broken } = readPlainly(alone, { [person.id]: values });
    if (Object.keys(broken).length === 0) rows.push({ person: at, values, cost });
  }
  return rows;
}

interface Exact {
  /** What the best roster costs. */
  readonly optimum: number;
  /** What it would cost if people could share out their rows; column generation should find just this. */
  readonly relaxed: number;
}

/** The problem with the demands that somebody can meet or not meet: the others cost the same in every roster. */
function withOpenDemands(problem: RosterProblem, rows: readonly Row[]): RosterProblem {
  const demands = problem.demands.filter((demand) =>
    problem.people.some((person, at) => {
      const own = rows.filter((row) => row.person === at).map(({ values }) => meets(person, values, demand));
      return own.includes(true) && own.includes(false);
    }),
  );
  return { ...problem, demands };
}

function meets({ skills }: RosterPerson, values: readonly string[], { day, shifts, skill }: Demand): boolean {
  return (skill === undefined || skills?.includes(skill) === true) && shifts.includes(values[day] ?? "");
}

/** Solved by a model that names every legal row of everyone, written out without the solver's parts. */
function exactly(highs: Highs, problem: RosterProblem, rows: readonly Row[]): Exact {
  const { people, demands } = problem;
  const columns = [
    ...rows.map(({ person, values, cost }) => {
      const met = demands.flatMap((demand, d): [number, number][] =>
        meets(people[person] as RosterPerson, values, demand) ? [[people.length + d, 1]] : [],
      );
      return { cost, entries: [[person, 1] as [number, number], ...met], most: 1 };
    }),
    ...demands.map(({ under }, d) => ({
      cost: under,
      entries: [[people.length + d, 1] as [number, number]],
      most: 99,
    })),
    ...demands.map(({ over }, d) => ({ cost: over, entries: [[people.length + d, -1] as [number, number]], most: 99 })),
  ];
  const limits = Float64Array.from([...people.map(() => 1), ...demands.map(({ required }) => required)]);
  const starts = [0];
  for (const { entries } of columns) starts.push((starts.at(-1) ?? 0) + entries.length);
  const model: ModelData = {
    numCols: columns.length,
    numRows: limits.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most),
    rowLower: limits,
    rowUpper: limits,
    matrix: {
      format: "csc",
      numRows: limits.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(columns.flatMap(({ entries }) => entries.map(([row]) => row))),
      values: Float64Array.from(columns.flatMap(({ entries }) => entries.map(([, times]) => times))),
    },
  };
  const whole = costOf(highs, { ...model, integrality: new Int32Array(columns.length).fill(1) });
  // All costs are whole; the answer is so only nearly.
  return { optimum: Math.round(whole), relaxed: costOf(highs, model) };
}

function costOf(highs: Highs, data: ModelData): number {
  const model = highs.createModel(data);
  model.options.set({ output_flag: false, mip_abs_gap: 0, mip_rel_gap: 0 });
  model.run();
  const cost = model.getObjectiveValue();
  model.dispose();
  return cost;
}

/** Twenty small months that can be filled, with their exact answers. */
const months: (Exact & { readonly problem: RosterProblem })[] = [];
const host = new HighsHost();

beforeAll(async () => {
  await host.ready();
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  for (let seed = 1; months.length < 20; seed++) {
    const days = sampleProblem(seed, { people: 1, days: 7 }).shifts.length > 2 ? 5 : 7;
    const any = sampleProblem(seed, { people: 3 + (seed % 2), days });
    const rows = any.people.flatMap((person, at) => legalRows(any, person, at));
    if (any.people.some((_, at) => !rows.some(({ person }) => person === at))) continue;
    const problem = withOpenDemands(any, rows);
    months.push({ ...exactly(highs, problem, rows), problem });
  }
});

function everyoneIn(problem: RosterProblem) {
  const compiled = compile(problem);
  const people = problem.people.map((_, p) => p);
  const plans = new Plans(compiled);
  const each = people.map((p) => plans.of(p));
  return { compiled, part: partOf(compiled, people, each, undefined), pool: new ColumnPool(compiled) };
}

test("the linear programme's bound is the exact one, and never exceeds the optimum of 20 small months", () => {
  expect(months).toHaveLength(20);
  for (const { problem, optimum, relaxed } of months) {
    const { compiled, part, pool } = everyoneIn(problem);
    const made = Master.with(host, compiled, part, (master) =>
      generateColumns(compiled, part, pool, master, { rounds: 200, stop: () => false, near: 1e-6 }),
    );
    expect(made.bound).toBeLessThanOrEqual(optimum + 1e-6);
    expect(made.converged).toBe(true);
    expect(made.answer.cost).toBeCloseTo(made.bound, 3);
    expect(made.bound).toBeCloseTo(relaxed, 3);
  }
});

test("no bound that climbing tells exceeds the optimum, and most are within a fifth of the linear programme's", () => {
  let near = 0;
  for (const { problem, optimum, relaxed } of months) {
    const { compiled, part, pool } = everyoneIn(problem);
    const unit = usualWeight(compiled);
    const bounds: number[] = [];
    const up = ascendPrices(compiled, part, pool, {
      first: unit / 10,
      last: unit / 2000,
      cycles: 60,
      stop: () => false,
      bounded: (bound) => bounds.push(bound),
    });
    expect(Math.max(...bounds)).toBe(up.bound);
    expect(up.bound).toBeLessThanOrEqual(optimum + 1e-6);
    expect(up.bound).toBeLessThanOrEqual(relaxed + 1e-6);
    if (relaxed > 0 && up.bound >= 0.8 * relaxed) near++;
  }
  expect(near).toBeGreaterThan(10);
});

test("the bound of a whole search never exceeds the optimum, and what is proved is the optimum", async () => {
  let proved = 0;
  for (const { problem, optimum } of months) {
    const outcome = await solve(problem, { seed: 1, steps: 2 });
    if (outcome.kind !== "solved") throw new Error(`${problem.name}: ${outcome.kind}`);
    expect(outcome.bound).toBeLessThanOrEqual(optimum);
    expect(outcome.cost).toBeGreaterThanOrEqual(optimum);
    if (!outcome.proved) continue;
    expect(outcome.cost).toBe(optimum);
    proved++;
  }
  expect(proved).toBeGreaterThan(10);
});
