import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { sceneLife } from "../change-times.ts";
import { countLived, type LivedCounts, noLives, togetherLived } from "../lived-acts.ts";
import { movedThrough } from "../missed-sign-offs.ts";
import { isTold } from "../refusals-of-lives.ts";
import { livedCommand, momentOf } from "../scene-steps.ts";
import { brokenNow, brokenTruths, countPremises, noPremises, type Premises } from "../standing-truths.ts";
import type { TwinStep } from "../twin-bodies.ts";
import { step } from "../twin-steps.ts";
import { beforeDayShift, firstMoment, twinCommands, twinWorld } from "../twin-tower.ts";
import { noWayIn } from "../way-out.ts";

/* Some of the random lives, from a seed of their own: a thread of the drill leads them, so that several go on at once. */

/** Which lives are led. */
export interface LivesWanted {
  readonly seed: number;
  readonly steps: number;
}

/** What they came to. */
export interface LivesLed {
  readonly seed: number;
  readonly series: number;
  readonly steps: number;
  readonly lived: LivedCounts;
  readonly premises: Premises;
  /** Where a standing truth was broken, in words with the seed and the path that lead there again. */
  readonly broken?: string;
}

const stepsOfOne = 300;

/** A whole life in which anything happens at any time, or some short ones of scenes at changes of shifts: about as many steps. */
const series: fc.Arbitrary<TwinStep[][]> = fc.oneof(
  fc.array(step, { minLength: stepsOfOne, maxLength: stepsOfOne }).map((life) => [life]),
  fc.array(sceneLife, { minLength: 4, maxLength: 8 }),
);

function ledFrom({ seed, steps }: LivesWanted): LivesLed {
  const lives: LivedCounts[] = [];
  const together = noPremises();
  const counts = { series: 0, steps: 0 };
  const property = fc.property(series, (all) => {
    for (const taken of all) {
      const lived = noLives();
      const premises = noPremises();
      counts.series += 1;
      lives.push(lived);
      liveThrough(counted(taken, counts), lived, premises);
      countPremises(together, premises);
    }
  });
  const found = fc.check(property, { seed, numRuns: Math.ceil(steps / stepsOfOne), endOnFailure: true });
  const led = { seed, ...counts, lived: togetherLived(lives), premises: together };
  if (!found.failed) return led;
  return { ...led, broken: `seed ${seed}, path ${found.counterexamplePath}: ${String(found.errorInstance)}` };
}

/** The same steps, each counted when it is taken. */
function* counted(taken: readonly TwinStep[], counts: { steps: number }): Generator<[number, TwinStep]> {
  for (const each of taken.entries()) {
    counts.steps += 1;
    yield each;
  }
}

/** @throws Error where a standing truth is broken, with the act after which it was */
function liveThrough(steps: Iterable<[number, TwinStep]>, lived: LivedCounts, premises: Premises): void {
  const world = twinWorld("lives", firstMoment);
  for (const command of twinCommands()) world.execute(command);
  world.moveTo(beforeDayShift);
  for (const [number, each] of steps) {
    const then = momentOf(world, each);
    if (then !== undefined) {
      const forbidden = movedThrough(world, then);
      const shut = each.what === "aftermath" ? noWayIn(world) : [];
      holds(`${each.what} as step ${number}`, [...forbidden, ...brokenNow(world, premises), ...shut]);
      continue;
    }
    const command = livedCommand(world, each, idOf(number), lived);
    if (!command) continue;
    const outcome = world.execute(command);
    const { refusal } = outcome;
    countLived(lived, command.act, outcome);
    if (refusal && !isTold(command.act, refusal.code))
      holds(`${command.act} as step ${number}`, [`${refusal.code} does not stand among its refusals`]);
    holds(`${command.act} as step ${number}`, brokenTruths(world, { command, outcome }, premises));
  }
}

function holds(after: string, broken: readonly string[]): void {
  if (broken.length > 0) throw new Error(`after ${after}: ${broken.join("; ")}`);
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

parentPort?.postMessage(ledFrom(workerData as LivesWanted));
