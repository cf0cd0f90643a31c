import { execFileSync } from "node:child_process";
import { basename } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { nouns } from "#duty/nouns.ts";
import { importsOf } from "./imports.ts";
import { isScript, isTest, ROOT, repository, type Tree } from "./tree.ts";

/*
 * What a noun costs: `node test/tidy/noun-cost.ts [noun] [--commit REV]`. Files of its own, the lines elsewhere that name its value, and of the
 * commit that brought it the lines that it touched in files that were there before.
 */

const CLIMATES = ["duty", "server", "web", "cli"];

/** What every noun brings and no other part of the code learns from: words, texts, rules as data, and what is written by a program. */
const APART = [
  "GLOSSARY.md",
  "docs/",
  "regulations/",
  "web/languages/",
  "duty/act-refusals.ts",
  "test/tidy/entry-shapes.json",
  "test/tidy/migration-hashes.json",
];

/** How a file of a noun says that it exports the noun's value of its climate. */
const VALUE = /^export const (\w+)(?:: Habit\b| = (?:noun|servedNoun|deskNoun)\()/gm;

/** A line elsewhere that names a noun's value. */
interface Registration {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

export interface NounCost {
  readonly noun: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  readonly registrations: readonly Registration[];
}

/** What a commit did, tests and what stands apart counted for themselves. */
export interface CommitCost {
  /** Files that were there before, with the lines added and taken away. */
  readonly touched: readonly { readonly path: string; readonly added: number; readonly removed: number }[];
  readonly added: readonly string[];
  readonly tests: readonly string[];
  readonly apart: readonly string[];
}

/** Whether a file is of a noun's own rooms: it lies in a folder of its name, or its name begins so. */
function isOwn(path: string, noun: string): boolean {
  const [climate = "", ...rooms] = path.split("/");
  // Migrations are numbered: `0032-matter-view.sql`.
  const name = basename(path).replace(/^\d{4}-/, "");
  return CLIMATES.includes(climate) && (rooms.slice(0, -1).includes(noun) || name.startsWith(`${noun}-`));
}

export function nounCost(tree: Tree, noun: string): NounCost {
  const own = [...tree.keys()].filter((path) => isOwn(path, noun) && !isApart(path)).toSorted();
  const values = new Map(
    own.flatMap((path) => {
      const names = [...(tree.get(path) ?? "").matchAll(VALUE)].map(([, name = ""]) => name);
      return names.length > 0 && !isTest(path) ? [[path, names] as const] : [];
    }),
  );
  const registrations = [...tree].flatMap(([path, text]) => {
    if (!CLIMATES.includes(path.split("/")[0] ?? "") || !isScript(path) || isTest(path) || own.includes(path))
      return [];
    const named = importsOf(path, text).flatMap(({ file }) => values.get(file ?? "") ?? []);
    // As one of a list or of an import; the word alone may be a key, a path or a sentence.
    const isNamed = new RegExp(`^(?!\\s*(?:\\*|//?\\*?)).*(?<![\\w."'/-])(?:${named.join("|")})(?=\\s*[,\\]})])`);
    return named.length === 0 ? [] : linesOf(text, isNamed).map((each) => ({ path, ...each }));
  });
  return { noun, files: own.filter((path) => !isTest(path)), tests: own.filter(isTest), registrations };
}

function linesOf(text: string, pattern: RegExp): { line: number; text: string }[] {
  return text
    .split("\n")
    .flatMap((each, index) => (pattern.test(each) ? [{ line: index + 1, text: each.trim() }] : []));
}

function isApart(path: string): boolean {
  return APART.some((each) => path === each || (each.endsWith("/") && path.startsWith(each)));
}

/** Reads `git diff --numstat` of the files that a commit changed, and of those that it added. */
export function commitCost(changed: string, added: string): CommitCost {
  const [before, after] = [rowsOf(changed), rowsOf(added)];
  const isCounted = (path: string) => !isApart(path) && !isTest(path);
  const paths = [...before, ...after].map(({ path }) => path);
  return {
    touched: before.filter(
      ({ path }) => isCounted(path) && ["duty", "server", "web"].includes(path.split("/")[0] ?? ""),
    ),
    added: after.map(({ path }) => path).filter(isCounted),
    tests: paths.filter((path) => isTest(path) && !isApart(path)),
    apart: paths.filter(isApart),
  };
}

function rowsOf(numstat: string) {
  return numstat
    .split("\n")
    .filter(Boolean)
    .map((row) => {
      const [added = "", removed = "", path = ""] = row.split("\t");
      // A picture has no lines; git says "-".
      return { path, added: Number(added) || 0, removed: Number(removed) || 0 };
    });
}

function told({ noun, files, tests, registrations }: NounCost): string {
  const by = CLIMATES.map((climate) => `${climate} ${files.filter((path) => path.startsWith(`${climate}/`)).length}`);
  const lines = registrations.map(({ path, line, text }) => `    ${path}:${line}  ${text}`);
  return [
    `${noun}: ${files.length} files of its own (${by.join(", ")}), ${tests.length} tests, ${registrations.length} lines elsewhere`,
    ...lines,
  ].join("\n");
}

function toldOfCommit(revision: string, { touched, added, tests, apart }: CommitCost): string {
  const lines = touched.reduce((sum, each) => sum + each.added + each.removed, 0);
  return [
    `${revision}: ${lines} lines touched in ${touched.length} files that were there, ${added.length} files added, ${tests.length} tests, ${apart.length} apart`,
    ...touched.map((each) => `    ${each.path}  +${each.added} -${each.removed}`),
    ...added.map((path) => `    new ${path}`),
  ].join("\n");
}

/** Of one commit, or of a range `A..B`. */
function diff(revision: string, filter: string): string {
  const range = revision.includes("..") ? [revision] : [`${revision}^`, revision];
  const words = ["diff", "--numstat", "--no-renames", `--diff-filter=${filter}`, ...range];
  return execFileSync("git", words, { cwd: ROOT, encoding: "utf8" });
}

function main([first, ...rest]: readonly string[]): void {
  const [noun, [flag, revision] = []] = first === "--commit" ? [undefined, [first, ...rest]] : [first, rest];
  const known = nouns.map(({ name }) => name);
  const isWrong =
    (noun !== undefined && !known.includes(noun)) || (flag !== undefined && (flag !== "--commit" || !revision));
  if (isWrong) throw new Error(`usage: node test/tidy/noun-cost.ts [${known.join("|")}] [--commit REV]`);
  const tree = repository();
  for (const each of noun === undefined ? known : [noun]) console.log(told(nounCost(tree, each)));
  if (revision !== undefined) console.log(toldOfCommit(revision, commitCost(diff(revision, "a"), diff(revision, "A"))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
