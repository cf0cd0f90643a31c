import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * Somebody at a desk brings the functions that they hold anywhere, and what one of them is worth is said by the regulations that bind a post. So
 * they are read in one file of the desk, which asks where they are held, and nobody else counts them.
 */

const READS = "web/desk/door/acting.ts";
const OF_EVERY_SITE =
  /\b(?:acting|person|people|here|signer)\??\.functions\b|\bfunctions\??\.length\b|\bfunctions\[0\]/;

/** Where a screen decides by functions without asking where they are held. */
export function functionsOfEverySite(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!path.startsWith("web/") || !isScript(path) || isTest(path) || path === READS) return [];
    return text.split("\n").flatMap((line, index) => (OF_EVERY_SITE.test(line) ? [`${path}:${index + 1}`] : []));
  });
}
