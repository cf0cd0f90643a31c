import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "../fresh-seed.ts";
import { askBoth, comesOutAsItStood, rememberAlike, setUpBoth } from "../shared-tower.ts";
import { step } from "../twin-steps.ts";

/* Six hundred steps: `shared-tower.long.test.ts`. */

setUpBoth();
const steps = fc.sample(step, { seed: freshSeed(), numRuns: 200 });

test("whatever many people ask two products at once, each is answered once, and alike where it asked twice", {
  timeout: 300_000,
}, async () => {
  expect(await askBoth(steps)).toBeGreaterThan(10);
});

test("afterwards each house remembers what stands", rememberAlike);
test("afterwards the journal is whole, and ledger, wakes and lists come out of it as they stood", comesOutAsItStood);
