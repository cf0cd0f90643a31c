import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { claimSpots, watched } from "./claim-spots.ts";
import { ClaimsHeard } from "./claims-heard.ts";

/* What a file of tests came to that runs as one test: how many claims it made is counted as vitest does. */
function heardOf(text: string, given: object = {}) {
  let claims = 0;
  const heard = new ClaimsHeard(() => claims);
  const holds = new Proxy({}, { get: (): unknown => Object.assign(() => holds, holds) });
  const expects = () => {
    claims += 1;
    return { toBe: () => holds, toEqual: () => holds, toHaveLength: () => holds, toBeUndefined: () => holds };
  };
  const watchClaims = heard.watch.bind(heard);
  runInNewContext(watched("log.test.ts", text) ?? text, { expect: expects, watchClaims, ...given });
  return { ofTest: heard.ofTest(), ofFile: heard.ofFile((path) => path === "log.test.ts") };
}

const none: readonly number[] = [];
const empty = "log.test.ts:1 claims something of each of a list that has nothing in it";

test.each([
  ["a loop", "for (const each of lines) expect(each).toBe(1);"],
  ["a loop over what is reckoned while it runs", "for (const each of lines.values()) expect(each).toBe(1);"],
  ["a call for each", "lines.forEach((each) => { expect(each).toBe(1); });"],
  ["claims that are waited for together", "Promise.all(lines.map(async (each) => expect(each).toBe(1)));"],
  ["that every one is well", "expect(lines.every(isWell)).toBe(true);"],
  ["that not one is ill", "expect(lines.some(isWell)).toBe(false);"],
  ["that none is ill", "expect(lines.filter(isWell)).toEqual([]);"],
  ["that none is ill, under a name", "const ill = lines.filter(isWell); expect(ill).toEqual([]);"],
  ["that none is ill, told in words", "expect(lines.filter(isWell).map(String)).toEqual([]);"],
  ["that none is ill, by their number", "expect(lines.filter(isWell).length).toBe(0);"],
  ["that none is ill, by length", "expect(lines.filter(isWell)).toHaveLength(0);"],
  ["that nothing ill is found", "expect(lines.find(isWell)).toBeUndefined();"],
  ["that none has a fault", "expect(lines.flatMap(faults)).toEqual([]);"],
  ["of none that is left after choosing", "expect([1].filter(isWell).filter(isWell)).toEqual([]);"],
])("a claim of each of a list is caught where the list is empty: %s", (_, text) => {
  const given = { isWell: () => false, faults: () => [] };
  expect(heardOf(text, { lines: none, ...given }).ofTest).toEqual([empty]);
  if (!text.includes("[1]")) expect(heardOf(text, { lines: [1], ...given }).ofTest).toEqual([]);
});

test("a loop that has something in it once in a test is enough, and a literal list is", () => {
  const loops = "for (const lines of pages) for (const each of lines) expect(each).toBe(1);";
  expect(heardOf(loops, { pages: [[], [1]] }).ofTest).toEqual([]);
  expect(heardOf(loops, { pages: [[], []] }).ofTest).toEqual([empty]);
  expect(claimSpots("log.test.ts", "for (const each of [1, 2]) expect(each).toBe(1);").map(({ kind }) => kind)).toEqual(
    ["claim"],
  );
});

test("a claim that is never made is caught, beside one that is", () => {
  const guarded = "expect(1).toBe(1); if (late) expect(2).toBe(2);";
  expect(heardOf(guarded, { late: false }).ofFile).toEqual(["log.test.ts:1 a claim is never made"]);
  expect(heardOf(guarded, { late: true }).ofFile).toEqual([]);
});

test("one row of a table may have nothing to claim, and not every one", () => {
  const table = "test.each(rows)('%s', (lines) => { for (const each of lines) expect(each).toBe(1); });";
  const rowsOf = (rows: readonly (readonly number[])[]) =>
    heardOf(table, {
      rows,
      test: {
        each: (asked: typeof rows) => (_: string, body: (row: readonly number[]) => void) =>
          asked.forEach((row) => {
            body(row);
          }),
      },
    });
  expect(rowsOf([[], [1]])).toEqual({ ofTest: [], ofFile: [] });
  expect(rowsOf([[], []])).toEqual({ ofTest: [], ofFile: [empty, "log.test.ts:1 a claim is never made"] });
});

test("what a property draws may lead past some of its claims: it is watched as a whole", () => {
  const drawn = "fc.property(any, (drawn) => { expect(drawn).toBe(1); if (late) expect(2).toBe(2); });";
  expect(claimSpots("log.test.ts", drawn).map(({ kind }) => kind)).toEqual(["property"]);
});

/** A property of some runs, of which so many claim something. */
function ran(predicate: string, runs: number) {
  const fc = {
    property: (asked: (drawn: number) => unknown) => {
      for (let drawn = 0; drawn < runs; drawn++)
        try {
          asked(drawn);
        } catch {
          // What a property would rather not be asked is thrown.
        }
    },
  };
  return heardOf(`fc.property(${predicate});`, { fc }).ofTest;
}

test("a property that hardly ever claims is caught, and one that does so often enough is not", () => {
  const rarely = ["log.test.ts:1 a property claims something in 2 of 40 runs"];
  expect(ran("(drawn) => { if (drawn > 1) return; expect(drawn).toBe(1); }", 40)).toEqual(rarely);
  expect(ran("(drawn) => { if (drawn > 1) throw new Error('pre'); expect(drawn).toBe(1); }", 40)).toEqual(rarely);
  expect(ran("(drawn) => { if (drawn > 5) return; expect(drawn).toBe(1); }", 40)).toEqual([]);
  expect(ran("(drawn) => { if (drawn > 1) return; return drawn < 2; }", 10)).toEqual([]);
  expect(ran("(drawn) => { if (drawn >= 0) return; expect(drawn).toBe(1); }", 3)).toEqual([
    "log.test.ts:1 a property claims something in 0 of 3 runs",
  ]);
});
