import { expect, test } from "vitest";
import { cellsOfRoster, compile, rosterOfCells } from "./compile.ts";
import { breachesOfRow, type RosterBreach, weigh, weighRow } from "./evaluate.ts";
import { readPlainly } from "./plain-reading.ts";
import { problemErrors } from "./problem-errors.ts";
import { sampleProblem, sampleRoster } from "./problem-sample.ts";
import type { RosterProblem } from "./roster-problem.ts";
import { chanceFrom } from "./seeded-chance.ts";

test("the compiled reading equals the plain one on 10,000 random rosters and changes", { timeout: 60_000 }, () => {
  let compared = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const problem = sampleProblem(seed, { people: 1 + (seed % 4), days: 5 + (seed % 12) });
    expect(problemErrors(problem)).toEqual([]);
    const compiled = compile(problem);
    const chance = chanceFrom(seed);
    const cells = cellsOfRoster(compiled, sampleRoster(problem, chance));
    for (let change = 0; change < 100; change++) {
      cells[chance.below(cells.length)] = chance.below(compiled.values);
      const roster = rosterOfCells(compiled, cells);
      const plain = readPlainly(problem, roster);
      const broken: Record<string, number> = {};
      let weighed = 0;
      const out = new Float64Array(2);
      for (const [p, person] of compiled.people.entries()) {
        const breaches = breachesOfRow(person, cells, p * compiled.days, compiled.days);
        for (const { constraint, amount } of breaches) {
          const key = `${problem.constraints[constraint]?.name} / ${person.id}`;
          broken[key] = (broken[key] ?? 0) + amount;
        }
        weighRow(person, cells, p * compiled.days, compiled.days, out);
        expect(out[1] === 0).toBe(breaches.length === 0);
        weighed += (out[1] as number) - severalBans(problem, breaches);
      }
      expect(broken).toEqual(plain.broken);
      expect(weighed).toBeCloseTo(inUnits(problem, plain.broken), 6);
      expect(weigh(compiled, cells).cost).toBe(plain.cost);
      compared++;
    }
  }
  expect(compared).toBe(10_000);
});

/** The plain amounts as the weighing counts them: minutes by eight hours, everything else by the piece. */
function inUnits({ constraints }: RosterProblem, broken: Readonly<Record<string, number>>): number {
  const kinds = new Map(constraints.map(({ name, kind }) => [name, kind]));
  const amounts = Object.entries(broken).map(([key, amount]) =>
    kinds.get(key.split(" / ")[0] ?? "") === "minutes" ? amount / 480 : amount,
  );
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** A cell that several rules forbid is weighed once: below 0 by how many more name it. */
function severalBans({ constraints }: RosterProblem, breaches: readonly RosterBreach[]): number {
  const banned = breaches.filter(({ constraint }) =>
    ["fixed", "forbidden", "skill"].includes(constraints[constraint]?.kind ?? ""),
  );
  return new Set(banned.map(({ day }) => day)).size - banned.length;
}
