import { describe, expect, test } from "vitest";
import { wordsOnly } from "../drill/stryker/leave-words-out.ts";
import { floors, foldersOfDuty } from "../drill/stryker/stryker-drill.ts";
import { textBefore } from "./mainline.ts";
import { type AstNode, childrenOf, programOf } from "./syntax.ts";

/* What keeps the mutants of `duty/` honest between two runs of `npm run drill -- stryker`. */

test("only folders of duty have a floor; one that was never raised stands at 0", () => {
  expect(Object.keys(floors()).filter((folder) => !foldersOfDuty().includes(folder))).toEqual([]);
});

test("no floor is lower than it was on main", () => {
  const before: Record<string, number> = JSON.parse(textBefore("test/drill/stryker-floors.json") ?? "{}");
  expect(sunk(before, floors(), foldersOfDuty())).toEqual([]);
  const planted = sunk({ log: 80, matter: 60, gone: 70 }, { log: 79.9 }, ["log", "matter", "bell"]);
  expect(planted).toEqual(["log: 79.9 % after 80 %", "matter: 0 % after 60 %"]);
});

/** Folders that are still there and whose floor is lower, or was taken away. */
function sunk(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
  there: readonly string[],
): string[] {
  const folders = there.filter((folder) => (now[folder] ?? 0) < (before[folder] ?? 0));
  return folders.map((folder) => `${folder}: ${now[folder] ?? 0} % after ${before[folder]} %`);
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
