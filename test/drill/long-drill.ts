import { repository } from "../tidy/tree.ts";
import type { Drill } from "./drill-result.ts";
import { redTests } from "./red-tests.ts";

/**
 * The tests that ask everything in every way (`*.long.test.ts`), which are too long for `npm test`. The short form draws some of the very longest: they
 * read `ZHIBAN_DRAWN_CELLS`.
 */
export const longDrill: Drill = async ({ short, seed }) => {
  const files = [...repository().keys()].filter((path) => path.endsWith(".long.test.ts"));
  const failures = await redTests(["--project", "long"], {
    ...{ ZHIBAN_LONG: "1", ZHIBAN_SEED: String(seed) },
    ...(short ? { ZHIBAN_DRAWN_CELLS: "2" } : {}),
  });
  return { name: "long", passed: failures.length === 0, counts: { files: files.length }, failures };
};
