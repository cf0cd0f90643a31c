import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { readPlainly } from "./plain-reading.ts";
import { sampleProblem, sampleRoster } from "./problem-sample.ts";
import type { RosterProblem, RosterRows } from "./roster-problem.ts";
import { type RosterAnswer, RosterQuestions } from "./roster-questions.ts";
import { chanceFrom } from "./seeded-chance.ts";

/* What is asked of one roster, held against reading it whole, before and after: of what was broken before, only more of it breaks anew. */

/** By rule and person, how much more is broken in one roster than in another. */
function newlyBroken(problem: RosterProblem, before: RosterRows, after: RosterRows): readonly string[] {
  const old = readPlainly(problem, before).broken;
  const amounts = Object.entries(readPlainly(problem, after).broken);
  return amounts.flatMap(([name, amount]) => (amount > (old[name] ?? 0) ? [name] : [])).toSorted();
}

function saidOf({ breaks }: RosterAnswer): readonly string[] {
  return [...new Set(breaks.map(({ constraint, person }) => `${constraint.name} / ${person}`))].toSorted();
}

/** A roster with some of its cells as they would be. */
function changed(roster: RosterRows, cells: readonly (readonly [person: string, day: number, shift: string])[]) {
  const rows = Object.fromEntries(Object.entries(roster).map(([person, row]) => [person, [...row]]));
  for (const [person, day, shift] of cells) {
    const row = rows[person];
    if (row) row[day] = shift;
  }
  return rows;
}

test("a change is allowed where no rule is broken more than before, and costs the difference", {
  timeout: 60_000,
}, () => {
  const answered = { allowed: 0, refused: 0 };
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), (seed) => {
      const chance = chanceFrom(seed);
      const problem = sampleProblem(seed, { people: 2 + chance.below(3), days: 5 + chance.below(10) });
      const roster = sampleRoster(problem, chance);
      const questions = new RosterQuestions(problem, roster);
      const person = () => problem.people[chance.below(problem.people.length)]?.id ?? "";
      const shifts = ["", ...problem.shifts.map(({ id }) => id)];
      const at = (who: string, day: number) => roster[who]?.[day] ?? "";
      for (let asked = 0; asked < 10; asked += 1) {
        const [one, other, day, otherDay] = [
          person(),
          person(),
          chance.below(problem.days),
          chance.below(problem.days),
        ];
        const shift = shifts[chance.below(shifts.length)] ?? "";
        const asks: readonly (readonly [RosterAnswer, RosterRows])[] = [
          [questions.whyNot(one, day, shift), changed(roster, [[one, day, shift]])],
          [
            questions.maySwap(one, other, day, otherDay),
            changed(roster, [
              [one, day, at(other, day)],
              [other, day, at(one, day)],
              [one, otherDay, at(other, otherDay)],
              [other, otherDay, at(one, otherDay)],
            ]),
          ],
        ];
        for (const [answer, after] of asks) {
          const broken = newlyBroken(problem, roster, after);
          expect(saidOf(answer)).toEqual(broken);
          expect(answer.allowed).toBe(broken.length === 0);
          expect(answer.cost).toBeCloseTo(readPlainly(problem, after).cost - readPlainly(problem, roster).cost, 6);
          answered[answer.allowed ? "allowed" : "refused"] += 1;
        }
      }
    }),
    { seed: freshSeed(), numRuns: 200 },
  );
  expect(Math.min(answered.allowed, answered.refused)).toBeGreaterThan(100);
});
