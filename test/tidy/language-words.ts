import type { Tree } from "./tree.ts";

/* Whether a text is written in the language whose file it stands in: a text that was copied and not translated is there, and says nothing. */

/** A file of texts: its noun and its language. */
export const LANGUAGE_FILE = /^web\/languages\/(\w+)\.(en|zh-CN)\.json$/;
/** What is put in when the text is spoken, or fetched from another text. */
const FILLED = /\{\{[^}]*\}\}|\$t\([^)]*\)|<\/?\w+\s*\/?>/g;
const HAN = /\p{Script=Han}/u;
const LATIN_SENTENCE = /\p{Script=Latin}[\p{Script=Latin}'’-]*(?:[\s,.]+\p{Script=Latin}[\p{Script=Latin}'’-]*){2,}/u;

/** Every text in the wrong language, as `noun:key`; `apart` are names of texts that are right as they are. */
export function foreignWords(tree: Tree, apart: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    const [, noun, language] = LANGUAGE_FILE.exec(path) ?? [];
    if (!noun) continue;
    for (const [key, value] of spokenTexts(JSON.parse(text))) {
      const why = language === "en" ? notEnglish(value) : notChinese(value);
      if (why && !apart.has(`${noun}:${key}`)) found.push(`${noun}:${key} ${why} in ${language}: ${value}`);
    }
  }
  return found;
}

function notEnglish(value: string): string | undefined {
  return HAN.test(value.replace(FILLED, " ")) ? "has Chinese" : undefined;
}

function notChinese(value: string): string | undefined {
  const words = value.replace(FILLED, " ");
  if (LATIN_SENTENCE.test(words)) return "has Latin words";
  const onlyFilled = words !== value && !/\p{L}/u.test(words);
  return onlyFilled || HAN.test(words) ? undefined : "has no Chinese";
}

/** Every text of a file, by its key. */
export function spokenTexts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, each]) =>
    spokenTexts(each, path === "" ? key : `${path}.${key}`),
  );
}
