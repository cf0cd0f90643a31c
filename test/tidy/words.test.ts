import { expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { foreignCodes, givenUpWords, wordlessTypes, wrongWords } from "./words.ts";

const here = repository();
const glossary = here.get("GLOSSARY.md") ?? "";

test("names use the words of the glossary", () => {
  expect(givenUpWords(glossary).size).toBeGreaterThan(20);
  expect(wrongWords(here, glossary)).toEqual([]);
});

test("every type of the kernel stands in the glossary", () => expect(wordlessTypes(here, glossary)).toEqual([]));

test("a code leads to its noun", () => expect(foreignCodes(here)).toEqual([]));

const SMALL =
  "| English | 中文 | is | not this word |\n|---|---|---|---|\n| round | 例行巡查 | a form owed | patrol, tour |\n";

test.each([
  ["duty/round/patrol-rule.ts", ""],
  ["duty/round/round.ts", "export function openPatrol() {}"],
  ["duty/round/round.ts", "export type PatrolsOfDay = string[];"],
  ["web/desk/tour/RoundTable.tsx", ""],
])("%s with %s is caught", (path, text) => {
  expect(wrongWords(plant({ [path]: text }), SMALL)).toEqual([expect.stringContaining("the glossary says round")]);
});

test("prose and other words that contain one are not", () => {
  const text = "// unlike a patrol\nexport function contour() {}";
  expect(wrongWords(plant({ "duty/round/round.ts": text }), SMALL)).toEqual([]);
});

test("a code of another noun is caught", () => {
  const text = 'return refuse("log.closed", []); return enter({ type: "round.opened", body });';
  expect(foreignCodes(plant({ "duty/round/open-round.ts": text, "duty/door/conduct.ts": text }))).toEqual([
    "duty/round/open-round.ts says log.closed, which does not begin with round",
  ]);
});

test("a type without a line in the glossary is caught, and a line without a type", () => {
  const tree = plant({
    "duty/grammar/kind.ts": "export interface Kind {}\nexport type StreamKey = string;\ntype Within = 1;",
    "server/door/reads.ts": "export class LockedReads {}\nexport const reads = 1;",
    "server/log/log-view.ts": "export interface Row {}",
  });
  const lines =
    "| kind | 卷的规则 | how a stream changes | |\n| locked reads | 锁定读取 | read | |\n| `Gone` | 无 | was | |\n";
  expect(wordlessTypes(tree, lines)).toEqual([
    "duty/grammar/kind.ts: StreamKey does not stand in the glossary",
    "the glossary has `Gone`, which is no exported type of the kernel",
  ]);
  expect(wordlessTypes(tree, `${lines.replace("Gone", "StreamKey")}`)).toEqual([]);
});
