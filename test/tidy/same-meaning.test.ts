import { expect, test } from "vitest";
import { type BothTexts, differences, textsOfBoth } from "./same-meaning.ts";
import { plant, repository } from "./tree.ts";

const nouns = textsOfBoth(repository());
const told = nouns.flat();

test("whatever is said is said with the same words of the trade in both languages", () => {
  expect(told.length).toBeGreaterThan(1_200);
  const apart = told.flatMap((each) =>
    differences(each).map((word) => `${each.name} lacks ${word}: ${each.english} | ${each.chinese}`),
  );
  expect(apart).toEqual([]);
});

/** Of which share of all exchanges of two Chinese texts of a noun the words tell; the rest speak of the same. */
function seenOf(kept: (name: string) => boolean): number {
  const isSeen = (one: BothTexts, other: BothTexts) =>
    [
      { english: one.english, chinese: other.chinese },
      { english: other.english, chinese: one.chinese },
    ].some((each) => differences(each).length > 0);
  const exchanges = nouns.flatMap((all) => {
    const texts = all.filter(({ name }) => kept(name));
    return texts.flatMap((one, index) => texts.slice(index + 1).map((other) => [one, other] as const));
  });
  const unlike = exchanges.filter(([one, other]) => one.chinese !== other.chinese);
  return unlike.filter(([one, other]) => isSeen(one, other)).length / unlike.length;
}

test("two texts that were exchanged within a file do not say the same any more", () => {
  expect(
    seenOf((name) => /:owed\.|:refusal\..*\.what$/.test(name)),
    "what is refused and owed",
  ).toBeGreaterThan(0.94);
  expect(
    seenOf(() => true),
    "whatever is said",
  ).toBeGreaterThan(0.9);
});

test.each([
  ["another word of the trade", "Nobody covers for themselves.", "自己不能给自己上岗。"],
  ["nothing filled in", "{{item}} not counted", "还没有清点"],
  ["something else filled in", "{{item}} not counted", "{{book}}还没有清点"],
])("a text with %s is caught", (_, english, chinese) => {
  const refusal = (what: string) => JSON.stringify({ refusal: { "own-cover": { what } } });
  const planted = {
    "web/languages/roster.en.json": refusal(english),
    "web/languages/roster.zh-CN.json": refusal(chinese),
  };
  const [[text] = []] = textsOfBoth(plant(planted));
  expect(text?.name).toBe("roster:refusal.own-cover.what");
  expect(differences(text as BothTexts)).toHaveLength(1);
});
