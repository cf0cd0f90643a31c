import { describe, expect, test } from "vitest";
import floors from "./claim-floors.json" with { type: "json" };
import {
  CLAIM_FLOORS,
  type Floors,
  figuresText,
  type Lowered,
  lostClaims,
  loweredFloors,
  needlessLowered,
  nextFloors,
} from "./claim-floors.ts";
import { claimMeasures } from "./claim-measure.ts";
import lowered from "./lowered-claims.json" with { type: "json" };
import { textBefore } from "./mainline.ts";
import { plant, repository } from "./tree.ts";

test("every file of tests claims what it did: node test/tidy/write-claim-floors.ts writes down what it claims more", () => {
  expect(lostClaims(claimMeasures(repository()), floors)).toEqual([]);
  expect(Object.keys(floors).length).toBeGreaterThan(550);
});

test("what is written down lower than on main has its reason, and no reason outlives its need", () => {
  const before = JSON.parse(textBefore(CLAIM_FLOORS) ?? "{}") as Floors;
  expect(loweredFloors(before, floors, lowered as Lowered)).toEqual([]);
  expect(needlessLowered(floors, lowered as Lowered)).toEqual([]);
});

const path = "web/desk/log/lines.test.ts";
const figures = (text: string, helper = "") =>
  figuresText(
    claimMeasures(plant({ [path]: text, "test/log-desk.ts": helper })).get(path) ?? {
      claims: 0,
      exact: 0,
      said: 0,
      runs: 0,
    },
  );

describe("a claim that is made weaker is less in a figure", () => {
  const drawn = (options: string) =>
    `test("a", () => { fc.assert(fc.property(fc.nat(), (n) => n > least)${options}); });`;
  test.each([
    ["expect(line()).toEqual({ a: 1, b: 2, c: 3 });", "expect(line()).toMatchObject({ a: 1 });", /exact.*said/],
    ["expect(line()).toEqual({ a: 1, b: 2 });", "expect(line()).toEqual({ a: 1 });", /said/],
    ["expect(line()).toEqual({ a: 1 });", "expect(line()).toEqual({ a: expect.any(Number) });", /exact/],
    ["expect(count()).toBe(3);", "expect(count()).toBeGreaterThan(0);", /exact/],
    ["expect(count()).toBe(3);", "expect(count()).not.toBe(3);", /exact/],
    ["expect(line()).toMatchObject({ a: 1 });", "expect(line()).toBeDefined();", /said/],
    ["await expect(one()).resolves.toBe(1);\nexpect(b()).toBe(2);", "expect(b()).toBe(2);", /claims.*exact.*said/],
    [
      'test.each([[1, 2], [3, 4]])("row", (a, b) => expect(f(a)).toBe(b));',
      'test.each([[1, 2]])("row", (a, b) => expect(f(a)).toBe(b));',
      /said/,
    ],
    [
      'const rows = [1, 2, 3] as const;\ntest.each(rows)("row", (a) => expect(f(a)).toBe(1));',
      'const rows = [1, 2] as const;\ntest.each(rows)("row", (a) => expect(f(a)).toBe(1));',
      /said/,
    ],
    ["for (const a of [1, 2]) expect(f(a)).toBe(a);", "for (const a of [] as number[]) expect(f(a)).toBe(a);", /said/],
    [
      "for (const a of [1, 2]) holds(a);\nfunction holds(a) { expect(f(a)).toBe(a); }",
      "for (const a of [1]) holds(a);\nfunction holds(a) { expect(f(a)).toBe(a); }",
      /said/,
    ],
    [
      "const all = { a: 1, b: 2 };\nexpect(line()).toEqual(all);",
      "const all = { a: 1 };\nexpect(line()).toEqual(all);",
      /said/,
    ],
    [
      "const holds = (a) => expect(a).toBe(1);\nholds(f(1));\nholds(f(2));",
      "const holds = (a) => expect(a).toBe(1);\nholds(f(1));",
      /claims.*said/,
    ],
    [drawn(", { numRuns: 300 }"), drawn(", { numRuns: 3 }"), /runs/],
    [drawn(", { numRuns: 300 }"), drawn(""), /runs/],
    [`const runs = 300;\n${drawn(", { numRuns: runs }")}`, `const runs = 5;\n${drawn(", { numRuns: runs }")}`, /runs/],
    [drawn(""), 'test("a", () => expect(0 > least).toBe(false));', /runs/],
  ])("%s → %s", (before, after, less) => {
    const told = lostClaims(claimMeasures(plant({ [path]: after })), { [path]: figures(before) });
    expect(told).toEqual([expect.stringMatching(less)]);
    expect(told[0]).toContain(`${path} claims `);
    expect(lostClaims(claimMeasures(plant({ [path]: before })), { [path]: figures(before) })).toEqual([]);
  });

  test("a function of another file claims for the one that imports and calls it", () => {
    const text = 'import { shows, waits } from "#test/log-desk.ts";\ntest("a", () => { shows("a"); waits(); });';
    expect(figures(text, "export function shows(a) { expect(a).toBe(1); }\nexport function waits() {}")).toBe(
      "1 claims, 0 exact, 1 said, 0 runs",
    );
    expect(figures(text, "export function shows(a) {}\nexport function waits() {}")).toBe(figures(""));
  });
});

describe("what is written down", () => {
  const floor = (claims: number) => figuresText({ claims, exact: 0, said: 9, runs: 0 });
  const now = new Map([[path, { claims: 3, exact: 0, said: 9, runs: 0 }]]);

  test("rises by itself, and falls only for a file that is named", () => {
    expect(nextFloors(now, { [path]: floor(2) }, [])).toEqual({ [path]: floor(3) });
    expect(nextFloors(now, { [path]: floor(4) }, [])).toEqual({ [path]: floor(4) });
    expect(nextFloors(now, { [path]: floor(4) }, [path])).toEqual({ [path]: floor(3) });
    expect(nextFloors(new Map(), { [path]: floor(4) }, [path])).toEqual({});
  });

  test("names the file and the command where it is not met or not there", () => {
    expect(lostClaims(new Map(), { [path]: floor(1) })).toEqual([
      `${path} claims nothing any more: put back what it claimed, or move or lower its line in ${CLAIM_FLOORS} (node test/tidy/write-claim-floors.ts ${path})`,
    ]);
    expect(lostClaims(now, {})).toEqual([
      `${path} stands not in ${CLAIM_FLOORS}: node test/tidy/write-claim-floors.ts`,
    ]);
  });

  test("is lowered or taken out with a reason only, unless the file bears another name", () => {
    const before = { [path]: floor(3) };
    const why = { was: floor(3), why: "the screen that it opened is gone" };
    expect(loweredFloors(before, { [path]: floor(2) }, {})).toEqual([expect.stringContaining("2 claims instead of 3")]);
    expect(loweredFloors(before, {}, {})).toHaveLength(1);
    expect(loweredFloors(before, { "web/desk/log/page.test.ts": floor(2) }, {})).toHaveLength(1);
    expect(loweredFloors(before, { "web/desk/log/page.test.ts": floor(3) }, {})).toEqual([]);
    expect(loweredFloors(before, { [path]: floor(2) }, { [path]: why })).toEqual([]);
    expect(loweredFloors({ [path]: floor(5) }, { [path]: floor(2) }, { [path]: why })).toHaveLength(1);
  });

  test("needs no reason any more where it has risen again, and never one without words", () => {
    const why = { was: floor(3), why: "the screen that it opened is gone" };
    expect(needlessLowered({ [path]: floor(2) }, { [path]: why })).toEqual([]);
    expect(needlessLowered({ [path]: floor(3) }, { [path]: why })).toEqual([
      expect.stringContaining("take its line out"),
    ]);
    expect(needlessLowered({}, { [path]: { ...why, why: "so" } })).toEqual([
      expect.stringContaining("without a reason"),
    ]);
  });
});
