import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "../fresh-seed.ts";
import { askBoth, comesOutAsItStood, rememberAlike, setUpBoth } from "../shared-tower.ts";
import { step } from "../twin-steps.ts";

/* Two hundred steps with every change: `shared-tower.story.test.ts`. */

setUpBoth();
const steps = fc.sample(step, { seed: freshSeed(), numRuns: 600 });

test("however much many people ask two products at once, each is answered once, and alike where it asked twice", {
  timeout: 300_000,
}, async () => {
  expect(await askBoth(steps)).toBeGreaterThan(50);
});

test("afterwards each house remembers what stands", rememberAlike);
test("afterwards the journal is whole, and ledger, wakes and lists come out of it as they stood", comesOutAsItStood);
