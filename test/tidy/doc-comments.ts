import { lineNumberOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What a function is said to throw is what somebody catches: a name that no class has leads them nowhere. And of two comments above one name
 * an editor shows the second alone.
 */

/** After `@throws` one name or several, or in a sentence as code. */
const SAID = /@throws\s+((?:\{?[A-Z]\w*\}?(?:, | or )?)+)|\bThrows ((?:`[A-Z]\w*`(?:, | or )?)+)/g;
const MADE = /\bexport (?:abstract )?class (\w+)/g;
/** Those of the language itself. */
const OWN: readonly string[] = ["Error", "TypeError", "RangeError", "SyntaxError", "DOMException"];

/** Each name that is said to be thrown and of which no class is exported; whatever is said in a small letter is a sentence. */
export function unknownThrows(tree: Tree): string[] {
  const scripts = scriptsOf(tree);
  const known = new Set([...OWN, ...scripts.flatMap(([, text]) => [...text.matchAll(MADE)].map(([, name]) => name))]);
  return scripts.flatMap(([path, text]) =>
    [...text.matchAll(SAID)]
      .flatMap(([, listed, coded]) => (listed ?? coded ?? "").match(/\w+/g) ?? [])
      .filter((name) => name !== "or" && !known.has(name))
      .map((name) => `${path} says that it throws ${name}, and no class of that name is exported`),
  );
}

/** Tests of this folder plant what would be offences here. */
function scriptsOf(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => isScript(path) && !(isTest(path) && path.startsWith("test/tidy/")));
}

const DOUBLED = /^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*\n(?=[ \t]*\/\*\*)/gm;

/** Each comment on a name that is followed by another one at once, so that it is a comment on nothing. */
export function doubledComments(tree: Tree): string[] {
  return scriptsOf(tree).flatMap(([path, text]) =>
    [...text.matchAll(DOUBLED)].map(
      ({ index }) => `${path}:${lineNumberOf(text, index)} a comment on a name is followed by another one`,
    ),
  );
}
