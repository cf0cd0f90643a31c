import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPool } from "#server/postgres/pool.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { livedLines } from "../lived-acts.ts";
import { refusalsOfLives, unmet } from "../refusals-of-lives.ts";
import { step } from "../twin-steps.ts";
import { Twins } from "../twins.ts";

let database: FreshDatabase;
let pools: { app: Sql; clock: Sql; owner: Sql };

beforeAll(async () => {
  database = await freshDatabase();
  pools = {
    app: openPool(database.connectionOptions(), "zb_app", { max: 2 }),
    clock: openPool(database.connectionOptions(), "zb_clock", { max: 2 }),
    owner: database.connect(),
  };
});

afterAll(async () => {
  await Promise.all([pools.app.end(), pools.clock.end()]);
  await database.drop();
});

/**
 * One life: the drills `twins` and `lives` lead many more, and say whether every act and every truth came up in them. From the same seed every
 * time: a failure is a fault, never bad luck.
 */
test("whatever happens at the tower, the database ends as the world in memory does", async () => {
  const [steps = []] = fc.sample(fc.array(step, { minLength: 500, maxLength: 500 }), { seed: 20_261_121, numRuns: 1 });
  const twins = new Twins("twin", pools);
  await twins.establish();
  for (const [number, each] of steps.entries()) await twins.take(each, number);
  const { world, database: stored } = await twins.compare();
  expect(stored).toEqual(world);
  const { acts, refused } = twins.lived;
  process.stdout.write(`${livedLines(twins.lived).join("\n")}\n`);
  expect(acts.size).toBeGreaterThan(30);
  expect(Object.keys(unmet).filter((code) => refused.has(code))).toEqual([]);
}, 600_000);

test("what is said never to be met is a refusal that lives could meet", () => {
  expect(Object.keys(unmet).filter((code) => !refusalsOfLives().includes(code))).toEqual([]);
});
