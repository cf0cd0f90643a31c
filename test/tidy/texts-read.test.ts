import { expect, test } from "vitest";
import { exchanged, isFilled, TEXTS_READ, textsToRead, unreadTexts, writtenTexts } from "./texts-read.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every text says what was read (after reading a change: node test/tidy/write-texts-read.ts)", () => {
  expect(unreadTexts(here)).toEqual([]);
});

test("any two places of any text, exchanged, are caught", () => {
  const texts = [...textsToRead(here)].filter(([, text]) => isFilled(text));
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
  const tree = plant({ "web/languages/log.en.json": JSON.stringify({ told: text }), [TEXTS_READ]: read });
  expect(unreadTexts(tree)).toEqual(["log:told en"]);
});

test("a text that nobody has read is caught, however little it is filled with", () => {
  const texts = { a: { b: "{{x}}，{{y}}" }, c: "{{x}}、{{x}}", d: "原文不会消失。" };
  const tree = plant({ "web/languages/log.zh-CN.json": JSON.stringify(texts) });
  expect(unreadTexts(tree)).toEqual(["log:a.b zh-CN", "log:c zh-CN", "log:d zh-CN"]);
});

test("a text that says the opposite of what was read is caught, and so are two texts that changed places", () => {
  const path = "web/languages/log.zh-CN.json";
  const planted = (texts: object, read = "{}") => plant({ [path]: JSON.stringify(texts), [TEXTS_READ]: read });
  const read = writtenTexts(textsToRead(planted({ a: "原文不会消失。", b: "改正" })));
  expect(unreadTexts(planted({ a: "原文不会消失。", b: "改正" }, read))).toEqual([]);
  expect(unreadTexts(planted({ a: "原文会消失。", b: "改正" }, read))).toEqual(["log:a zh-CN"]);
  expect(unreadTexts(planted({ a: "改正", b: "原文不会消失。" }, read))).toEqual(["log:a zh-CN", "log:b zh-CN"]);
});

/** A tree of texts with one of them changed, by its path; keys may hold dots themselves. */
function changed(texts: Record<string, unknown>, path: string, text: string): Record<string, unknown> {
  if (path in texts) return { ...texts, [path]: text };
  const [head = ""] = Object.keys(texts).filter(
    (each) => path.startsWith(`${each}.`) && typeof texts[each] === "object",
  );
  return { ...texts, [head]: changed(texts[head] as Record<string, unknown>, path.slice(head.length + 1), text) };
}
