import { expect, test } from "vitest";
import { ColumnPool } from "./columns.ts";
import { cellsOfRoster, compile } from "./compile.ts";
import { weigh } from "./evaluate.ts";
import { generateColumns } from "./generate-columns.ts";
import { HighsHost } from "./highs-host.ts";
import { Master } from "./master.ts";
import { Plans, partOf } from "./part.ts";
import { readPlainly } from "./plain-reading.ts";
import { sampleProblem } from "./problem-sample.ts";
import type { Problem, Roster } from "./roster-problem.ts";

/** Every legal row of a person, read plainly, with what it costs by itself. */
function legalRows(problem: Problem, person: Problem["people"][number]): { row: string[]; cost: number }[] {
  const values = ["", ...problem.shifts.map(({ id }) => id)];
  const alone = { ...problem, people: [person], demands: [] };
  const rows: { row: string[]; cost: number }[] = [];
  for (let code = 0; code < values.length ** problem.days; code++) {
    const row = Array.from(
      { length: problem.days },
      (_, day) => values[Math.floor(code / values.length ** day) % values.length] ?? "",
    );
    const { cost, broken } = readPlainly(alone, { [person.id]: row });
    if (Object.keys(broken).length === 0) rows.push({ row, cost });
  }
  return rows;
}

/** The optimum by trying every combination of legal rows. */
function optimum(problem: Problem): number | undefined {
  const rows = problem.people.map((person) => legalRows(problem, person));
  if (rows.some((each) => each.length === 0)) return undefined;
  const compiled = compile(problem);
  let best = Number.POSITIVE_INFINITY;
  const choose = (p: number, roster: Record<string, string[]>): void => {
    const person = problem.people[p];
    if (!person) best = Math.min(best, weigh(compiled, cellsOfRoster(compiled, roster as Roster)).cost);
    else for (const { row } of rows[p] ?? []) choose(p + 1, { ...roster, [person.id]: row });
  };
  choose(0, {});
  return best;
}

test("the bound never exceeds the optimum of 20 small months", { timeout: 60_000 }, async () => {
  const host = new HighsHost();
  await host.ready();
  let compared = 0;
  for (let seed = 1; compared < 20; seed++) {
    const problem = sampleProblem(seed, { people: 2, days: 4 });
    const best = optimum(problem);
    if (best === undefined) continue;
    const compiled = compile(problem);
    const people = [0, 1];
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
  }
});
