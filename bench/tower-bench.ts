import { changesBetween, repair } from "#solver/repair.ts";
import type { Problem, Roster } from "#solver/roster-problem.ts";
import { Questions } from "#solver/roster-questions.ts";
import { chanceFrom } from "#solver/seeded-chance.ts";
import { type Solved, solve } from "#solver/solve.ts";
import { type BenchResult, type Figure, median, quantile, rounded } from "./measured.ts";
import { towerMonth } from "./roster-tower.ts";

/** How many random absences are repaired; each takes up to ten seconds. */
const absences = 50;

/** The rosters of a made-up tower: first legal roster, gap to the own bound, swap questions, sick calls. */
export async function tower(say: (line: string) => void): Promise<BenchResult> {
  const figures: Figure[] = [];
  const note = (name: string, value: number, unit: string, reference?: number) => {
    say(`${name}: ${rounded(value, 4)} ${unit}`);
    figures.push({
      name,
      value: rounded(value, 4),
      unit,
      ...(reference === undefined ? {} : { reference, ratio: rounded(reference / value, 4) }),
    });
  };
  const large = await solve(towerMonth(300, 1), { seed: 1, seconds: 30 });
  if (large.kind === "solved") note("300 people: first legal roster", large.trace[0]?.[0] ?? Number.NaN, "s");
  const problem = towerMonth(60, 1);
  const solved = await solve(problem, { seed: 1, seconds: 30 });
  if (solved.kind !== "solved") return { name: "tower", figures };
  note("60 people: first legal roster", solved.trace[0]?.[0] ?? Number.NaN, "s");
  note("60 people: cost after 30 s, beside the bound", solved.cost, "cost", solved.bound);
  note("60 people: swap question, 99th percentile", swapTime(problem, solved.roster), "ms");
  await sickCalls(problem, solved, note);
  return { name: "tower", figures };
}

function swapTime(problem: Problem, roster: Roster): number {
  const chance = chanceFrom(1);
  const questions = new Questions(problem, roster);
  const anyone = () => problem.people[chance.below(problem.people.length)]?.id ?? "";
  const times: number[] = [];
  for (let question = 0; question < 3000; question++) {
    const [one, other, day] = [anyone(), anyone(), chance.below(problem.days)];
    const began = performance.now();
    questions.maySwap(one, other, day);
    times.push(performance.now() - began);
  }
  return quantile(times.slice(500), 0.99);
}

async function sickCalls(
  problem: Problem,
  solved: Solved,
  note: (name: string, value: number, unit: string) => void,
): Promise<void> {
  const chance = chanceFrom(2);
  const first: number[] = [];
  const gaps: number[] = [];
  const changed: number[] = [];
  for (let call = 0; call < absences; call++) {
    const person = problem.people[chance.below(problem.people.length)]?.id ?? "";
    const fromDay = 2 + chance.below(problem.days - 8);
    const away = [{ person, days: Array.from({ length: 2 + chance.below(4) }, (_, day) => fromDay + day) }];
    const began = performance.now();
    let proposed = Number.POSITIVE_INFINITY;
    const outcome = await repair(problem, solved.roster, {
      absences: away,
      fromDay,
      changeCost: 5,
      seed: call + 1,
      seconds: 10,
      proposed: () => {
        proposed = performance.now() - began;
      },
    });
    if (outcome.kind !== "solved") continue;
    first.push(Math.min(proposed / 1000, outcome.trace[0]?.[0] ?? Number.POSITIVE_INFINITY));
    gaps.push((100 * (outcome.cost - outcome.bound)) / Math.max(1, outcome.bound));
    changed.push(changesBetween(solved.roster, outcome.roster, away).length);
  }
  note(`sick call: first proposal, slowest of ${first.length}`, Math.max(...first), "s");
  note("sick call: gap to the bound after at most 10 s, median", median(gaps), "%");
  note("sick call: gap to the bound after at most 10 s, worst", Math.max(...gaps), "%");
  note("sick call: changed cells, median", median(changed), "cells");
}
