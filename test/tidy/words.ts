import { everyNode, nameOf, programOf } from "./syntax.ts";
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

/** Rooms of the kernel: their types are what everybody else builds on, so each is a word. */
const KERNEL = /^(?:duty\/grammar|duty\/door|server\/door|server\/journal)\//;

/** What the glossary has a line for: terms as people write them, and types of code in backticks. */
function entriesOf(glossary: string): ReadonlySet<string> {
  const rows = glossary.split("\n").filter((line) => line.startsWith("|"));
  return new Set(rows.map((line) => line.split("|")[1]?.trim() ?? ""));
}

function exportedTypes(tree: Tree): Map<string, string> {
  const types = new Map<string, string>();
  for (const [path, text] of tree) {
    if (!KERNEL.test(path) || !isScript(path) || isTest(path)) continue;
    for (const { type, declaration } of everyNode(programOf(path, text))) {
      const isType = /^(?:TSInterface|TSTypeAlias|Class)Declaration$/.test(declaration?.type ?? "");
      if (type === "ExportNamedDeclaration" && isType) types.set(nameOf(declaration?.id), path);
    }
  }
  return types;
}

/** Exported types of the kernel that the glossary does not have, and types that it has and the kernel has not. */
export function wordlessTypes(tree: Tree, glossary: string): string[] {
  const types = exportedTypes(tree);
  const entries = entriesOf(glossary);
  const missing = [...types].filter(
    ([name]) => !entries.has(`\`${name}\``) && !entries.has(wordsOfName(name).join(" ")),
  );
  const gone = [...entries].filter((entry) => /^`[A-Z]\w+`$/.test(entry) && !types.has(entry.slice(1, -1)));
  return [
    ...missing.map(([name, path]) => `${path}: ${name} does not stand in the glossary`),
    ...gone.map((entry) => `the glossary has ${entry}, which is no exported type of the kernel`),
  ];
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
