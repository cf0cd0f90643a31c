import type { Tree } from "./tree.ts";

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
