import { usualWeight } from "#solver/anneal.ts";
import { compile } from "#solver/compile.ts";
import type { RosterProblem, RosterRows } from "#solver/roster-problem.ts";
import { RosterQuestions } from "#solver/roster-questions.ts";
import { chanceFrom } from "#solver/seeded-chance.ts";
import { type Solved, type SolveOutcome, solve } from "#solver/solve.ts";
import { type BenchResult, type Figure, median, quantile, rounded } from "./measured.ts";
import { towerMonth } from "./roster-tower.ts";
import { type SickCall, sickCalls } from "./sick-calls.ts";

/** How many random absences are repaired; each takes up to ten seconds. */
const absences = 50;

/** The rosters of a made-up tower: first rosters, gap to the own bound, swap questions, sick calls. */
export async function towerBench(say: (line: string) => void): Promise<BenchResult> {
  const figures: Figure[] = [];
  const unmeasured: string[] = [];
  const note: Note = (name, value, unit, reference) => {
    if (!Number.isFinite(value)) {
      unmeasured.push(name);
      return;
    }
    say(`${name}: ${rounded(value, 4)} ${unit}`);
    const beside = reference === undefined ? {} : { reference, ratio: rounded(reference / value, 4) };
    figures.push({ name, value: rounded(value, 4), unit, ...beside });
  };
  const large = towerMonth(300, 1);
  noteFirst("300 people", large, await solve(large, { seed: 1, seconds: 30 }), note);
  const problem = towerMonth(60, 1);
  const solved = await solve(problem, { seed: 1, seconds: 30 });
  noteFirst("60 people", problem, solved, note);
  const [cost, bound, roster] =
    solved.kind === "solved" ? [solved.cost, solved.bound, solved.roster] : [Number.NaN, undefined, undefined];
  note("60 people: cost after 30 s, beside the bound", cost, "cost", bound);
  note("60 people: swap question, 99th percentile", roster ? swapTime(problem, roster) : Number.NaN, "ms");
  noteSickCalls(roster ? await sickCalls(problem, roster, { calls: absences, seconds: 10 }) : [], note);
  return { name: "tower", figures, unmeasured };
}

/** Takes a figure down; one that is not finite could not be measured, and is told as that. */
type Note = (name: string, value: number, unit: string, reference?: number) => void;

/** Nothing has a minimum in this tower, so that nobody working is legal too. When the roster was of use is told beside it. */
function noteFirst(name: string, problem: RosterProblem, outcome: SolveOutcome, note: Note): void {
  const trace = outcome.kind === "solved" ? outcome.trace : [];
  note(`${name}: first legal roster`, trace[0]?.[0] ?? Number.NaN, "s");
  note(`${name}: first roster with at most one more missing than the last`, nearlyThere(trace, problem), "s");
}

/** Seconds until the first roster that is no dearer than the last one by more than one missing person. */
export function nearlyThere(trace: Solved["trace"], problem: RosterProblem): number {
  const last = trace.at(-1)?.[1] ?? Number.NaN;
  const missing = usualWeight(compile(problem));
  return trace.find(([, cost]) => cost <= last + missing)?.[0] ?? Number.NaN;
}

function noteSickCalls(calls: readonly SickCall[], note: Note): void {
  // Of no calls there is no largest.
  const worst = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : Number.NaN);
  const [first, gaps, changed] = [
    calls.map((call) => call.first),
    calls.map((call) => call.gap),
    calls.map((call) => call.changed),
  ];
  note("sick call: calls", calls.length > 0 ? calls.length : Number.NaN, "calls");
  note(
    "sick call: calls that ended without a repair",
    gaps.filter((gap) => gap === Number.POSITIVE_INFINITY).length,
    "calls",
  );
  note("sick call: first proposal, slowest", worst(first), "s");
  note("sick call: gap to the bound after at most 10 s, median", median(gaps), "%");
  note("sick call: gap to the bound after at most 10 s, worst", worst(gaps), "%");
  note("sick call: changed cells, median", median(changed), "cells");
}

function swapTime(problem: RosterProblem, roster: RosterRows): number {
  const chance = chanceFrom(1);
  const questions = new RosterQuestions(problem, roster);
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
