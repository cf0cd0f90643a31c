import { expect, test } from "vitest";
import { KEPT_NUMBERS, numbersNow, numbersText } from "./kept-numbers.ts";
import { plant, repository } from "./tree.ts";

test("every number and every comparison that ships is as it was read (after reading a change: node test/tidy/write-numbers.ts)", () => {
  const here = repository();
  const now = numbersNow(here);
  expect(Object.keys(now).length).toBeGreaterThan(1_200);
  expect(now).toEqual(JSON.parse(here.get(KEPT_NUMBERS) ?? "{}"));
  expect(here.get(KEPT_NUMBERS)).toBe(numbersText(now));
});

const numbered = `
  const EVERY_MINUTES = 5;
  export const day = 24 * 60 * minute, atOnce = 1;
  const allowed = { pin: { free: 3 }, rounds: [1, 20] } as const satisfies Allowed;
  export function isLate(now, due, rows) {
    const grace = 2 * minute;
    const names = rows.slice(0, 50).map((each, index) => index + 1);
    for (let step = 0; step < rows.length; step += 1) if (rows.length > 0) throw new HttpProblem(404, names);
    return now - due > grace && 30 >= rows.length && due <= now;
  }
  const settings = { timeWindow: "1 minute", shared_buffers: "128MB" };
  const latest = (rows) => rows.toSorted((one, other) => other.at - one.at);
  class Turns { wait(next) { setTimeout(next, -250); } }
  const Sheet = () => <Input maxLength={60} rows={1} />;`;
const numbersOf = (text: string, path = "web/desk/log/Sheet.tsx") => numbersNow(plant({ [path]: text }));

test("numbers and comparisons are told by file and by what they stand in", () => {
  expect(numbersOf(numbered)).toEqual({
    "web/desk/log/Sheet.tsx EVERY_MINUTES": "5",
    "web/desk/log/Sheet.tsx day": "24 * 60 * minute",
    "web/desk/log/Sheet.tsx atOnce": "1",
    "web/desk/log/Sheet.tsx allowed": "3, 1, 20",
    "web/desk/log/Sheet.tsx isLate": "2 * minute, 50, index + 1, <, > 0, 404, >, <= 30, <=",
    "web/desk/log/Sheet.tsx settings": '"1 minute", "128MB"',
    "web/desk/log/Sheet.tsx latest": "toSorted((one, other) => other.at - one.at)",
    "web/desk/log/Sheet.tsx wait": "-250",
    "web/desk/log/Sheet.tsx Sheet": "60",
  });
  for (const path of ["test/sheet.ts", "server/log/sheet.test.ts", "bench/sheet.ts"])
    expect(numbersOf("const MOST = 5;", path)).toEqual({});
});

test.each([
  ["how often", "EVERY_MINUTES = 5", "EVERY_MINUTES = 500"],
  ["a unit", "60 * minute", "60 * hour"],
  ["how many at once", "atOnce = 1", "atOnce = 2"],
  ["a number deep in an object", "free: 3", "free: 30"],
  ["a number in a list", "[1, 20]", "[1, 21]"],
  ["how much is cut off", "slice(0, 50)", "slice(0, 5)"],
  ["a status", "404", "403"],
  ["a moment that lies on the other side", "due > grace", "due >= grace"],
  ["a comparison turned round", "due <= now", "due >= now"],
  ["a bound", "rows.length > 0", "rows.length > 1"],
  ["a pause", "-250", "-25"],
  ["what a field takes", "maxLength={60}", "maxLength={600}"],
  ["how long, in words", "1 minute", "1 hour"],
  ["an order turned round", "other.at - one.at", "one.at - other.at"],
  ["an order that went", ".toSorted((one, other) => other.at - one.at)", ""],
  ["a number that came", "const grace", "const most = 7; const grace"],
  ["a number that went", "30 >= rows.length", "rows.isFew"],
])("%s is a change", (_, before, after) => {
  expect(numbered).toContain(before);
  expect(numbersOf(numbered.replace(before, after))).not.toEqual(numbersOf(numbered));
});

test("a comparison that is said from its other side stays as it is", () => {
  expect(numbersOf("const f = (age) => 18 <= age;")).toEqual(numbersOf("const f = (age) => age >= 18;"));
});

const sheet = `
  /* A finger hits it. */
  .act { color: red; min-height: var(--touch); font-size: 0.867rem }
  @media (max-width: 700px) {
    .act:hover { min-height: 44px; display: block; }
    .lines > li { margin: 0; }
  }`;
const sizesOf = (text: string) => numbersOf(text, "web/ui/pieces.css");

test("of a style sheet it is told what makes something readable, large enough and reachable", () => {
  expect(sizesOf(sheet)).toEqual({
    "web/ui/pieces.css .act": "color red, min-height var(--touch), font-size 0.867rem",
    "web/ui/pieces.css @media (max-width: 700px) .act:hover": "min-height 44px, display block",
  });
  for (const [before, after] of [
    ["var(--touch)", "30px"],
    ["min-height: 44px;", ""],
    ["0.867rem", "0.7rem"],
    ["color: red", "color: green"],
    ["(max-width: 700px)", "(max-width: 300px)"],
    ["margin: 0", "display: none"],
  ] as const)
    expect([before, sizesOf(sheet.replace(before, after))]).not.toEqual([before, sizesOf(sheet)]);
});
