import { isCode, isScript, isTest, type Tree, wordsOfName } from "./tree.ts";

/** The words that the glossary gives up, each with the one that stands for it. */
export function givenUpWords(glossary: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const line of glossary.split("\n")) {
    const [, english = "", , , given = ""] = line.split("|").map((cell) => cell.trim());
    if (!line.startsWith("|") || /^(?:English|-+)?$/.test(english)) continue;
    for (const word of given
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean))
      words.set(word, english);
  }
  return words;
}

const EXPORTED = /^export (?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;

/** Files and exported names that use a word that the glossary gave up. Names only: prose may say what it likes. */
export function wrongWords(tree: Tree, glossary: string): string[] {
  const given = givenUpWords(glossary);
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path) || isTest(path)) continue;
    const exported = isScript(path) ? [...text.matchAll(EXPORTED)].map(([, name = ""]) => name) : [];
    const names = [path.split("/").at(-1) ?? "", ...path.split("/").slice(0, -1), ...exported];
    for (const name of new Set(names)) {
      for (const word of wordsOfName(name)) {
        const better = given.get(word) ?? given.get(word.replace(/s$/, ""));
        if (better) found.push(`${path}: ${name} says "${word}"; the glossary says ${better}`);
      }
    }
  }
  return found;
}

const CODE = /\brefuse\(\s*"([^"]+)"|\btype: "([a-z-]+\.[^"]+)"/g;
/** Being missed, called and acknowledged may stand in the stream of any noun. */
export const ANYWHERE: readonly string[] = ["obligation."];
const NOUN_FILE = /^duty\/(?!grammar\/|door\/|wiring\/)([a-z-]+)\/.+\.ts$/;

/** Refusals and entries of a noun whose code does not begin with it, so that a code does not lead to its rule. */
export function foreignCodes(tree: Tree, exempt = ANYWHERE): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    const noun = NOUN_FILE.exec(path)?.[1];
    if (!noun || isTest(path)) continue;
    for (const [, refusal, entry] of text.matchAll(CODE)) {
      const code = refusal ?? entry ?? "";
      if (!code.startsWith(`${noun}.`) && !exempt.some((each) => code.startsWith(each)))
        found.push(`${path} says ${code}, which does not begin with ${noun}`);
    }
  }
  return found;
}
