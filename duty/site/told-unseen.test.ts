import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Head } from "#duty/grammar/entry.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { packs, towerWorld } from "#test/tower-world.ts";
import { currentPost, type Site } from "./site.ts";

/*
 * Two administrators tell the same part of a set-up: neither overwrites what the other has changed meanwhile without having had it before them. What they
 * change elsewhere in the set-up does no harm.
 */

const chief = "何雅静";
const house = packs.find(({ id }) => id === "zhiban-house");
const words = Object.keys(house?.adopted.regulation.functions ?? {}).filter((each) => each !== administrator);
const functions = Object.fromEntries(words.map((each) => [each, each]));

class TwoScreens {
  readonly tower = towerWorld();

  site(): Site {
    return this.tower.world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  }

  head(): Head | undefined {
    return this.tower.world.streams.get(`${towerSite}:site/setup`)?.head;
  }

  /** What an administrator tells, by what was on their screen. */
  tells(part: Part, seen: Head | undefined, value: number): string {
    const { act, body } = parts[part](this, value);
    const { refusal, touched } = this.tower.does(chief, act, body, { seen });
    return refusal?.code ?? touched.flatMap(({ entries }) => entries.map(({ type }) => type))[0] ?? "nothing";
  }
}

function postNamed(there: TwoScreens, post: string, value: number) {
  const { since: _, ...now } = currentPost(there.site(), post) as NonNullable<ReturnType<typeof currentPost>> & {
    since: number;
  };
  return { act: "site.establish-post", body: { ...now, name: `岗${value}` } };
}

const parts = {
  lobby: (there: TwoScreens, value: number) => postNamed(there, "lobby", value),
  squad: (there: TwoScreens, value: number) => postNamed(there, "squad", value),
  days: (_: TwoScreens, value: number) => ({
    act: "site.set-calendar",
    body: { year: 2026, days: [{ date: `2026-12-${10 + (value % 20)}`, type: "holiday", name: "假日" }] },
  }),
  house: () => ({ act: "site.bind-house", body: { functions, parameters: {} } }),
} as const;
type Part = keyof typeof parts;

test("whatever two administrators tell in whatever order: one who has not had the last telling of that part before them is refused", () => {
  const met = { refused: 0, told: 0, "told beside what changed": 0 };
  const telling = fc.record({
    part: fc.constantFrom<Part>("lobby", "squad", "days", "house"),
    looksBack: fc.nat({ max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(telling, { minLength: 3, maxLength: 10 }), (all) => {
      const there = new TwoScreens();
      const heads = [there.head()];
      // A post was told when the building was set up; days and house were told by nobody where the demonstration tells nothing of them.
      const toldAt = new Map<Part, number>();
      for (const [index, { part, looksBack }] of all.entries()) {
        const seen = heads.at(-1 - Math.min(looksBack, heads.length - 1));
        const before = toldAt.get(part) ?? 0;
        const told = there.tells(part, seen, index);
        const isBehind = (seen?.version ?? 0) < before;
        expect(told === "site.changed-since", `${part} by ${seen?.version}, told at ${before}`).toBe(isBehind);
        met[isBehind ? "refused" : "told"] += 1;
        if (isBehind) continue;
        if (looksBack > 0 && heads.length > 1) met["told beside what changed"] += 1;
        heads.push(there.head());
        toldAt.set(part, there.head()?.version ?? 0);
      }
    }),
    { numRuns: 30, seed: freshSeed() },
  );
  expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(0);
});

describe("what was told before is not told anew", () => {
  test.each(Object.keys(parts) as Part[])(
    "by who says of %s that they saw nothing, or a set-up that never was",
    (part) => {
      const there = new TwoScreens();
      expect(there.tells(part, there.head(), 1)).toMatch(/^site\./);
      expect(there.tells(part, undefined, 2)).toBe("site.not-seen");
      const head = there.head() as Head;
      expect(there.tells(part, { ...head, hash: "another" }, 2)).toBe("site.changed-since");
      expect(there.tells(part, { ...head, version: head.version + 1 }, 2)).toBe("site.changed-since");
      expect(there.tells(part, head, 2)).not.toMatch(/since|seen/);
    },
  );

  test("a post that is new is told by who has seen nothing", () => {
    const there = new TwoScreens();
    const body = { ...postNamed(there, "lobby", 1).body, key: "new-gate" };
    expect(there.tower.does(chief, "site.establish-post", body, { seen: undefined }).refusal).toBeUndefined();
  });

  test("the console tells it, where nobody has a screen", () => {
    const there = new TwoScreens();
    const { act, body } = parts.lobby(there, 3);
    expect(there.tower.does("setup", act, body, { seen: undefined }).refusal).toBeUndefined();
  });
});
