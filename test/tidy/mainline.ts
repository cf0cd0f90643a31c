import { execFileSync } from "node:child_process";
import { ROOT } from "./tree.ts";

/** The main branch as a clone knows it: the copy of the remote first, which a stale local branch cannot hide. */
const NAMES = ["origin/main", "main"];

/**
 * What a file was on the main branch before the change that is being checked; undefined where it was not there.
 *
 * On a branch that is the file where the branch left main. On main itself, where a fresh clone stands, what is being checked is the last
 * change of this very file, so it is the file as it was before that. Throws a sentence where the history that would tell is not here.
 */
export function textBefore(path: string, root = ROOT): string | undefined {
  const git = gitIn(root);
  const { head, left } = standing(git, root);
  if (left !== head) return git("show", `${left}:${path}`);
  if (git("status", "--porcelain", "--", path)) return git("show", `${head}:${path}`);
  // Along the first parents stands what was main; what a merge brought in is one change of it.
  const last = git("log", "--first-parent", "-1", "--format=%H", "--", path);
  if (!last) return undefined;
  if (git("rev-parse", "--verify", "--quiet", `${last}^1`) !== undefined) return git("show", `${last}^1:${path}`);
  if (git("rev-parse", "--is-shallow-repository") === "true") throw new Error(historyMissing(root));
  return undefined; // it came with the first commit of all
}

/** Every version of a file on the main branch since a commit, oldest first, beginning with how it stood there. */
export function versionsSince(commit: string, path: string, root = ROOT): string[] {
  const git = gitIn(root);
  const { left } = standing(git, root);
  if (git("merge-base", "--is-ancestor", commit, left) === undefined)
    throw new Error(`${historyMissing(root)} ${commit}, since when nothing may change, is not in it.`);
  const range = `${commit}..${left}`;
  const changes = git("log", "--first-parent", "--reverse", "--format=%H", range, "--", path);
  return [commit, ...(changes ?? "").split("\n").filter(Boolean)].flatMap(
    (each) => git("show", `${each}:${path}`) ?? [],
  );
}

type Git = (...words: string[]) => string | undefined;

/** Where we are, and where that left main: the same commit on main itself, and where a clone knows no main. */
function standing(git: Git, root: string): { head: string; left: string } {
  const main = NAMES.find((name) => git("rev-parse", "--verify", "--quiet", `${name}^{commit}`) !== undefined);
  const head = git("rev-parse", "--verify", "--quiet", "HEAD");
  const left = main === undefined ? head : git("merge-base", "HEAD", main);
  if (head === undefined || left === undefined) throw new Error(historyMissing(root));
  return { head, left };
}

/** Git in a folder: what it says, or undefined where it ends with a status other than 0. */
function gitIn(root: string): Git {
  return (...words) => {
    try {
      // A clone that belongs to somebody else than the one who runs the tests is still ours to read.
      return execFileSync("git", ["-c", "safe.directory=*", ...words], {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 2 ** 26,
        stdio: ["ignore", "pipe", "ignore"],
      }).trimEnd();
    } catch (error) {
      if (typeof (error as { status?: unknown }).status === "number") return undefined;
      throw error; // there is no git
    }
  };
}

function historyMissing(root: string): string {
  return `The history of ${root} does not reach back far enough to tell what main was before: git fetch --unshallow origin main.`;
}
