import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datePlus } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import { withPost } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import type { Composer } from "#duty/wiring/composition.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { liveMonth } from "#test/lived-months.ts";
import { firstDay, towerWorld } from "#test/tower-world.ts";
import { functionsCalled, unheardFunctions } from "./unheard-functions.ts";

const { world } = towerWorld();
const tower = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
const called = functionsCalled(tower, composer, firstDay);
const posts = Object.keys(tower.posts);

describe("which functions the ladders of a post call", () => {
  test("whatever anybody owes in a month calls nobody else, under the rules that it names", {
    timeout: 300_000,
  }, async () => {
    const { world: lived } = await liveMonth(7);
    const site = lived.state<Site>({ site: towerSite, noun: "site", id: "setup" });
    const known = functionsCalled(site, composer, firstDay);
    const rungs = [...lived.streams.values()].flatMap(({ obligations }) =>
      obligations.flatMap(({ post, ladder, rules }) => ladder.map(({ call }) => JSON.stringify([post, call, rules]))),
    );
    // The same is owed on every day of the month: each sort is asked once.
    const sorts = [...new Set(rungs)].map((each) => JSON.parse(each) as [string, string, readonly string[]]);
    const unnamed = sorts.filter(([post, call, rules]) => {
      const its = known.find((each) => each.post === post && each.function === call);
      return !its?.rules.some((each) => rules.includes(each));
    });
    expect(unnamed).toEqual([]);
    const seen = new Set(sorts.map(([, call]) => call));
    expect([...seen].toSorted()).toEqual([...new Set(called.map((each) => each.function))].toSorted());
  });

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
