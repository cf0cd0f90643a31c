import fc from "fast-check";
import { openPool } from "#server/postgres/pool.ts";
import { type LivedCounts, togetherLived, unlived } from "../lived-acts.ts";
import { countPremises, noPremises } from "../standing-truths.ts";
import { step } from "../twin-steps.ts";
import { Twins } from "../twins.ts";
import { withCluster } from "./drill-cluster.ts";
import type { Drill } from "./drill-result.ts";
import { firstDifference } from "./first-difference.ts";

const stepsOfOne = 300;

/** Random series of commands and of waiting, taken in memory and in the database: answers, states, hashes, ledger and calls must agree, and the standing truths hold. */
export const twinsDrill: Drill = ({ short, seed, steps = short ? 3000 : 24_000 }) =>
  withCluster(async (owner, place) => {
    const pools = { app: openPool(place, "zb_app", { max: 2 }), clock: openPool(place, "zb_clock", { max: 2 }), owner };
    const lives: LivedCounts[] = [];
    const counts = { series: 0, steps: 0, done: 0, refused: 0, streams: 0, "round trips at most": 0, ...noPremises() };
    const series = fc.array(step, { minLength: stepsOfOne, maxLength: stepsOfOne });
    const property = fc.asyncProperty(series, async (taken) => {
      counts.series += 1;
      const twins = new Twins(`twin-${counts.series}`, pools);
      lives.push(twins.lived);
      await twins.establish();
      for (const [number, each] of taken.entries()) await twins.take(each, number);
      const difference = firstDifference(await twins.compare());
      if (difference !== undefined) throw new Error(difference);
      // The next series' clock stands elsewhere in time and must not wake or plan what this one left.
      await owner`delete from wake where org = ${twins.org}`;
      await owner`delete from plan where org = ${twins.org}`;
      counts.steps += taken.length;
      counts.done += twins.done;
      counts.refused += [...twins.lived.refused.values()].reduce((sum, each) => sum + each, 0);
      counts["round trips at most"] = Math.max(counts["round trips at most"], twins.roundTrips);
      counts.streams += twins.world.streams.size;
      countPremises(counts, twins.premises);
    });
    const found = await fc.check(property, { seed, numRuns: Math.ceil(steps / stepsOfOne), endOnFailure: true });
    await Promise.all([pools.app.end(), pools.clock.end()]);
    const lived = togetherLived(lives);
    const failures = found.failed
      ? [`seed ${seed}, path ${found.counterexamplePath}: ${String(found.errorInstance)}`]
      : unlived(lived).untried.map((act) => `seed ${seed}: ${act} was never tried`);
    const ofActs = Object.fromEntries(
      [...lived.acts].map(([act, each]) => [`${act} done of ${each.tried} tried`, each.done]),
    );
    return { name: "twins", passed: failures.length === 0, counts: { ...counts, ...ofActs }, failures };
  });
