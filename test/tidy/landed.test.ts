import { describe, expect, test } from "vitest";
import { z } from "zod";
import { changes, firstOf, frozen, goldenOf, landedKinds, promised, shapesOf, withAdded } from "./landed.ts";

describe.each(landedKinds)("$name", (kind) => {
  test("are what their golden file says: node test/tidy/landed.ts --add writes down what is new", () => {
    expect(kind.now()).toEqual(goldenOf(kind));
  });

  test("are what they were on main, but for those that were let go by name", () => {
    const { unfrozen } = frozen();
    expect(changes(promised(kind, frozen()), goldenOf(kind), unfrozen[kind.name])).toEqual([]);
  });
});

test("since the freeze nothing is let go", () => {
  const { from, unfrozen } = frozen();
  expect(from !== null && Object.values(unfrozen).some((names) => names.length > 0)).toBe(false);
  expect(Object.keys(unfrozen)).toEqual(landedKinds.map(({ name }) => name));
});

const before = z.strictObject({ key: z.string(), dueAt: z.int() });
const landed = shapesOf({ "bell.rung": before });

test.each([
  ["a field more", before.extend({ note: z.string() })],
  ["a field less", before.omit({ dueAt: true })],
  ["a wider field", before.extend({ key: z.unknown() })],
])("%s is noticed, though the golden file says the same", (_, changed) => {
  const now = shapesOf({ "bell.rung": changed, "bell.hung": before });
  expect(changes(landed, now)).toEqual(["bell.rung is not what it was when it landed"]);
  expect(changes(landed, now, ["bell.rung"])).toEqual([]);
});

test("what is gone is noticed, what is new is not", () => {
  expect(changes(landed, {})).toEqual(["bell.rung has landed and is gone"]);
  expect(changes({}, landed)).toEqual([]);
});

test("since the freeze the first version is the promise: a change cannot become one by landing", () => {
  const spoilt = { "bell.rung": "spoilt", "bell.hung": "new" };
  const promise = firstOf([landed, spoilt, { ...spoilt, "bell.hung": "spoilt too" }]);
  expect(changes(promise, { ...landed, "bell.hung": "new" })).toEqual([]);
  expect(changes(promise, spoilt)).toEqual(["bell.rung is not what it was when it landed"]);
});

test("the command adds, and changes only what was let go", () => {
  const now = { "bell.hung": 1, "bell.rung": 2 };
  expect(withAdded({ "bell.rung": 1 }, now)).toEqual({ "bell.hung": 1, "bell.rung": 1 });
  expect(withAdded({ "bell.rung": 1 }, now, ["bell.rung"])).toEqual(now);
  expect(withAdded({ "bell.rung": 1, "bell.lost": 1 }, {}, ["bell.lost"])).toEqual({ "bell.rung": 1 });
});
