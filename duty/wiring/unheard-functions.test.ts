import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datePlus } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import { withPost } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { liveMonth } from "#test/lived-months.ts";
import { firstDay, towerWorld } from "#test/tower-world.ts";
import { functionsCalled, unheardFunctions } from "./unheard-functions.ts";

const { world } = towerWorld();
const tower = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
const called = functionsCalled(tower, composer, firstDay);
const posts = Object.keys(tower.posts);

describe("which functions the ladders of a post call", () => {
  test("whatever anybody owes in a month calls nobody else, under the rules that it names", async () => {
    const { world: lived } = await liveMonth(7);
    const site = lived.state<Site>({ site: towerSite, noun: "site", id: "setup" });
    const known = functionsCalled(site, composer, firstDay);
    const seen = new Set<string>();
    for (const { obligations } of lived.streams.values())
      for (const { post, ladder, rules } of obligations)
        for (const { call } of ladder) {
          seen.add(call);
          const its = known.find((each) => each.post === post && each.function === call);
          expect(
            (its?.rules ?? []).filter((each) => rules.includes(each)),
            `${call} at ${post}`,
          ).not.toEqual([]);
        }
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
