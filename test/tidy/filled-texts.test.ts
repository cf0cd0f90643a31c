import { expect, test } from "vitest";
import { exchanged, FILLED_TEXTS, filledTexts, unreadTexts } from "./filled-texts.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every text that is filled with several things says what was read (after reading a change: node test/tidy/write-filled-texts.ts)", () => {
  expect(unreadTexts(here)).toEqual([]);
});

test("any two places of any text, exchanged, are caught", () => {
  const texts = [...filledTexts(here)];
  expect(texts.length).toBeGreaterThan(50);
  const unseen = texts.flatMap(([name, text]) => {
    const [, noun, key = "", language] = /^(\w+):(\S+) (\S+)$/.exec(name) ?? [];
    const path = `web/languages/${noun}.${language}.json`;
    const ways = exchanged(text);
    expect(ways, name).not.toHaveLength(0);
    return ways.filter((way) => {
      const other = new Map(here).set(path, JSON.stringify(changed(JSON.parse(here.get(path) ?? ""), key, way)));
      return !unreadTexts(other).includes(name);
    });
  });
  expect(unseen).toEqual([]);
});

test.each([
  ["exchanged places", "{{b}} late, {{a}} missed"],
  ["exchanged words", "{{a}} missed, {{b}} late"],
  ["a text that is gone", "none"],
])("%s are caught", (_, text) => {
  const read = JSON.stringify({ "log:told en": "{{a}} late, {{b}} missed" });
  const tree = plant({ "web/languages/log.en.json": JSON.stringify({ told: text }), [FILLED_TEXTS]: read });
  expect(unreadTexts(tree)).toEqual(["log:told en"]);
});

test("a text that nobody has read is caught, and one with one place needs no reading", () => {
  const tree = plant({
    "web/languages/log.zh-CN.json": JSON.stringify({ a: { b: "{{x}}，{{y}}" }, c: "{{x}}、{{x}}" }),
  });
  expect(unreadTexts(tree)).toEqual(["log:a.b zh-CN"]);
});

/** A tree of texts with one of them changed, by its path; keys may hold dots themselves. */
function changed(texts: Record<string, unknown>, path: string, text: string): Record<string, unknown> {
  if (path in texts) return { ...texts, [path]: text };
  const [head = ""] = Object.keys(texts).filter(
    (each) => path.startsWith(`${each}.`) && typeof texts[each] === "object",
  );
  return { ...texts, [head]: changed(texts[head] as Record<string, unknown>, path.slice(head.length + 1), text) };
}
