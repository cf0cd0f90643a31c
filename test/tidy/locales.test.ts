import { expect, test } from "vitest";
import { unnamedLocales } from "./locales.ts";
import { plant, repository } from "./tree.ts";

test("nothing is sorted or written in the language of the machine", () => {
  expect(unnamedLocales(repository())).toEqual([]);
});

const path = "server/log/lines.ts";

test.each([
  ["names.sort((a, b) => a.localeCompare(b));", "localeCompare"],
  ["names.sort((a, b) => a.id?.localeCompare(b.id, undefined, { numeric: true }));", "localeCompare"],
  ["const told = count.toLocaleString();", "toLocaleString"],
  ["const told = day.toLocaleDateString(undefined, options);", "toLocaleDateString"],
  ["const loud = name.toLocaleUpperCase();", "toLocaleUpperCase"],
  ["const order = new Intl.Collator().compare;", "Collator"],
  ["const form = Intl.NumberFormat();", "NumberFormat"],
])("%s is caught", (text, called) => {
  expect(unnamedLocales(plant({ [path]: text }))).toEqual([`${path}:1 ${called} names no language`]);
});

test("a language that is named is none of these, nor what depends on no language", () => {
  const text = `
    names.sort((a, b) => a.localeCompare(b, "en"));
    const order = new Intl.Collator("zh").compare;
    const day = new Intl.DateTimeFormat(language, { weekday: "short" });
    const zones = Intl.supportedValuesOf("timeZone");
    const loud = name.toUpperCase();`;
  expect(unnamedLocales(plant({ [path]: text, "server/log/lines.test.ts": "a.localeCompare(b)" }))).toEqual([]);
});
