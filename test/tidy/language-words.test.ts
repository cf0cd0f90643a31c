import { describe, expect, test } from "vitest";
import { foreignWords } from "./language-words.ts";
import { plant, repository } from "./tree.ts";

/** Texts that are right though they look foreign: marks that stand between the parts of a list. */
const APART = new Set(["ui:list.between", "ui:list.apart"]);

const here = repository();

test("each text is written in the language of its file", () => expect(foreignWords(here, APART)).toEqual([]));

test("each text that stands apart would be told", () => {
  const told = foreignWords(here).map((each) => each.split(" ", 1)[0]);
  expect([...APART].filter((name) => !told.includes(name))).toEqual([]);
});

describe("planted", () => {
  const told = (language: string, value: string) =>
    foreignWords(plant({ [`web/languages/log.${language}.json`]: JSON.stringify({ page: { title: value } }) }));

  test.each([
    ["zh-CN", "Write a line", "has Latin words"],
    ["zh-CN", "Close", "has no Chinese"],
    ["zh-CN", "Close {{name}}", "has no Chinese"],
    ["zh-CN", "写一行 write a line", "has Latin words"],
    ["zh-CN", "...", "has no Chinese"],
    ["en", "Write a 行", "has Chinese"],
  ])("in %s, %s is caught", (language, value, why) => {
    expect(told(language, value)).toEqual([`log:page.title ${why} in ${language}: ${value}`]);
  });

  test.each([
    ["zh-CN", "写一行"],
    ["zh-CN", "用 Node.js 打开"],
    ["zh-CN", "[{{first}}] {{second}}"],
    ["zh-CN", "$t(ui:one) {{second}}"],
    ["en", "Write a line for {{值}}"],
  ])("in %s, %s is not", (language, value) => expect(told(language, value)).toEqual([]));

  test("nor one that stands apart by its name", () => {
    const tree = plant({ "web/languages/ui.zh-CN.json": '{ "list": { "between": "、" } }' });
    expect(foreignWords(tree, new Set(["ui:list.between"]))).toEqual([]);
    expect(foreignWords(tree)).toHaveLength(1);
  });
});
