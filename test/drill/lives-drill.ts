import { availableParallelism } from "node:os";
import { type LivedCounts, togetherLived, unlived } from "../lived-acts.ts";
import { ofScenesAlone, refusalsOfLives, unmet } from "../refusals-of-lives.ts";
import { countPremises, noPremises, type Premises } from "../standing-truths.ts";
import type { Drill, DrillOptions, DrillResult } from "./drill-result.ts";
import { leadApart } from "./lead-apart.ts";
import { mendings } from "./mendings/mended-places.ts";

/** So many threads lead lives at once, each from a seed of its own, the first from the one that was given. */
const mostThreads = 4;

/** Random lives of the tower in memory alone, far more than the database could follow: after every act the standing truths must hold. */
export const livesDrill: Drill = async ({ short, seed, steps = short ? 3000 : 300_000 }) => {
  const parts = Math.min(mostThreads, availableParallelism());
  const wanted = Array.from({ length: parts }, (_, part) => ({ seed: seed + part, steps: Math.ceil(steps / parts) }));
  const led = await Promise.all(wanted.map((each) => leadApart(each)));
  const premises = noPremises();
  for (const each of led) countPremises(premises, each.premises);
  const lived = togetherLived(led.map((each) => each.lived));
  const ofAll = [...lived.acts.values()];
  const counts = {
    series: led.reduce((sum, each) => sum + each.series, 0),
    steps: led.reduce((sum, each) => sum + each.steps, 0),
    acts: ofAll.reduce((sum, each) => sum + each.tried, 0),
    done: ofAll.reduce((sum, each) => sum + each.done, 0),
  };
  const unproven = (short ? neverMet : tooSeldom)({ counts, premises, lived });
  const broken = led.flatMap((each) => each.broken ?? []);
  const failures = broken.length > 0 ? broken : unproven.map((each) => `seed ${seed}: ${each}`);
  const ofActs = [...lived.acts].map(([act, each]) => [`${act} done of ${each.tried} tried`, each.done] as const);
  const ofRefusals = [...lived.refused].toSorted().map(([code, times]) => [`refused ${code}`, times] as const);
  return {
    name: "lives",
    passed: failures.length === 0,
    counts: { ...counts, ...premises, ...Object.fromEntries([...ofActs, ...ofRefusals]) },
    failures,
  };
};

/** A short run: what needs three people in the right place at once may be missed by its few lives, and little else. */
const shortRun = { mostUndone: 3, refusals: 60, emptyShifts: 100 };

/** What a short run never came to, in words: each act is tried, all but very few are done, and each truth has something to say. */
function neverMet({ premises, lived }: LongRun): string[] {
  const { untried, undone } = unlived(lived);
  const empty = "a shift ran with nobody there";
  const silent = Object.entries(premises).filter(([, times]) => times === 0);
  return [
    ...untried.map((act) => `${act} was never tried`),
    ...(undone.length > shortRun.mostUndone ? [`never done: ${undone.join(", ")}`] : []),
    ...silent.map(([premise]) => `"${premise}" never came up`),
    ...(premises[empty] <= shortRun.emptyShifts ? [`"${empty}" came up ${premises[empty]} times`] : []),
    ...(lived.refused.size <= shortRun.refusals ? [`only ${lived.refused.size} refusals were met`] : []),
    ...saidUnmet(lived),
  ];
}

function saidUnmet({ refused }: LivedCounts): string[] {
  return Object.keys(unmet)
    .filter((code) => refused.has(code))
    .map((code) => `${code} is said never to be met, and was`);
}

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
      .filter((code) => !lived.refused.has(code) && !unmet[code] && !ofScenesAlone[code])
      .map((code) => `nobody was refused ${code}`),
    ...saidUnmet(lived),
  ];
}

interface LongRun {
  readonly counts: { readonly steps: number; readonly done: number };
  readonly premises: Premises;
  readonly lived: LivedCounts;
}

/** A mending that is not missed in so many steps is not held by the lives. */
const mostSteps = 60_000;

/** As many threads as take mendings out at once. */
const threads = 2;

/** Takes each mending out, and lets people live without it until a standing truth says what was found once. */
export async function mendingsDrill({ seed, steps = mostSteps }: DrillOptions): Promise<DrillResult> {
  const waiting = Object.entries(mendings);
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, { shows }] = next;
      const { broken, steps: lived } = await leadApart({ seed, steps }, name);
      counts[`${name}: steps until it was found`] = lived;
      if (broken === undefined) failures.push(`${name}: not found in ${lived} steps from seed ${seed}`);
      else if (!shows.test(broken)) failures.push(`${name}: something else was found: ${broken}`);
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return { name: "mendings", passed: failures.length === 0, counts, failures };
}
