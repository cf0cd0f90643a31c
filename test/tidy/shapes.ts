import { basename } from "node:path/posix";
import { importsOf } from "./imports.ts";
import { isCode, isScript, type Tree, wordsOfName } from "./tree.ts";

const MOST_LINES = 300;
const MOST_IMPORTS = 15;
/** Tables of contents: to list everything of a kind is what they are for. */
export const TABLES: readonly string[] = ["duty/nouns.ts", "cli/verbs.ts"];
const DRAWERS = [
  "util",
  "utils",
  "helper",
  "helpers",
  "common",
  "misc",
  "type",
  "types",
  "service",
  "manager",
  "index",
];

/** Each climate lists its nouns. */
export const SAID_TWICE: readonly string[] = ["nouns.ts"];

/** A file is read in one sitting. */
export function longFiles(tree: Tree): string[] {
  return code(tree)
    .map(([path, text]) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${MOST_LINES}: it is two rooms`);
}

/** A file with many imports is where a codebase stops being understood. */
export function wideFiles(tree: Tree, exempt = TABLES): string[] {
  const tables = new Set(exempt);
  return [...tree]
    .filter(([path]) => isScript(path) && !tables.has(path))
    .map(([path, text]) => ({ path, count: importsOf(path, text).length }))
    .filter(({ count }) => count > MOST_IMPORTS)
    .map(({ path, count }) => `${path} has ${count} imports, more than ${MOST_IMPORTS}`);
}

/** A drawer without a label fills up. */
export function drawers(tree: Tree): string[] {
  return code(tree)
    .map(([path]) => ({ path, word: wordsOfName(path).find((word) => DRAWERS.includes(word)) }))
    .filter(({ word }) => word !== undefined)
    .map(({ path, word }) => `${path}: "${word}" says nothing; name it after what it does`);
}

/** A file name is said once, so that it can be found by its name. */
export function namesakes(tree: Tree, exempt = SAID_TWICE): string[] {
  const places = new Map<string, string[]>();
  for (const [path] of code(tree)) {
    const name = basename(path);
    if (exempt.includes(name)) continue;
    places.set(name, [...(places.get(name) ?? []), path]);
  }
  return [...places]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${name} is the name of ${paths.join(" and ")}`);
}

/** A name leads to the place where the thing is made, not to a place that passes it on. */
export function barrels(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => isScript(path))
    .flatMap(([path, text]) =>
      importsOf(path, text)
        .filter(({ passesOn }) => passesOn)
        .map(({ specifier }) => `${path} passes on ${specifier}`),
    );
}

function code(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => isCode(path) && !path.startsWith("server/migrations/"));
}
