import i18next from "i18next";
import { afterEach, expect, test } from "vitest";
import { givenText } from "./given-text.ts";

const text = { zh: "门岗交接班制度", en: "Gate hand-over" };

afterEach(() => i18next.changeLanguage("zh-CN"));

test.each([
  ["zh-CN", text.zh],
  ["zh-Hant", text.zh],
  ["en", text.en],
])("in %s a given text is the one of the screen's language", async (language, shown) => {
  await i18next.init({ lng: language });
  await i18next.changeLanguage(language);
  expect(givenText(text)).toBe(shown);
});
