import type { Tree } from "./tree.ts";

/*
 * A rule of the house is asked of the repository. Where its test asks it of planted trees alone, or of none, the rule holds nothing, and
 * everything stays green.
 */

const RULE = /^export (?:async )?function (\w+)\(\s*tree: Tree\b/gm;
const RULES = /^test\/(?:tidy|refusals)\/[\w-]+\.ts$/;

/** Functions that look at a tree and that no test asks of the repository, as `path: name`. */
export function unaskedRules(tree: Tree): string[] {
  const asked = new Set([...tree].flatMap(([path, text]) => (/\.test\.ts$/.test(path) ? askedIn(text) : [])));
  return [...tree].flatMap(([path, text]) => {
    if (!RULES.test(path) || path.endsWith(".test.ts")) return [];
    const names = [...text.matchAll(RULE)].map(([, name = ""]) => name);
    return names.filter((name) => !asked.has(name)).map((name) => `${path}: ${name}`);
  });
}

/** Functions that are handed the repository, by itself or by a name that stands for it. */
function askedIn(text: string): string[] {
  const names = [...text.matchAll(/const (\w+) = repository\(\);/g)].map(([, name = ""]) => name);
  const here = new RegExp(`(\\w+)\\((?:\\w+, )?(?:${["repository\\(\\)", ...names].join("|")})[,)]`, "g");
  return [...text.matchAll(here)].map(([, name = ""]) => name);
}
