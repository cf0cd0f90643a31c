import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";

/** The first part of the key of every question that a screen asks. */
function questions(): string[] {
  const desk = join(import.meta.dirname, "..");
  const sources = readdirSync(desk, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(desk, file), "utf8"));
  const found = sources.flatMap((source) => [...source.matchAll(/\bqueryKey: \["([a-z-]+)"/g)].map(([, name]) => name));
  return [...new Set(found)].filter((name) => name !== undefined).sort();
}

test("whatever a screen asks is asked again when some noun has changed", () => {
  const renewed = new Set(nouns.flatMap(({ shownBy }) => shownBy));
  expect(questions()).toContain("handover");
  expect(questions().filter((name) => !renewed.has(name))).toEqual([]);
});
