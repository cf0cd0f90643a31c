import { liveMonth, strayedIn } from "../lived-months.ts";
import type { Drill } from "./drill-result.ts";

const knownSeeds = Array.from({ length: 12 }, (_, index) => index + 1);

/** Months of the demonstration that `npm test` has no time for: the seeds that are known, and as many new ones from the drill's own seed on. */
export const monthsDrill: Drill = async ({ short, seed }) => {
  const seeds = short ? knownSeeds.slice(-3) : [...knownSeeds, ...knownSeeds.map((each) => seed + each)];
  const counts = { months: 0, commands: 0, refused: 0 };
  const failures: string[] = [];
  for (const each of seeds) {
    const lived = await liveMonth(each);
    counts.months += 1;
    counts.commands += lived.tally.commands;
    counts.refused += lived.refused.length;
    failures.push(...strayedIn(lived).map((what) => `seed ${each}: ${what}`));
  }
  return { name: "months", passed: failures.length === 0, counts, failures };
};
