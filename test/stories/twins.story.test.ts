import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPool } from "#server/postgres/pool.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { type LivedCounts, livedLines, togetherLived, unlived } from "../lived-acts.ts";
import { refusalsOfLives, unmet } from "../refusals-of-lives.ts";
import { countPremises, noPremises } from "../standing-truths.ts";
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

const lives: LivedCounts[] = [];
const premises = noPremises();

/** The drill does it many times over. From the same seed every time: a failure is a fault, never bad luck. */
test("whatever happens at the tower, the database ends as the world in memory does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 500, maxLength: 500 }), async (steps) => {
      const twins = new Twins(`twin-${lives.length}`, pools);
      lives.push(twins.lived);
      await twins.establish();
      for (const [number, each] of steps.entries()) await twins.take(each, number);
      const { world, database: stored } = await twins.compare();
      expect(stored).toEqual(world);
      countPremises(premises, twins.premises);
    }),
    { seed: 20_261_121, numRuns: 5, endOnFailure: true },
  );
}, 600_000);

test("in these lives each standing truth had something to say", () => {
  const silent = Object.entries(premises).filter(([, times]) => times === 0);
  expect(silent).toEqual([]);
});

/** What needs three people in the right place at once may be missed by the lives of one seed; the drill leads many more. */
const mostUndone = 3;

test("in these lives every act was tried, and done but for very few", () => {
  const lived = togetherLived(lives);
  process.stdout.write(`${livedLines(lived).join("\n")}\n`);
  for (const [premise, times] of Object.entries(premises)) process.stdout.write(`${premise}: ${times} times\n`);
  expect(premises["a shift ran with nobody there"]).toBeGreaterThan(100);
  expect(lived.acts.size).toBeGreaterThan(30);
  const { untried, undone } = unlived(lived);
  expect(untried).toEqual([]);
  expect(undone.length, undone.join()).toBeLessThanOrEqual(mostUndone);
});

test("of what is said never to be met, each could be by some act, and nobody has", () => {
  const { refused } = togetherLived(lives);
  expect(refused.size).toBeGreaterThan(60);
  expect(Object.keys(unmet).filter((code) => refused.has(code))).toEqual([]);
  expect(Object.keys(unmet).filter((code) => !refusalsOfLives().includes(code))).toEqual([]);
});
