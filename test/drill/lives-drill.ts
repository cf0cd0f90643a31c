import fc from "fast-check";
import { plusMinutes } from "#duty/grammar/time.ts";
import { countLived, type LivedCounts, noLives, togetherLived, unlived } from "../lived-acts.ts";
import { movedThrough } from "../missed-sign-offs.ts";
import { brokenNow, brokenTruths, countPremises, noPremises, type Premises } from "../standing-truths.ts";
import type { TwinStep } from "../twin-bodies.ts";
import { commandOf, step, waitOf } from "../twin-steps.ts";
import { beforeDayShift, firstMoment, twinCommands, twinWorld } from "../twin-tower.ts";
import type { Drill } from "./drill-result.ts";

const stepsOfOne = 300;

/** Random lives of the tower in memory alone, far more than the database could follow: after every act the standing truths must hold. */
export const livesDrill: Drill = async ({ short, seed }) => {
  const lives: LivedCounts[] = [];
  const refused = new Map<string, number>();
  const counts = { series: 0, steps: 0, acts: 0, done: 0, ...noPremises() };
  const series = fc.array(step, { minLength: stepsOfOne, maxLength: stepsOfOne });
  const property = fc.property(series, (steps) => {
    const lived = noLives();
    const premises = noPremises();
    liveThrough(steps, { lived, premises, refused });
    lives.push(lived);
    counts.series += 1;
    counts.steps += steps.length;
    for (const { tried, done } of lived.values()) {
      counts.acts += tried;
      counts.done += done;
    }
    countPremises(counts, premises);
  });
  const found = fc.check(property, { seed, numRuns: short ? 10 : 700, endOnFailure: true });
  const lived = togetherLived(lives);
  const failures = found.failed
    ? [`seed ${seed}, path ${found.counterexamplePath}: ${String(found.errorInstance)}`]
    : unlived(lived).untried.map((act) => `seed ${seed}: ${act} was never tried`);
  const ofActs = [...lived].map(([act, each]) => [`${act} done of ${each.tried} tried`, each.done] as const);
  const ofRefusals = [...refused].toSorted().map(([code, times]) => [`refused ${code}`, times] as const);
  return {
    name: "lives",
    passed: failures.length === 0,
    counts: { ...counts, ...Object.fromEntries([...ofActs, ...ofRefusals]) },
    failures,
  };
};

interface Counted {
  readonly lived: LivedCounts;
  readonly premises: Premises;
  readonly refused: Map<string, number>;
}

/** @throws Error where a standing truth is broken, with the act after which it was */
function liveThrough(steps: readonly TwinStep[], { lived, premises, refused }: Counted): void {
  const world = twinWorld("lives", firstMoment);
  for (const command of twinCommands()) world.execute(command);
  world.moveTo(beforeDayShift);
  for (const [number, each] of steps.entries()) {
    const wait = waitOf(each, world.now);
    if (wait !== undefined) {
      const forbidden = movedThrough(world, plusMinutes(world.now, wait));
      holds(`${wait} minutes as step ${number}`, [...forbidden, ...brokenNow(world, premises)]);
      continue;
    }
    const command = commandOf(world, each, idOf(number));
    if (!command) continue;
    const outcome = world.execute(command);
    const { refusal } = outcome;
    countLived(lived, command.act, refusal === undefined && outcome.touched.length > 0);
    if (refusal) refused.set(refusal.code, (refused.get(refusal.code) ?? 0) + 1);
    holds(`${command.act} as step ${number}`, brokenTruths(world, outcome, premises));
  }
}

function holds(after: string, broken: readonly string[]): void {
  if (broken.length > 0) throw new Error(`after ${after}: ${broken.join("; ")}`);
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
