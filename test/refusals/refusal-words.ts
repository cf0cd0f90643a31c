import { type AstNode, childrenOf, everyNode, nameOf, programOf } from "../tidy/syntax.ts";
import type { Tree } from "../tidy/tree.ts";

/* Whether the words of a refusal can be filled by what the refusal brings: a name that nobody gives is read as `{{functions}}`. */

const FILE = /^web\/languages\/([\w-]+)\.(en|zh-CN)\.json$/;
const FILLED = /\{\{\s*-?\s*(\w+)[^}]*\}\}/g;
const SCREEN = /^web\/desk\/.*\.tsx$/;

/** A refusal as it was given once: its code, and the names in its detail. */
export interface GivenRefusal {
  readonly code: string;
  readonly keys: readonly string[];
}

/** The words of a code, in one language. Traditional Chinese is made from Simplified, names and all. */
interface Words {
  readonly language: string;
  readonly part: string;
  readonly needs: readonly string[];
}

export type RefusalWords = ReadonlyMap<string, readonly Words[]>;

/** Everything that refusals are told with, by code, as the screen looks it up: in the texts of the noun, then at the door. */
export function refusalWords(tree: Tree): RefusalWords {
  const words = new Map<string, Words[]>();
  for (const [path, text] of tree) {
    const [, noun = "", language = ""] = FILE.exec(path) ?? [];
    if (noun === "") continue;
    const { refusal = {} } = JSON.parse(text) as { refusal?: object };
    for (const [key, value] of leaves(refusal)) {
      const code = key.slice(0, key.lastIndexOf("."));
      const part = key.slice(key.lastIndexOf(".") + 1);
      // Where a text has forms for one and for many, it is found only by a count.
      const needs = [...(/_(?:zero|one|other)$/.test(part) ? ["count"] : []), ...namesIn(value)];
      const of = noun === "door" ? code : `${noun}.${code}`;
      words.set(of, [...(words.get(of) ?? []), { language, part, needs }]);
    }
  }
  return words;
}

/**
 * Names that every screen adds by itself to what a refusal brings, wherever it fills words with `useDetail`. What only one of them adds
 * would be missing at the others.
 */
export function addedByScreens(tree: Tree): ReadonlySet<string> {
  const [first, ...others] = [...tree]
    .filter(([path, text]) => SCREEN.test(path) && text.includes("useDetail()"))
    .flatMap(([path, text]) => addedIn(programOf(path, text)));
  return new Set(first?.filter((name) => others.every((each) => each.includes(name))));
}

/** Words that ask for a name which a refusal did not bring, with the language they stand in. */
export function unfilled(
  given: readonly GivenRefusal[],
  words: RefusalWords,
  added: ReadonlySet<string>,
): readonly string[] {
  const found = given.flatMap(({ code, keys }) =>
    (words.get(code) ?? []).flatMap(({ language, part, needs }) =>
      needs
        .filter((name) => !keys.includes(name) && !added.has(name))
        .map((name) => `${code} was given with (${keys.join(", ")}), and its ${part} in ${language} says {{${name}}}`),
    ),
  );
  return [...new Set(found)];
}

/** For each place of a program that fills words from a refusal and from something else: the names of the latter. */
function addedIn(program: AstNode): string[][] {
  const fillers = [...everyNode(program)]
    .filter(({ type, init }) => type === "VariableDeclarator" && nameOf(init?.callee) === "useDetail")
    .map(({ id }) => nameOf(id));
  return [...everyNode(program)]
    .filter((node) => node.type === "ObjectExpression" && childrenOf(node).some((each) => isFilled(each, fillers)))
    .map(({ properties = [] }) => properties.map(({ key }) => nameOf(key)).filter((name) => name !== ""));
}

function isFilled({ type, argument }: AstNode, fillers: readonly string[]): boolean {
  return type === "SpreadElement" && fillers.includes(nameOf(argument?.callee));
}

function namesIn(text: string): string[] {
  return [...text.matchAll(FILLED)].map(([, name = ""]) => name);
}

function leaves(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, each]) => leaves(each, path === "" ? key : `${path}.${key}`));
}
