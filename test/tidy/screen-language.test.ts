import { expect, test } from "vitest";
import { languagesAsked } from "./screen-language.ts";
import { plant, repository } from "./tree.ts";

test("no screen decides by itself in which language a regulation speaks", () => {
  expect(languagesAsked(repository())).toEqual([]);
});

const path = "web/desk/log/LineRow.tsx";
const asks = "asks which language is spoken";
const reads = "reads one side of a given text";

test.each([
  ['const inEnglish = i18n.language === "en";', asks],
  ["const inEnglish = english === i18n.language;", asks],
  ['const inChinese = i18next.language !== "en";', asks],
  ['const { language } = i18n; const inEnglish = language == "en";', asks],
  ['const inChinese = "zh-CN" === spoken;', asks],
  ['const inChinese = i18n.language.startsWith("zh");', asks],
  ['switch (i18n.language) { case "en": }', asks],
  ["const it = <span>{category.zh}</span>;", reads],
  ["const it = <span>{category?.en}</span>;", reads],
  ['const it = category["zh"];', reads],
  ["const all = list.map(({ key, zh }) => ({ key, name: zh }));", reads],
])("%s is caught", (line, what) => {
  expect(languagesAsked(plant({ [path]: line }))).toEqual([`${path}:1 ${what}`]);
});

test("the file that decides it is none of these, nor the languages themselves, tests, and who is handed the language", () => {
  const asking = 'const it = i18next.language === "en" ? text.en : text.zh;';
  const handing = `
    const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short" });
    const locale = { "zh-CN": simplified, en }[i18n.language];
    const it = <Choices chosen={i18n.language} label={t("ui:settings.language")} />;`;
  const files = ["web/ui/given-text.ts", "web/languages/language.ts", "web/desk/log.screen.test.tsx"];
  const tree = { ...Object.fromEntries(files.map((each) => [each, asking])), [path]: handing };
  expect(languagesAsked(plant(tree))).toEqual([]);
});
