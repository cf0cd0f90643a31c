import fc from "fast-check";
import { expect } from "vitest";
import { openPool } from "#server/postgres/pool.ts";
import { freshDatabase } from "./database.ts";
import { type LivedCounts, livedLines } from "./lived-acts.ts";
import { step } from "./twin-steps.ts";
import { Twins } from "./twins.ts";

/**
 * The beginning of one life of the tower, in memory and in the database, which ends alike in both. From the same seed every time: a failure is a fault,
 * never bad luck.
 */
export async function liveAsTwins(steps: number): Promise<LivedCounts> {
  const longest = { minLength: 500, maxLength: 500 };
  const [life = []] = fc.sample(fc.array(step, longest), { seed: 20_261_121, numRuns: 1 });
  const database = await freshDatabase();
  const pools = {
    app: openPool(database.connectionOptions(), "zb_app", { max: 2 }),
    clock: openPool(database.connectionOptions(), "zb_clock", { max: 2 }),
    owner: database.connect(),
  };
  try {
    const twins = new Twins("twin", pools);
    await twins.establish();
    for (const [number, each] of life.slice(0, steps).entries()) await twins.take(each, number);
    const { world, database: stored } = await twins.compare();
    expect(stored).toEqual(world);
    process.stdout.write(`${livedLines(twins.lived).join("\n")}\n`);
    return twins.lived;
  } finally {
    await Promise.all([pools.app.end(), pools.clock.end()]);
    await database.drop();
  }
}
