import { expect, test } from "vitest";
import { plant, repository } from "../tidy/tree.ts";
import { heardRefusals } from "./heard-refusals.ts";
import { addedByScreens, refusalWords, unfilled } from "./refusal-words.ts";

const here = repository();

test("every refusal that was given in this run brings what its words are filled with", () => {
  const words = refusalWords(here);
  expect([...words.values()].flat().filter(({ needs }) => needs.length > 0).length).toBeGreaterThan(40);
  expect(unfilled(heardRefusals(), words, addedByScreens(here))).toEqual([]);
});

test("screens add the code, and no screen alone adds what words may ask for", () =>
  expect([...addedByScreens(here)]).toEqual(["code"]));

const note = `const fill = useDetail(); const about = { ...fill(problem.detail), code: problem.code, when };`;
const panel = `const filled = useDetail(); tell({ ...filled(each.detail), matter, code: each.code });`;
const texts = { refusal: { lacking: { what: "{{code}}: {{functions}}", todo: "{{ functions }}, {{when}}" } } };

test("words that nobody fills are caught, in each language", () => {
  const tree = plant({
    "web/languages/log.en.json": JSON.stringify(texts),
    "web/languages/door.zh-CN.json": JSON.stringify({ refusal: { log: { late: { what_other: "{{count}}" } } } }),
    "web/desk/Note.tsx": note,
    "web/desk/Panel.tsx": panel,
  });
  const [words, added] = [refusalWords(tree), addedByScreens(tree)];
  expect([...added]).toEqual(["code"]);
  expect(unfilled([{ code: "log.lacking", keys: ["functions", "when"] }], words, added)).toEqual([]);
  expect(unfilled([{ code: "log.lacking", keys: ["needed", "when"] }], words, added)).toEqual([
    "log.lacking was given with (needed, when), and its what in en says {{functions}}",
    "log.lacking was given with (needed, when), and its todo in en says {{functions}}",
  ]);
  expect(unfilled([{ code: "log.late", keys: [] }], words, added)).toEqual([
    "log.late was given with (), and its what_other in zh-CN says {{count}}",
  ]);
});
