import { readFileSync } from "node:fs";
import { beforeAll } from "vitest";
import { TEST_COUNTS, testsOf, tooFew } from "./test-counts.ts";
import { ROOT } from "./tree.ts";

/*
 * A table of cases that has become empty makes no test, and nothing fails: a file that has fewer tests than are written down does not begin.
 * More are written down by `ZHIBAN_LONG=1 npx vitest list --json --no-static-parse | node test/tidy/write-test-counts.ts`.
 */

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are asked for
beforeAll(({}, file) => {
  if (!("filepath" in file)) return;
  const written: Readonly<Record<string, number>> = JSON.parse(readFileSync(`${ROOT}/${TEST_COUNTS}`, "utf8"));
  const told = tooFew(file.filepath, testsOf(file), written);
  if (told !== undefined) throw new Error(told);
});
