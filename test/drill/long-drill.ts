import { repository } from "../tidy/tree.ts";
import type { Drill } from "./drill-result.ts";
import { redTests } from "./red-tests.ts";

/**
 * The tests that ask everything in every way (`*.long.test.ts`), which are too long for `npm test`. The short form leaves out the one that walks
 * every cell of a table in a browser, which takes as long as all others together.
 */
export const longDrill: Drill = async ({ short, seed }) => {
  const left = short ? ["test/journeys/desk-states.long.test.ts"] : [];
  const files = [...repository().keys()].filter((path) => path.endsWith(".long.test.ts") && !left.includes(path));
  const words = ["--project", "long", ...left.flatMap((path) => ["--exclude", path])];
  const failures = await redTests(words, { ZHIBAN_LONG: "1", ZHIBAN_SEED: String(seed) });
  return { name: "long", passed: failures.length === 0, counts: { files: files.length }, failures };
};
