import { lineNumberOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What a function is said to throw is what somebody catches: a name that no class has leads them nowhere. And of two comments above one name
 * an editor shows the second alone.
 */

const SAID = /@throws\s+(?:\{(\w+)\}|(\w+))/g;
const MADE = /\bexport (?:abstract )?class (\w+)/g;
/** Those of the language itself. */
const OWN: readonly string[] = ["Error", "TypeError", "RangeError", "SyntaxError", "DOMException"];

/** Each name after `@throws` of which no class is exported; whatever is said in a small letter is a sentence. */
export function unknownThrows(tree: Tree): string[] {
  const scripts = scriptsOf(tree);
  const known = new Set([...OWN, ...scripts.flatMap(([, text]) => [...text.matchAll(MADE)].map(([, name]) => name))]);
  return scripts.flatMap(([path, text]) =>
    [...text.matchAll(SAID)].flatMap(([, braced, bare]) => {
      const name = braced ?? bare ?? "";
      const isName = /^[A-Z]/.test(name);
      return isName && !known.has(name)
        ? [`${path} says that it throws ${name}, and no class of that name is exported`]
        : [];
    }),
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
