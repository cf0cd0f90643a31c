import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { goldenOf, goldenText, landedKinds } from "./landed.ts";
import { ROOT } from "./tree.ts";

// By itself, since it asks the formatter, which does not run where mutants live.
test.each(landedKinds)("$name stand in their golden file as the command would write them", (kind) => {
  expect(goldenText(kind, goldenOf(kind))).toBe(readFileSync(join(ROOT, kind.golden), "utf8"));
});
