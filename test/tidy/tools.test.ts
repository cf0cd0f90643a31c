import { expect, test } from "vitest";
import { runTool, toolTime } from "./run-tool.ts";

/* The tools that read the whole repository, so that `npm test` is every check there is. Types are read beside it: `compiled.test.ts`. */

test("the linter finds nothing to say", { timeout: toolTime }, async () => {
  const { status, said } = await runTool("biome", "check", "--error-on-warnings", ".");
  expect(status, said).toBe(0);
});

test("no file, export or dependency lies unused", { timeout: toolTime }, async () => {
  const { status, said } = await runTool("knip");
  expect(status, said).toBe(0);
});
