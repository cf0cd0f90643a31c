import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What is sorted or written by the habits of a language is sorted and written otherwise on the next machine, unless the language is named:
 * order in entries, hashes and figures would depend on where it was computed.
 */

/** At which argument each of these is told the language. */
const TOLD_AT: ReadonlyMap<string, number> = new Map([
  ["localeCompare", 1],
  ["toLocaleString", 0],
  ["toLocaleDateString", 0],
  ["toLocaleTimeString", 0],
  ["toLocaleUpperCase", 0],
  ["toLocaleLowerCase", 0],
]);
/** Of `Intl`: the language comes first; what is only asked of it depends on nobody. */
const OF_INTL = /^[A-Z]/;

/** Every place in code where the language of the machine decides. */
export function unnamedLocales(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isScript(path) || isTest(path)) continue;
    for (const node of everyNode(programOf(path, text))) {
      const called = languageless(node);
      if (called) found.push(`${path}:${lineNumberOf(text, node.start)} ${called} names no language`);
    }
  }
  return found;
}

function languageless({ type, callee, arguments: handed = [] }: AstNode): string | undefined {
  if ((type !== "CallExpression" && type !== "NewExpression") || callee?.type !== "MemberExpression") return undefined;
  const called = nameOf(callee.property);
  const ofIntl = nameOf(callee.object) === "Intl" && OF_INTL.test(called);
  const at = ofIntl ? 0 : TOLD_AT.get(called);
  if (at === undefined) return undefined;
  const told = handed[at];
  return told === undefined || nameOf(told) === "undefined" ? called : undefined;
}
