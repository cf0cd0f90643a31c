import { describe, expect, test } from "vitest";
import { wordsOnly } from "../drill/stryker/leave-words-out.ts";
import { floors, foldersOfDuty } from "../drill/stryker/stryker-drill.ts";
import { textBefore } from "./mainline.ts";
import { type AstNode, childrenOf, programOf } from "./syntax.ts";

/* What keeps the mutants of `duty/` honest between two runs of `npm run drill -- stryker`. */

test("every folder of duty has a floor, and nothing else has", () => {
  expect(Object.keys(floors()).toSorted()).toEqual(foldersOfDuty());
});

test("no floor is lower than it was on main", () => {
  const before: Record<string, number> = JSON.parse(textBefore("test/drill/stryker-floors.json") ?? "{}");
  expect(sunk(before, floors())).toEqual([]);
  expect(sunk({ log: 80, gone: 70 }, { log: 79.9 })).toEqual(["log: 79.9 % after 80 %"]);
});

/** Folders that are still there and whose floor is lower. */
function sunk(before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>): string[] {
  const folders = Object.keys(now).filter((folder) => (now[folder] ?? 0) < (before[folder] ?? 0));
  return folders.map((folder) => `${folder}: ${now[folder]} % after ${before[folder]} %`);
}

describe("mutants of words", () => {
  /** The parts of a text that are left out, as they stand there. Babel calls nodes otherwise than ESTree in two places. */
  function leftOut(text: string): string[] {
    const found: string[] = [];
    const visit = (node: AstNode, above: Parameters<typeof wordsOnly>[0] | null): void => {
      const isText = node.type === "Literal" && typeof node.value === "string";
      const type = isText ? "StringLiteral" : node.type === "Property" ? "ObjectProperty" : node.type;
      const place = { node: Object.assign(node, { type }), parent: above?.node ?? null, parentPath: above };
      if (wordsOnly(place as never) !== undefined) found.push(text.slice(node.start, node.end));
      else for (const below of childrenOf(node)) visit(below, place as never);
    };
    visit(programOf("duty/log/log.ts", text), null);
    return found;
  }

  test.each([
    ['refuse("log.closed", ["ZB-01"]);', ['"log.closed"']],
    ['refuse("log.closed", cites, { field, detail: { line } });', ['"log.closed"', "{ field, detail: { line } }"]],
    ['hindrance("log.closed", rule, "lines", { line });', ['"log.closed"', "{ line }"]],
    ['secret("free-text", text);', ['"free-text"']],
    ['z.string().refine(ok, { error: "a line" });', ['error: "a line"']],
    ['throw new RangeError("no line");', ['new RangeError("no line")']],
  ])("are left out of %s", (text, words) => expect(leftOut(text)).toEqual(words));

  test.each([
    'const phase = "open";',
    'enter({ type: "log.closed", body: { line } });',
    'refuse(code, ["ZB-01"]);',
    "z.string().max(200);",
    'state.problems.filter(({ error }) => error === "x");',
    "find({ field: 1, message: 2 });",
  ])("and nothing of %s", (text) => expect(leftOut(text)).toEqual([]));
});
