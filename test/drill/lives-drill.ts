import fc from "fast-check";
import { plusMinutes } from "#duty/grammar/time.ts";
import { countLived, type LivedCounts, noLives, togetherLived, unlived } from "../lived-acts.ts";
import { movedThrough } from "../missed-sign-offs.ts";
import { isTold, refusalsOfLives, unmet } from "../refusals-of-lives.ts";
import { brokenNow, brokenTruths, countPremises, noPremises, type Premises } from "../standing-truths.ts";
import type { TwinStep } from "../twin-bodies.ts";
import { commandOf, step, waitOf } from "../twin-steps.ts";
import { beforeDayShift, firstMoment, twinCommands, twinWorld } from "../twin-tower.ts";
import type { Drill } from "./drill-result.ts";

const stepsOfOne = 300;

/** Random lives of the tower in memory alone, far more than the database could follow: after every act the standing truths must hold. */
export const livesDrill: Drill = async ({ short, seed, steps = short ? 3000 : 300_000 }) => {
  const lives: LivedCounts[] = [];
  const counts = { series: 0, steps: 0, acts: 0, done: 0 };
  const together = noPremises();
  const series = fc.array(step, { minLength: stepsOfOne, maxLength: stepsOfOne });
  const property = fc.property(series, (taken) => {
    const lived = noLives();
    const premises = noPremises();
    liveThrough(taken, lived, premises);
    lives.push(lived);
    counts.series += 1;
    counts.steps += taken.length;
    for (const { tried, done } of lived.acts.values()) {
      counts.acts += tried;
      counts.done += done;
    }
    countPremises(together, premises);
  });
  const found = fc.check(property, { seed, numRuns: Math.ceil(steps / stepsOfOne), endOnFailure: true });
  const lived = togetherLived(lives);
  const unproven = short
    ? unlived(lived).untried.map((act) => `${act} was never tried`)
    : tooSeldom({ counts, premises: together, lived });
  const failures = found.failed
    ? [`seed ${seed}, path ${found.counterexamplePath}: ${String(found.errorInstance)}`]
    : unproven.map((each) => `seed ${seed}: ${each}`);
  const ofActs = [...lived.acts].map(([act, each]) => [`${act} done of ${each.tried} tried`, each.done] as const);
  const ofRefusals = [...lived.refused].toSorted().map(([code, times]) => [`refused ${code}`, times] as const);
  return {
    name: "lives",
    passed: failures.length === 0,
    counts: { ...counts, ...together, ...Object.fromEntries([...ofActs, ...ofRefusals]) },
    failures,
  };
};

/**
 * What a run must come to before it proves something: it must mostly act, and all that could go wrong must have come up. So often in so many
 * steps, and in fewer in proportion.
 */
const floors = { doneOfSteps: 0.4, timesOfAct: 200, timesOfPremise: 500, ofSteps: 200_000 };

/** What came up too seldom for the lives to prove anything, in words. */
function tooSeldom({ counts, premises, lived }: LongRun): string[] {
  const { steps, done } = counts;
  const share = Math.min(1, steps / floors.ofSteps);
  const rare = Object.entries(premises).filter(([, times]) => times < floors.timesOfPremise * share);
  const undone = [...lived.acts].filter(([, each]) => each.done < floors.timesOfAct * share);
  return [
    ...(done < steps * floors.doneOfSteps ? [`of ${steps} steps only ${done} were done`] : []),
    ...rare.map(([premise, times]) => `"${premise}" came up ${times} times`),
    ...undone.map(([act, each]) => `${act} was done ${each.done} times`),
    ...refusalsOfLives()
      .filter((code) => !lived.refused.has(code) && !unmet[code])
      .map((code) => `nobody was refused ${code}`),
    ...Object.keys(unmet)
      .filter((code) => lived.refused.has(code))
      .map((code) => `${code} is said never to be met, and was`),
  ];
}

interface LongRun {
  readonly counts: { readonly steps: number; readonly done: number };
  readonly premises: Premises;
  readonly lived: LivedCounts;
}

/** @throws Error where a standing truth is broken, with the act after which it was */
function liveThrough(steps: readonly TwinStep[], lived: LivedCounts, premises: Premises): void {
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
    const command = commandOf(world, each, idOf(number), lived);
    if (!command) continue;
    const outcome = world.execute(command);
    const { refusal } = outcome;
    countLived(lived, command.act, outcome);
    if (refusal && !isTold(command.act, refusal.code))
      holds(`${command.act} as step ${number}`, [`${refusal.code} does not stand among its refusals`]);
    holds(`${command.act} as step ${number}`, brokenTruths(world, outcome, premises));
  }
}

function holds(after: string, broken: readonly string[]): void {
  if (broken.length > 0) throw new Error(`after ${after}: ${broken.join("; ")}`);
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
