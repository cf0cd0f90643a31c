import { repository } from "../tidy/tree.ts";
import type { Drill } from "./drill-result.ts";
import { redTests } from "./red-tests.ts";

/** The tests that ask everything in every way (`*.long.test.ts`), which are too long for `npm test`. */
export const longDrill: Drill = async ({ seed }) => {
  const files = [...repository().keys()].filter((path) => path.endsWith(".long.test.ts"));
  const failures = await redTests(["--project", "long"], { ZHIBAN_LONG: "1", ZHIBAN_SEED: String(seed) });
  return { name: "long", passed: failures.length === 0, counts: { files: files.length }, failures };
};
