import fc from "fast-check";
import { type LivesSeen, livesAtDesks } from "../desk-lives.ts";
import { tellDeskStory } from "../desk-story.ts";
import { withCluster } from "./drill-cluster.ts";
import type { Drill } from "./drill-result.ts";

/** Random lives of shared desks over HTTP: who acts is who proved themselves last, by whichever door, and nobody else. */
export const desksDrill: Drill = ({ short, seed }) =>
  withCluster(async (_owner, place) => {
    const story = await tellDeskStory({ connectionOptions: () => place });
    const seen: LivesSeen = { let: 0, refusedBesideOther: 0 };
    const property = await livesAtDesks(story, seen);
    const found = await fc.check(property, { seed, numRuns: short ? 10 : 400, endOnFailure: true });
    await story.close();
    const failures = found.failed
      ? [`seed ${seed}, path ${found.counterexamplePath}: ${String(found.errorInstance)}`]
      : Object.entries(seen).flatMap(([what, count]) => (count === 0 ? [`seed ${seed}: ${what} never happened`] : []));
    const counts = {
      lives: found.numRuns,
      "acts and looks let through": seen.let,
      "refused while somebody else was there": seen.refusedBesideOther,
    };
    return { name: "desks", passed: failures.length === 0, counts, failures };
  });
