import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConverterFactory, Locale } from "opencc-js";
import type { Plugin } from "vite";

const moduleId = "virtual:zh-hant";
const languages = join(import.meta.dirname, "languages");

/** Makes the texts of Traditional Chinese from those of Simplified Chinese, at build; the override list has the last word. */
export function traditionalChinese(): Plugin {
  return {
    name: "zhiban-traditional-chinese",
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : undefined),
    load(id) {
      if (id !== `\0${moduleId}`) return undefined;
      for (const file of readdirSync(languages)) this.addWatchFile(join(languages, file));
      return `export default ${JSON.stringify(traditionalTexts())}`;
    },
  };
}

/** Texts by noun, converted. Keys stay as they are. */
export function traditionalTexts(): Record<string, unknown> {
  const overrides = read("overrides.zh-Hant.json") as Record<string, string>;
  // First, because the words of the list are written as the Simplified text has them.
  const convert = ConverterFactory([Object.entries(overrides)], Locale.from.cn ?? [], Locale.to.tw ?? []);
  const files = readdirSync(languages).filter((file) => file.endsWith(".zh-CN.json"));
  return Object.fromEntries(files.map((file) => [file.split(".")[0], converted(read(file), convert)]));
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(languages, file), "utf8"));
}

function converted(value: unknown, convert: (text: string) => string): unknown {
  if (typeof value === "string") return convert(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, converted(each, convert)]));
}
