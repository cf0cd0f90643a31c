import { parse } from "yaml";
import { everyNode, lineNumberOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * Functions are the words of a text, and each site has its own for them. A word of the house that stands in code would be right at the sites
 * that happen to call it so, and at no other.
 */

const HOUSE = /^regulations\/zhiban-house\/[^/]+\/regulation\.yaml$/;
/** The set-up of the demonstration is a site, and calls its functions as it likes. */
const DEMONSTRATION = /^server\/(?:simulation\/|start\/demonstration)/;
const CODE = /^(?:duty|server|web|paper|connect|cli)\//;
/** The platform's own function: who holds it sets up the first site, before anything was adopted. Said once. */
const ADMINISTRATOR = { word: "administrator", saidIn: "duty/person/last-administrator.ts" };

/** Words for functions of the house that stand quoted in code, as `path:line: word`. */
export function quotedFunctions(tree: Tree): string[] {
  const words = wordsOfHouse(tree);
  return [...tree].flatMap(([path, text]) => {
    if (!isScript(path) || !CODE.test(path) || DEMONSTRATION.test(path) || isTest(path)) return [];
    if (![...words].some((word) => text.includes(word))) return [];
    return [...everyNode(programOf(path, text))].flatMap(({ type, value, start }) => {
      const said = type === "TemplateElement" ? (value as { readonly cooked?: unknown }).cooked : value;
      if (typeof said !== "string" || !words.has(said)) return [];
      if (said === ADMINISTRATOR.word && path === ADMINISTRATOR.saidIn) return [];
      return [`${path}:${lineNumberOf(text, start)}: ${said}`];
    });
  });
}

function wordsOfHouse(tree: Tree): ReadonlySet<string> {
  const texts = [...tree].flatMap(([path, text]) => (HOUSE.test(path) ? [text] : []));
  return new Set(texts.flatMap((text) => Object.keys((parse(text) as { readonly functions: object }).functions)));
}
