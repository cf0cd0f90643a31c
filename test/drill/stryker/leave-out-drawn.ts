import { relative } from "node:path";
import { TestRunner } from "vitest";
import { ROOT } from "../../tidy/tree.ts";
import { isBeside } from "./test-order.ts";

/* Set up for mutants that are asked about in haste (`--steady`): whoever draws a new seed is left out there, except beside what is mutated. */

Object.assign(globalThis, {
  drawsSeed: () => {
    const test = TestRunner.getCurrentTest();
    if (test && !isBeside(relative(ROOT, test.file.filepath))) test.context.skip("it draws a new seed each time");
  },
});
