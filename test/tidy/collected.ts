import type { Tree } from "./tree.ts";

/** A file of tests as `vitest list --filesOnly` names it, its path from the root. */
export interface CollectedFile {
  readonly file: string;
  readonly projectName: string;
}

const TEST_FILE = /\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** Every file of tests that no project runs, or more than one: what is not run fails in silence. */
export function miscollected(tree: Tree, collected: readonly CollectedFile[]): string[] {
  return [...tree.keys()].flatMap((path) => {
    if (!TEST_FILE.test(path)) return [];
    const by = collected.filter(({ file }) => file === path).map(({ projectName }) => projectName);
    if (by.length === 1) return [];
    return [by.length === 0 ? `${path} is run by no project` : `${path} is run by ${by.join(" and ")}`];
  });
}
