import { expect, test } from "vitest";
import { unaskedRules } from "./rules-here.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every rule of the house is asked of the repository", () => expect(unaskedRules(here)).toEqual([]));

/* Written in parts where they would be asked here. */
const planted = (asks: string) =>
  unaskedRules(
    plant({
      "test/tidy/long.ts": "export function longFiles(tree: Tree): string[] {}\nexport function lines(text: string) {}",
      "test/tidy/long.test.ts": `const here = repository();\n${asks}`,
    }),
  );

test.each([
  ["of nothing", ""],
  ["of planted trees alone", 'test("long", () => expect(longFiles(plant({ "a.ts": "x" }))).toHaveLength(1));'],
  ["of a tree that is called as if it were here", 'const hereabouts = plant({});\nexpect(longFiles("hereabouts"));'],
])("a rule that is asked %s is caught", (_, asks) => expect(planted(asks)).toEqual(["test/tidy/long.ts: longFiles"]));

test.each([
  "expect(longFiles(here)).toEqual([]);",
  "expect(longFiles(here, 300)).toEqual([]);",
  "longFiles(repository());",
])("and none that is asked so: %s", (asks) => expect(planted(asks)).toEqual([]));
