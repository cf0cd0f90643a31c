import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datePlus } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import { withPost } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import type { Composer } from "#duty/wiring/composition.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { firstDay, towerWorld } from "#test/tower-world.ts";
import { functionsCalled, unheardFunctions } from "./unheard-functions.ts";

const { world } = towerWorld();
const tower = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
const called = functionsCalled(tower, composer, firstDay);
const posts = Object.keys(tower.posts);

/* Whatever is owed in a month calls nobody else: `server/simulation/thirty-days.test.ts`. */

describe("which functions the ladders of a post call", () => {
  test("are told in the words of the post, today's and those of editions still to come", () => {
    const [gate] = tower.posts["east-gate"]?.slice(-1) ?? [];
    if (!gate) throw new Error("there is no east gate");
    const binds = gate.binds.map((each) => ({ ...each, functions: { ...each.functions, "squad-leader": "porter" } }));
    const changed = functionsCalled(withPost(tower, { ...gate, binds }), composer, firstDay);
    expect(changed.filter((each) => each.function === "porter").map(({ post }) => post)).toEqual(["east-gate"]);
    expect(functionsCalled(tower, composer, datePlus(firstDay, -400))).toEqual(called);
  });
});

test("what a rule does not require climbs no ladder, and whatever else it has does", () => {
  const ladder = [{ afterMinutes: 0, call: "squad-leader" }];
  const rule = {
    required: { required: true, ladder, cites: ["GPH-04"] },
    unsaid: { ladder, cites: ["GPH-07"] },
    waived: { required: false, ladder: [{ afterMinutes: 0, call: "porter" }], cites: ["GPH-08"] },
  };
  const one = { directions: { handover: {} }, compose: () => ({ rule }) } as unknown as Composer;
  const found = functionsCalled(tower, one, firstDay);
  expect(found.map(({ post }) => post)).toEqual(posts);
  expect(new Set(found.map((each) => `${each.function} ${each.rules}`))).toEqual(
    new Set(["squad-leader GPH-04,GPH-07"]),
  );
});

describe("which of them nobody holds", () => {
  const holding = fc.record({
    function: fc.constantFrom(...new Set(called.map((each) => each.function)), "porter"),
    post: fc.option(fc.constantFrom(...posts), { nil: undefined }),
  });

  test("is each that is held neither for the site nor for its post, and no other", () => {
    fc.assert(
      fc.property(fc.array(holding, { maxLength: 8 }), (held) => {
        const unheard = unheardFunctions(called, held);
        for (const each of called) {
          const isHeld = held.some(
            (one) => one.function === each.function && (one.post === undefined || one.post === each.post),
          );
          expect(unheard.includes(each)).toBe(!isHeld);
        }
        expect(unheard.every((each) => called.includes(each))).toBe(true);
      }),
    );
  });
});
