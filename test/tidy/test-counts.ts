import { relative } from "node:path";
import { ROOT, type Tree } from "./tree.ts";

/** How many tests each file had when somebody last wrote it down. */
export const TEST_COUNTS = "test/tidy/test-counts.json";

interface Task {
  readonly type: string;
  readonly tasks?: readonly Task[];
}

/** The tests of a suite, however deep. */
export function testsOf({ type, tasks = [] }: Task): number {
  return type === "test" ? 1 : tasks.reduce((sum, each) => sum + testsOf(each), 0);
}

/** Why a file of tests may not begin: it has fewer than are written down. `path` as Vitest names it, `counts` by paths from the root. */
export function tooFew(path: string, found: number, counts: Readonly<Record<string, number>>): string | undefined {
  const here = relative(ROOT, path);
  const floor = counts[here] ?? 0;
  return found < floor ? `${here} has ${found} tests, and ${floor} are written down in ${TEST_COUNTS}` : undefined;
}

/** Files of tests that nobody has counted, and counts of files that are no longer there. */
export function uncountedTests(tree: Tree, counts: Readonly<Record<string, number>>): string[] {
  const files = [...tree.keys()].filter((path) => /\.test\.tsx?$/.test(path));
  return [
    ...files.filter((path) => !counts[path]).map((path) => `${path} stands not in ${TEST_COUNTS}`),
    ...Object.keys(counts)
      .filter((path) => !tree.has(path))
      .map((path) => `${path} stands in ${TEST_COUNTS} and is not there`),
  ];
}
