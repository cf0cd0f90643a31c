import { execFileSync } from "node:child_process";
import { oldKernelWords } from "./kernel-words.ts";
import { homonyms, looseFiles, upwardImports } from "./layout.ts";
import { ringsOfFiles, ringsOfFolders } from "./rings.ts";
import { stopsOf } from "./stops.ts";
import { isTest, ROOT, repository, type Tree } from "./tree.ts";

/* Prints what the checks of rooms and words find in commits, or in the working tree: `node test/tidy/write-room-figures.ts f69413b`. */

const commits = process.argv.slice(2);
const rows = (commits.length === 0 ? [repository()] : commits.map(treeAt)).map(figuresOf);
for (const name of Object.keys(rows[0] ?? {})) console.log(`| ${name} | ${rows.map((row) => row[name]).join(" | ")} |`);

function figuresOf(tree: Tree): Record<string, string | number> {
  const upward = upwardImports(tree);
  const withoutTests = new Map([...tree].filter(([path]) => !isTest(path)));
  const journeys = stopsOf(tree.get("ARCHITECTURE.md") ?? "");
  return {
    "scripts directly in `server/`": looseFiles(tree, "server").length,
    "in `duty/`": looseFiles(tree, "duty").length,
    "in `web/`": looseFiles(tree, "web").length,
    "in `web/desk/`": looseFiles(tree, "web/desk").length,
    "imports of what stands above": upward.length,
    "of these in `duty/`": upward.filter((each) => each.startsWith("duty/")).length,
    "of these in `server/`": upward.filter((each) => each.startsWith("server/")).length,
    "of these in `web/`": upward.filter((each) => each.startsWith("web/")).length,
    "circles of files": ringsOfFiles(tree).length,
    "circles of rooms in `web/desk/`": ringsOfFolders(tree, "web/desk").length,
    "circles of rooms in `server/`, tests left out": ringsOfFolders(withoutTests, "server").length,
    "names exported twice": homonyms(tree).size,
    "old words of the kernel": oldKernelWords(tree).length,
    "stops of the journeys": journeys.map(({ stops }) => stops.length).join(" and "),
  };
}

/** The scripts and documents of a commit. */
function treeAt(commit: string): Tree {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });
  const paths = git("ls-tree", "-r", "--name-only", commit)
    .trim()
    .split("\n")
    .filter((path) => /\.(?:tsx?|mjs|md)$/.test(path));
  return new Map(paths.map((path) => [path, git("show", `${commit}:${path}`)]));
}
