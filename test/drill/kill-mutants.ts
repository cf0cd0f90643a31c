import type { DrillOptions, DrillResult } from "./drill-result.ts";
import { killUnderLoad } from "./kill.ts";

/** Each breaks one promise; what must go wrong then, and the kills that bring it out. */
const mutants = [
  { name: "synchronous-commit-off", shows: "lost", kills: { app: 0, postgres: 4 } },
  { name: "no-command-key", shows: "doubled", kills: { app: 2, postgres: 1 } },
  { name: "acknowledge-early", shows: "lost", kills: { app: 4, postgres: 1 } },
] as const;

const TRIES = 4;

/**
 * The power of the kill drill: products put together so that they break one promise, each of which must turn it red, and by the count
 * that the promise is about. Chance may spare a mutant once; it is tried again with another seed.
 */
export async function mutantsDrill({ short, seed }: DrillOptions): Promise<DrillResult> {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  for (const { name, shows, kills } of mutants) {
    let found = 0;
    for (let run = 0; run < TRIES && found === 0; run += 1) {
      const result = await killUnderLoad({
        seed: seed + run,
        callers: 8,
        kills,
        between: short ? 60 : 120,
        mutant: name,
      });
      found = result.passed ? 0 : (result.counts[shows] ?? 0);
    }
    counts[`${name}: ${shows}`] = found;
    if (found === 0) failures.push(`${name} was not noticed in ${TRIES} runs from seed ${seed}`);
  }
  return { name: "mutants", passed: failures.length === 0, counts, failures };
}
