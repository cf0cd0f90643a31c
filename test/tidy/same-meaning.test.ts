import { expect, test } from "vitest";
import { type BothTexts, differences, textsOfBoth } from "./same-meaning.ts";
import { plant, repository } from "./tree.ts";

const nouns = textsOfBoth(repository());
const told = nouns.flat();

test("what is refused and what is owed is said with the same words of the trade in both languages", () => {
  expect(told.length).toBeGreaterThan(200);
  const apart = told.flatMap((each) =>
    differences(each).map((word) => `${each.name} lacks ${word}: ${each.english} | ${each.chinese}`),
  );
  expect(apart).toEqual([]);
});

/** Of this share of all exchanges of two Chinese texts of a noun the words above tell; the rest speak of the same. */
const least = 0.94;

test("two texts that were exchanged within a file do not say the same any more", () => {
  const isSeen = (one: BothTexts, other: BothTexts) =>
    [
      { english: one.english, chinese: other.chinese },
      { english: other.english, chinese: one.chinese },
    ].some((each) => differences(each).length > 0);
  const exchanges = nouns.flatMap((texts) =>
    texts.flatMap((one, index) => texts.slice(index + 1).map((other) => [one, other] as const)),
  );
  const unlike = exchanges.filter(([one, other]) => one.chinese !== other.chinese);
  const seen = unlike.filter(([one, other]) => isSeen(one, other)).length / unlike.length;
  expect(seen).toBeGreaterThan(least);
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
