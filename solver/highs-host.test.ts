import type { ModelData } from "highs";
import { expect, test } from "vitest";
import { compile, rosterOfCells } from "./compile.ts";
import { HighsFailed, HighsHost } from "./highs-host.ts";
import { readPlainly } from "./plain-reading.ts";
import type { RosterProblem } from "./roster-problem.ts";
import { Search } from "./search.ts";

/** The cheapest of two ways to reach 3: 3 of the first, at 2 each. */
const small: ModelData = {
  numCols: 2,
  numRows: 1,
  colCost: Float64Array.of(2, 5),
  colLower: new Float64Array(2),
  colUpper: Float64Array.of(9, 9),
  rowLower: Float64Array.of(3),
  rowUpper: Float64Array.of(3),
  matrix: {
    format: "csc",
    numRows: 1,
    numCols: 2,
    starts: Int32Array.of(0, 1, 2),
    indices: Int32Array.of(0, 0),
    values: Float64Array.of(1, 1),
  },
};

/** What the WASM part throws when HiGHS gives itself up. */
const aborted = () => new Error("Aborted(). Build with -sASSERTIONS for more info.");

/** Solves it, and names the instance that did: each has classes of its own. */
function solved(host: HighsHost): { cost: number; instance: unknown } {
  return host.use(small, (model) => {
    model.run();
    return { cost: model.getObjectiveValue(), instance: model.constructor };
  });
}

test("after HiGHS gave itself up in the middle, the next use has a fresh instance and the same answer", async () => {
  const host = new HighsHost();
  await host.ready();
  const before = solved(host);
  expect(before.cost).toBe(6);
  await host.ready();
  expect(solved(host).instance).toBe(before.instance);
  expect(host.failures).toBe(0);
  const cause = aborted();
  const fail = () =>
    host.use(small, (model) => {
      model.run();
      throw cause;
    });
  expect(fail).toThrow(expect.objectContaining({ cause }));
  expect(host.failures).toBe(1);
  expect(() => solved(host)).toThrow(HighsFailed);
  expect(host.failures).toBe(1);
  await host.ready();
  const after = solved(host);
  expect(after.cost).toBe(6);
  expect(after.instance).not.toBe(before.instance);
});

test("a loss within a use within a use counts once; a mistake of ours is not called HiGHS' failure", async () => {
  const host = new HighsHost();
  await host.ready();
  const nested = () =>
    host.use(small, () =>
      host.use(small, () => {
        throw aborted();
      }),
    );
  expect(nested).toThrow(HighsFailed);
  expect(host.failures).toBe(1);
  await host.ready();
  const mistaken = () =>
    host.use(small, () => {
      throw new TypeError("undefined is not a function");
    });
  expect(mistaken).toThrow(TypeError);
  expect(host.failures).toBe(1);
  expect(solved(host).cost).toBe(6);
});

/** Ten days of one post; everyone wants the first day and works on three days, two at least in a row. */
const site: RosterProblem = {
  name: "ten days",
  days: 10,
  weekday: 0,
  shifts: [{ id: "早", minutes: 480 }],
  people: Array.from({ length: 6 }, (_, p) => ({ id: `p${p}` })),
  constraints: [
    { kind: "count", name: "three days", min: 3, max: 3 },
    { kind: "run", name: "two in a row", of: "work", min: 2, max: 3, borders: "neutral" },
    { kind: "wish", name: "first day", day: 0, value: "早", wanted: true, cost: 7 },
  ],
  demands: Array.from({ length: 10 }, (_, day) => ({
    name: `day ${day}`,
    day,
    shifts: ["早"],
    required: 2,
    under: 100,
    over: 10,
  })),
};

test.each([1, 3])("a search whose HiGHS gives itself up (%s) loses no roster and goes on", async (times) => {
  const compiled = compile(site);
  let steps = 0;
  const clock = {
    byTime: false,
    total: 20,
    wallPerSecond: () => 1,
    spent: () => steps,
    step: () => steps++,
    stop: () => steps >= 20,
  };
  const nobody = { found() {}, bounded() {}, priced() {}, adopt: () => undefined };
  const search = new Search(compiled, 1, clock, nobody);
  const use = search.host.use.bind(search.host);
  let solutions = 0;
  let atFailure: number | undefined;
  search.host.use = (data, work) =>
    use(data, (model) => {
      const run = model.run.bind(model);
      model.run = () => {
        if (++solutions > times) return run();
        atFailure = search.cost;
        throw aborted();
      };
      return work(model);
    });
  await search.run("alone");
  expect(search.host.failures).toBe(times);
  expect(solutions).toBeGreaterThan(times);
  expect(search.cost).toBeLessThanOrEqual(atFailure ?? 0);
  const roster = rosterOfCells(compiled, search.cells as Uint8Array);
  // Two of twenty are missing, and four of six cannot have the first day.
  expect(readPlainly(site, roster)).toMatchObject({ broken: {}, cost: 2 * 100 + 4 * 7 });
  expect(search.cost).toBe(228);
});
