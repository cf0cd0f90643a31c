import { expect, test } from "vitest";
import { constantDraws } from "./drawn-values.ts";
import { plant, repository } from "./tree.ts";

test("whatever a property draws can come out in more than one way, and is looked at", () => {
  expect(constantDraws(repository())).toEqual([]);
});

const found = (text: string) => constantDraws(plant({ "duty/a.test.ts": text }));
const property = (drawn: string, told = "(one) => one") => `fc.assert(fc.property(${drawn}, ${told}));`;

test.each([
  property("fc.constant(3)"),
  property("fc.constantFrom(3)"),
  property("fc.nat(), fc.constant(3)", "(one, two) => one + two"),
  property("fc.record({ a: fc.constant(1), b: fc.constant(2) })"),
  property("fc.tuple(fc.constant(1), fc.constant(2))"),
  property("fc.oneof(fc.constant(1))"),
  property("fc.integer({ min: 4, max: 4 })"),
  property("fc.nat({ max: 0 })"),
  property("fc.constant(1).map((each) => each + 1)"),
  property("fc.nat().map(() => 4)"),
  `const times = fc.constant(3); ${property("times")}`,
  `const times = () => fc.constant(3); ${property("times()")}`,
  property("fc.nat()", "() => true"),
  "fc.assert(fc.asyncProperty(async () => {}));",
])("%s is caught", (text) => {
  expect(found(text)).toHaveLength(1);
});

test.each([
  property("fc.nat()"),
  property("fc.integer({ min: 4, max: 5 })"),
  property("fc.integer({ max: 5 })"),
  property("fc.constantFrom(...ways)"),
  property("fc.oneof(fc.constant(1), fc.constant(2))"),
  property("fc.record({ a: fc.constant(1), b: fc.nat() })"),
  property("fc.record({ a: fc.constant(1) }, { requiredKeys: [] })"),
  property("made()", "holds"),
  property("...drawn", "(one) => one"),
])("%s is none", (text) => {
  expect(found(text)).toEqual([]);
});
