import { type Figure, median } from "./measured.ts";
import { references } from "./roster-reference.ts";

/** One run of one instance; a line of the results file. */
export interface Run {
  readonly instance: string;
  readonly seed: number;
  readonly budget: string;
  readonly seconds: number;
  /** Null where no roster was found. */
  readonly cost: number | null;
  readonly bound: number | null;
  /** What the independent checker says: legal, and of the cost that the solver told. */
  readonly confirmed: boolean;
  /** Threads that had to be started anew; absent in results of earlier days. */
  readonly restarts?: number;
  /** Largest resident memory of the process up to the end of this run, in MB; absent in results of earlier days. */
  readonly memory?: number;
  readonly trace: readonly (readonly [seconds: number, cost: number])[];
  /** Others' work on the machine: its load when the run ended. */
  readonly load: number;
}

/** There is a roster, the checker confirms it, and no roster, neither it nor the best known, costs less than its bound. */
export function runHolds({ instance, cost, bound, confirmed }: Run): boolean {
  const least = Math.min(cost ?? Number.NaN, references[instance]?.best ?? Number.POSITIVE_INFINITY);
  return confirmed && (bound ?? 0) <= least;
}

/** What was found, beside what is known. A run without a roster counts as dearer than any other, and is counted. */
export function figuresOf(runs: readonly Run[], label: string): Figure[] {
  const figures: Figure[] = [];
  const gaps: number[] = [];
  const say: Say = (name, value, unit, reference) => {
    if (!Number.isFinite(value)) return;
    const beside = reference === undefined ? {} : { reference, ratio: Number((reference / value).toFixed(4)) };
    figures.push({ name, value: Number(value.toFixed(3)), unit, ...beside });
  };
  for (const instance of new Set(runs.map((run) => run.instance))) {
    const of = runs.filter((run) => run.instance === instance);
    const cost = median(of.map((run) => run.cost ?? Number.POSITIVE_INFINITY));
    const best = references[instance]?.best;
    say(`${instance}: median cost, ${label}, beside the best known`, cost, "cost", best);
    say(`${instance}: bound`, Math.max(...of.map((run) => run.bound ?? 0)), "cost");
    if (best === undefined) continue;
    const gap = (100 * (cost - best)) / best;
    gaps.push(gap);
    say(`${instance}: gap to the best known`, gap, "%");
    const published = references[instance]?.tenMinutes ?? Number.NaN;
    say(`${instance}: gap to the best published at 10 minutes`, (100 * (cost - published)) / published, "%");
    sayTimes(of, instance, best, say);
  }
  const measured = gaps.filter(Number.isFinite);
  const mean = measured.reduce((sum, gap) => sum + gap, 0) / measured.length;
  say(`mean gap to the best known, of ${measured.length} of ${gaps.length} instances`, mean, "%");
  say("runs", runs.length, "runs");
  say("runs without a roster", runs.filter((run) => run.cost === null).length, "runs");
  say("runs not confirmed", runs.filter((run) => run.cost !== null && !runHolds(run)).length, "runs");
  say(
    "threads started anew",
    runs.reduce((sum, { restarts = 0 }) => sum + restarts, 0),
    "threads",
  );
  say("largest memory of the process", Math.max(...runs.map(({ memory }) => memory ?? Number.NaN)), "MB");
  return figures;
}

type Say = (name: string, value: number, unit: string, reference?: number) => void;

/** How soon rosters were near the best known, and how many never were. */
function sayTimes(runs: readonly Run[], instance: string, best: number, say: Say): void {
  for (const near of [5, 1, 0.1]) {
    const reached = runs.map(
      ({ trace }) => trace.find(([, cost]) => cost <= best * (1 + near / 100))?.[0] ?? Number.POSITIVE_INFINITY,
    );
    say(`${instance}: wall-clock time to ${near} %`, median(reached), "s");
    const never = reached.filter((seconds) => !Number.isFinite(seconds)).length;
    if (never > 0) say(`${instance}: runs that never came within ${near} %`, never, "runs");
  }
}
