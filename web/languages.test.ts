import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shortestPassword } from "#duty/grammar/limits.ts";
import { owedNames } from "#duty/nouns.ts";
import { importsOf } from "#test/tidy/imports.ts";
import { spokenTexts } from "#test/tidy/language-words.ts";
import { traditionalTexts } from "./traditional.ts";

const web = import.meta.dirname;
const root = join(web, "..");

type Texts = Readonly<Record<string, string>>;

const simplified = textsOf("zh-CN");
const english = textsOf("en");

/** All texts of a language by `noun:key`. */
function textsOf(language: string): Texts {
  const ending = `.${language}.json`;
  const files = readdirSync(join(web, "languages")).filter((file) => file.endsWith(ending));
  return Object.fromEntries(
    files.flatMap((file) => {
      const texts: unknown = JSON.parse(readFileSync(join(web, "languages", file), "utf8"));
      return spokenTexts(texts).map(([key, text]) => [`${file.slice(0, -ending.length)}:${key}`, text]);
    }),
  );
}

/** Source files under a folder, tests left out: their paths in it, and what stands in them. */
function files(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^dist/.test(file))
    .map((file) => [file, readFileSync(join(root, folder, file), "utf8")]);
}

function sources(folder: string): string[] {
  return files(folder).map(([, text]) => text);
}

function found(folders: readonly string[], pattern: RegExp): string[] {
  const all = folders.flatMap(sources).flatMap((source) => [...source.matchAll(pattern)].map(([, hit]) => hit ?? ""));
  return [...new Set(all)].sort();
}

/** English has a singular of its own: its forms stand for one text. */
function withoutForms(texts: Texts): string[] {
  return [...new Set(Object.keys(texts).map((key) => key.replace(/_(zero|one|other)$/, "")))].sort();
}

function isThere(texts: Texts, key: string): boolean {
  return key in texts || `${key}_other` in texts;
}

test("Chinese and English say the same things, and none of them says nothing", () => {
  expect(withoutForms(english)).toEqual(withoutForms(simplified));
  expect(Object.entries({ ...simplified, ...english }).filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("both languages leave room for the same names and numbers", () => {
  const room = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(" ");
  const uneven = Object.keys(simplified).filter((key) => key in english && !/_(zero|one)$/.test(key));
  expect(uneven.filter((key) => room(simplified[key] ?? "") !== room(english[key] ?? ""))).toEqual([]);
});

test("every text that a screen asks for by name is there", () => {
  const asked = found(["web"], /\bt\(\s*"([a-z]+:[\w.-]+)"/g);
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !isThere(simplified, key))).toEqual([]);
});

test("every refusal says what went against it and what to do", () => {
  const codes = found(
    ["duty", "server", "web"],
    /\b(?:refuse|hindrance|nothingHere|new Problem|new Refused|code:)\(?(?:\d+,)?[\s{]*(?:code: )?"([a-z]+\.[a-z-]+)"/g,
  );
  expect(codes).toContain("handover.changed-since");
  const silent = codes.filter((code) => {
    const [noun, ...rest] = code.split(".");
    const places = [`${noun}:refusal.${rest.join(".")}`, `door:refusal.${code}`];
    return !places.some((place) => `${place}.what` in simplified && `${place}.todo` in simplified);
  });
  expect(silent).toEqual([]);
});

test("everything that a post can owe has a name, among the texts of its own noun and of nobody else", () => {
  const owed = Object.keys(owedNames).map((what) => what.replace(".", ":owed."));
  expect(owed.length).toBeGreaterThan(5);
  const told = Object.keys(simplified).filter((key) => key.includes(":owed."));
  expect(told.toSorted()).toEqual(owed.toSorted());
});

test("Traditional Chinese is converted whole, in the words of its own list", () => {
  const texts = traditionalTexts();
  const all = spokenTexts(texts).map(([, text]) => text);
  expect(all.length).toBe(Object.keys(simplified).length);
  const overrides = Object.entries(
    JSON.parse(readFileSync(join(web, "languages", "overrides.zh-Hant.json"), "utf8")) as Record<string, string>,
  );
  for (const [from] of overrides) expect(all.filter((text) => text.includes(from) && from.length > 1)).toEqual([]);
  expect(spokenTexts(texts)).toContainEqual(["account.signIn.go", "登入"]);
});

/** Where languages are called by their own names. */
const ownNames = "languages/language.ts";

/** Words and punctuation of one language in code: a sentence that is put together there is wrong in every other language. */
function composed([file, text]: readonly [string, string]): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  const chinese = code.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu) ?? [];
  const joined = code.match(/\.join\(\s*(["'`])[^"'`]*[,;:.]\s[^"'`]*\1\s*\)/g) ?? [];
  return [...chinese, ...joined].map((each) => `${file} says ${each}`);
}

/** Which of these files are taken by tests alone, by `takers` each: nobody reads on a screen what they put together. */
function forTestsAlone(paths: readonly string[], takers: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const known = new Set<string>();
  const isForTests = (path: string) => /\.test\.tsx?$/.test(path) || known.has(path);
  for (let before = -1; before < known.size; ) {
    before = known.size;
    for (const path of paths) if (takers.get(path)?.every(isForTests)) known.add(path);
  }
  return [...known].sort();
}

/** Which files of a folder take a file, tests too. */
function takersIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const takers = new Map<string, string[]>();
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || name.startsWith("dist")) continue;
    const path = join(folder, name);
    for (const { file } of importsOf(path, readFileSync(join(root, path), "utf8")))
      if (file !== undefined) takers.set(file, [...(takers.get(file) ?? []), path]);
  }
  return takers;
}

test("sentences stand in the language files, to their last comma", () => {
  const paths = files("web").map(([file]) => `web/${file}`);
  const left = new Set([...forTestsAlone(paths, takersIn("web")), `web/${ownNames}`]);
  expect(left).toContain("web/desk/drawn-part.ts");
  expect(
    files("web")
      .filter(([file]) => !left.has(`web/${file}`))
      .flatMap(composed),
  ).toEqual([]);
});

test("for tests alone is what tests take and what only such files take; a screen that is tested is not, nor is what nobody takes", () => {
  const takers = new Map([
    ["inner.ts", ["drawn.ts", "a.test.ts"]],
    ["drawn.ts", ["a.test.ts", "b.test.ts"]],
    ["Screen.tsx", ["routes.tsx", "a.test.ts"]],
    ["words.ts", ["Screen.tsx", "drawn.ts"]],
  ]);
  expect(forTestsAlone(["inner.ts", "drawn.ts", "Screen.tsx", "words.ts", "main.tsx"], takers)).toEqual([
    "drawn.ts",
    "inner.ts",
  ]);
});

test("what is put together in code is caught, what stands in a comment is not", () => {
  expect(composed(["a.tsx", 'const all = names.join("、");\n<p>{t("a:b")}：{text}</p>'])).toHaveLength(2);
  expect(composed(["a.tsx", 'const all = names.join(", ") + t("a:b").concat("。");'])).toHaveLength(2);
  expect(composed(["a.tsx", "/** 值班记录: the lines. */\n// 更正\nconst code = rest.join('.');"])).toEqual([]);
});

test("people are told of no other length of a password than is asked of them", () => {
  for (const texts of [simplified, english]) {
    const told = Object.entries(texts).flatMap(([key, text]) => {
      const [, most] = /(\d+) (?:个字符|characters)/.exec(text) ?? [];
      return key.startsWith("account:") && most !== undefined ? [Number(most)] : [];
    });
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told)).toEqual(new Set([shortestPassword]));
  }
});

/** Words that mean the opposite of each other, in English and as the Chinese text must then have them. */
const opposites: readonly (readonly [RegExp, RegExp])[][] = [
  [
    [/outgoing/i, /交|上一班|移/],
    [/incoming/i, /接/],
  ],
  [
    [/\bearly\b/i, /早|提前|才|还没到/],
    [/\blate\b/i, /迟|晚|延误|还没到/],
  ],
  [
    [/\bsign(?:s|ed|ing)? on\b(?! (?:both|their))/i, /上岗|到岗|签到|接岗/],
    [/\bsign(?:s|ed|ing)? off\b/i, /下岗|签退/],
  ],
];

test("of two opposites a text names the same one in both languages", () => {
  const turned: string[] = [];
  let named = 0;
  for (const [key, text] of Object.entries(english))
    for (const pair of opposites) {
      const [one, ...other] = pair.filter(([word]) => word.test(text));
      if (!one || other.length > 0) continue; // a text that names both says how they belong together
      named += 1;
      const chinese = simplified[key.replace(/_(zero|one|other)$/, "")] ?? simplified[key] ?? "";
      if (!one[1].test(chinese)) turned.push(`${key}: ${text} / ${chinese}`);
    }
  expect(turned).toEqual([]);
  expect(named).toBeGreaterThan(60);
});
