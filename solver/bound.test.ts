import loadHighs, { type Highs } from "highs";
import { expect, test } from "vitest";
import { ColumnPool } from "./columns.ts";
import { compile } from "./compile.ts";
import { generateColumns } from "./generate-columns.ts";
import { HighsHost } from "./highs-host.ts";
import { Master } from "./master.ts";
import { Plans, partOf } from "./part.ts";
import { readPlainly } from "./plain-reading.ts";
import { sampleProblem } from "./problem-sample.ts";
import type { Person, Problem } from "./roster-problem.ts";

interface Row {
  readonly person: number;
  readonly values: readonly string[];
  readonly cost: number;
}

/** Every legal row of a person, read plainly, with what it costs by itself. */
function legalRows(problem: Problem, person: Person, at: number): Row[] {
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

/** The optimum by an exact model that names every legal row of everyone, written out and solved without the solver's parts. */
function optimum(highs: Highs, problem: Problem): number | undefined {
  const rows = problem.people.flatMap((person, at) => legalRows(problem, person, at));
  if (problem.people.some((_, at) => !rows.some(({ person }) => person === at))) return undefined;
  const { people, demands } = problem;
  const columns = [
    ...rows.map(({ person, values, cost }) => {
      const met = demands.flatMap(({ day, shifts, skill }, d): [number, number][] => {
        const able = skill === undefined || people[person]?.skills?.includes(skill) === true;
        return able && shifts.includes(values[day] ?? "") ? [[people.length + d, 1]] : [];
      });
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
  const model = highs.createModel({
    numCols: columns.length,
    numRows: limits.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most),
    rowLower: limits,
    rowUpper: limits,
    integrality: new Int32Array(columns.length).fill(1),
    matrix: {
      format: "csc",
      numRows: limits.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(columns.flatMap(({ entries }) => entries.map(([row]) => row))),
      values: Float64Array.from(columns.flatMap(({ entries }) => entries.map(([, times]) => times))),
    },
  });
  model.options.set({ output_flag: false, mip_abs_gap: 0, mip_rel_gap: 0 });
  model.run();
  const cost = model.getObjectiveValue();
  model.dispose();
  return cost;
}

test("the bound never exceeds the exact optimum of 20 small months, and often meets it", async () => {
  const host = new HighsHost();
  await host.ready();
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  let compared = 0;
  let met = 0;
  for (let seed = 1; compared < 20; seed++) {
    const days = sampleProblem(seed, { people: 1, days: 7 }).shifts.length > 2 ? 5 : 7;
    const problem = sampleProblem(seed, { people: 3 + (seed % 2), days });
    const best = optimum(highs, problem);
    if (best === undefined) continue;
    const compiled = compile(problem);
    const people = problem.people.map((_, p) => p);
    const plans = new Plans(compiled);
    const part = partOf(
      compiled,
      people,
      people.map((p) => plans.of(p)),
      undefined,
    );
    const made = Master.with(host, compiled, part, (master) =>
      generateColumns(compiled, part, new ColumnPool(compiled), master, { rounds: 200, stop: () => false, near: 1e-6 }),
    );
    expect(made.bound).toBeLessThanOrEqual(best + 1e-6);
    expect(made.converged).toBe(true);
    expect(made.answer.cost).toBeCloseTo(made.bound, 3);
    compared++;
    if (Math.ceil(made.bound - 1e-6) === best) met++;
  }
  expect(met).toBeGreaterThan(10);
});
