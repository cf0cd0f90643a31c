import { expect, test } from "vitest";
import { lostStops, MOST_STOPS, stopsOf } from "./stops.ts";
import { plant, repository } from "./tree.ts";

const here = repository();
const map = here.get("ARCHITECTURE.md") ?? "";

test("both journeys of the map are short, and each stop is where it says", () => {
  const lengths = stopsOf(map).map(({ title, stops }) => `${title}: ${stops.length} stops`);
  console.log(lengths.join("\n"));
  expect(lengths).toHaveLength(2);
  expect(lostStops(here, map)).toEqual([]);
});

const tree = plant({ "duty/log/line.ts": "export const writeLine = () => 1;\nfunction within() {}\nclass Page {}" });

test.each([
  ["1. `duty/log/page.ts`, `writeLine`: enters.", "stop 1: duty/log/page.ts does not exist"],
  ["1. `duty/log/line.ts`, `openPage`: enters.", "stop 1: duty/log/line.ts declares no openPage"],
  ["1. `duty/log/line.ts` enters.", "stop 1: it names no file, or nothing in it"],
  ["1. The rule enters.", "stop 1: it names no file, or nothing in it"],
  ["Somebody enters.", "has no stops"],
  ["1. `duty/log/line.ts`, `Page`: once more.\n".repeat(MOST_STOPS + 1), "has 9 stops, more than 8"],
])("%j is caught", (stops, reason) => {
  const text = `# Map\n\n## Two journeys\n\n**A line.** One road.\n\n${stops}\n\n## The desk\n\n1. Not a stop.\n`;
  expect(lostStops(tree, text)).toEqual([expect.stringContaining(reason)]);
});

test("stops that hold are not", () => {
  const text =
    "## Two journeys\n\n**A line.** One.\n\n1. `duty/log/line.ts`, `writeLine`: enters,\n   twice.\n2. `duty/log/line.ts`, `within`: x\n";
  expect(lostStops(tree, text)).toEqual([]);
  expect(stopsOf(text)).toMatchObject([{ title: "A line", stops: [{ name: "writeLine" }, { name: "within" }] }]);
});
