import { expect, test } from "vitest";
import { actRefusals } from "#duty/act-refusals.ts";
import { acts } from "#duty/nouns.ts";
import { ACT_REFUSALS, ofSentActs, refusalsOfActs, writtenRefusals } from "./refusals-of-acts.ts";
import { plant, repository } from "./tree.ts";

test("the refusals of every act stand as the code has them; write-act-refusals.ts brings them up to date", () => {
  const found = refusalsOfActs(repository());
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(acts).toSorted());
  expect(actRefusals).toEqual(ofSentActs(found));
  expect(repository().get(ACT_REFUSALS)).toBe(writtenRefusals(actRefusals));
  expect(Object.keys(actRefusals).length).toBeGreaterThan(40);
});

test("a refusal is found in what an act calls, in its facts and in a file beyond", () => {
  const tree = plant({
    "duty/wiring/round-wiring.ts": `import { startRound } from "#duty/round/start-round.ts";
import { act } from "./wiring.ts";
export const roundActs = {
  "round.start": act({ facts: () => ({ wrong: wrongIn() }), decide: startRound }),
  "round.end": act({ decide: endRound }),
} satisfies object;
function wrongIn() { return [{ code: "round.no-such-place" }]; }
`,
    "duty/round/start-round.ts": `import { tooEarly } from "./window.ts";
export const startRound = () => tooEarly() ?? refuse("round.started-already", []);
`,
    "duty/round/window.ts": `export function tooEarly() { return refuse("round.too-early", []); }
export function unused() { return refuse("round.never", []); }
`,
  });
  expect(refusalsOfActs(tree)).toEqual({
    "round.end": [],
    "round.start": ["round.no-such-place", "round.started-already", "round.too-early"],
  });
});
