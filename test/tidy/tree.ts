import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

/** A folder of text files as the house rules see it: path from the root → text. */
export type Tree = ReadonlyMap<string, string>;

export const ROOT = dirname(dirname(import.meta.dirname));

const TEXT = new Set([".ts", ".tsx", ".mjs", ".sql", ".css", ".html", ".json", ".yaml", ".yml", ".md", ".svg", ""]);
const CODE = new Set([".ts", ".tsx", ".mjs", ".css", ".sql"]);

/** What a commit of the working tree would hold, generated files left out. */
export function repository(): Tree {
  // A clone that belongs to somebody else than the one who runs the tests is still ours to read.
  const words = ["-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"];
  const paths = execFileSync("git", words, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 })
    .trim()
    .split("\n");
  const read = paths.filter((path) => TEXT.has(extname(path)) && path !== "package-lock.json" && isFile(path));
  return new Map(read.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

/** A small tree for planted offences. */
export function plant(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

export function isCode(path: string): boolean {
  return CODE.has(extname(path));
}

export function isScript(path: string): boolean {
  return [".ts", ".tsx", ".mjs"].includes(extname(path));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("test/");
}

/** Words of a file's own name, without its extensions: `sign-handover.test.ts` → sign, handover, test. */
export function wordsOfName(path: string): string[] {
  return basename(path)
    .replace(/\.[a-z]+$/, "")
    .split(/[-._]|(?<=[a-z0-9])(?=[A-Z])/)
    .map((word) => word.toLowerCase());
}

function isFile(path: string): boolean {
  const full = join(ROOT, path);
  return existsSync(full) && statSync(full).isFile();
}
