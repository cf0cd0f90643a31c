import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languageOf, list, usage } from "./help.ts";
import { type Verb, WrongArgument } from "./verb.ts";
import { verbs } from "./verbs.ts";

/** Every verb by its name. */
export function everyVerb(): Promise<ReadonlyMap<string, Verb>> {
  return loaded(Object.keys(verbs));
}

/** What the program is asked, as words, and the status that answers it. Without a verb: what there is. */
export async function zhiban(words: readonly string[]): Promise<number> {
  const language = languageOf(process.env);
  const [first = "--help", second] = words;
  if (first === "--version") return tell(`zhiban ${release()}`);
  if (isHelp(first)) return tell(list(await everyVerb(), release(), language));
  const name = [`${first} ${second}`, first].find((each) => Object.hasOwn(verbs, each));
  const rest = words.slice(name === undefined ? 1 : name.split(" ").length);
  const meant = name !== undefined && name !== first ? [name] : namesUnder(first);
  if (meant.length > 0 && asksForHelp(rest)) return tell(usage(await loaded(meant), language));
  const load = name === undefined ? undefined : verbs[name];
  try {
    if (!load) throw unknownVerb(first, second);
    return await (await load()).run(rest);
  } catch (error) {
    if (!(error instanceof WrongArgument)) throw error;
    const [line] = error.words[language].split("\n", 1);
    console.error(name === undefined ? line : `${name}${language === "zh" ? "：" : ": "}${line}`);
    return 2;
  }
}

function tell(text: string): number {
  console.log(text);
  return 0;
}

function release(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")).version;
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return words.slice(0, end < 0 ? undefined : end).some(isHelp);
}

/** The verbs that begin with this word: `regulations` stands for `regulations check` and its sisters. */
function namesUnder(first: string): string[] {
  return Object.keys(verbs).filter((name) => name === first || name.startsWith(`${first} `));
}

async function loaded(names: readonly string[]): Promise<ReadonlyMap<string, Verb>> {
  return new Map(
    await Promise.all(names.map(async (name) => [name, await (verbs[name] as () => Promise<Verb>)()] as const)),
  );
}

function unknownVerb(first: string, second: string | undefined): WrongArgument {
  const sisters = namesUnder(first).map((name) => name.slice(first.length + 1));
  if (sisters.length > 0)
    return new WrongArgument({
      zh: `${first} 后面要写其中之一：${sisters.join("、")}${second === undefined ? "" : `，没有 ${second}`}`,
      en: `${first} is followed by one of ${sisters.join(", ")}${second === undefined ? "" : `, not by ${second}`}`,
    });
  const what = first.startsWith("-") ? { zh: "选项", en: "flag" } : { zh: "命令", en: "verb" };
  return new WrongArgument({
    zh: `没有${what.zh} ${first}；有哪些请看 zhiban --help`,
    en: `there is no ${what.en} ${first}; zhiban --help lists what there is`,
  });
}
