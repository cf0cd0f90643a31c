import { expect, test } from "vitest";
import biome from "../../biome.json" with { type: "json" };
import { barrels, drawers, longFiles, namesakes, wideFiles } from "./shapes.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("no file is longer than can be read in one sitting", () => expect(longFiles(here)).toEqual([]));
test("no file knows too many others", () => expect(wideFiles(here)).toEqual([]));
test("no file is a drawer", () => expect(drawers(here)).toEqual([]));
test("every file name stands once", () => expect(namesakes(here)).toEqual([]));
test("nothing passes on what stands elsewhere", () => expect(barrels(here)).toEqual([]));

test("the linter refuses functions of more than 60 lines", () => {
  const rule = biome.linter.rules.complexity.noExcessiveLinesPerFunction;
  expect(rule.level).toBe("error");
  expect(rule.options.maxLines).toBeLessThanOrEqual(60);
});

test("301 lines are caught, 300 are not", () => {
  const tree = plant({
    "duty/long.ts": "x;\n".repeat(301),
    "duty/right.ts": "x;\n".repeat(300),
    "a.md": "x\n".repeat(999),
  });
  expect(longFiles(tree)).toEqual([expect.stringContaining("duty/long.ts has 301 lines")]);
});

test("16 imports are caught, except in a table of contents", () => {
  const text = Array.from({ length: 16 }, (_, n) => `import { x${n} } from "./x${n}.ts";`).join("\n");
  expect(wideFiles(plant({ "server/wide.ts": text, "duty/nouns.ts": text }))).toEqual([
    expect.stringContaining("server/wide.ts"),
  ]);
});

test.each([
  "duty/log/log-utils.ts",
  "server/helpers.ts",
  "web/ui/types.ts",
  "server/roster-manager.sql",
  "web/ui/ShiftService.tsx",
])("%s is a drawer", (path) => expect(drawers(plant({ [path]: "" }))).toHaveLength(1));

test("a name that only contains such a word is none", () => {
  expect(drawers(plant({ "server/serviceable.ts": "", "duty/typescript.ts": "" }))).toEqual([]);
});

test("two files of one name are caught, two migrations are not", () => {
  const tree = plant({ "duty/log/line.ts": "", "server/log/line.ts": "", "server/migrations/0001-a.sql": "" });
  expect(namesakes(tree)).toEqual(["line.ts is the name of duty/log/line.ts and server/log/line.ts"]);
});

test("a re-export is caught", () => {
  const tree = plant({
    "duty/log/a.ts": 'export * from "./b.ts";',
    "duty/log/c.ts": 'export type { B } from "./b.ts";',
  });
  expect(barrels(tree)).toHaveLength(2);
});
