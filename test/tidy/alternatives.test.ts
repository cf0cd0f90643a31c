import { expect, test } from "vitest";
import { needlessAlternatives, withoutOne } from "./alternatives.ts";

test.each([
  [/a|b/, ["a", "b"]],
  [/x(?:a|b|c)y/, ["a", "b", "c"]],
  [/x(?:a|b(?<n>c|d))/, ["a", "b(?<n>c|d)", "c", "d"]],
  [/[|(]\||\(/, ["[|(]\\|", "\\("]],
  [/(?<!a|b)c[\]|]/, ["a", "b"]],
  [/abc(?:d)?/, []],
])("of %s the alternatives are %j", (pattern, found) => {
  expect(
    withoutOne(pattern)
      .map(({ without }) => without)
      .toSorted(),
  ).toEqual(found.toSorted());
});

test("what is left is the pattern without it", () => {
  expect(withoutOne(/x(?:a|b|c)y/).map(({ pattern }) => pattern.source)).toEqual([
    "x(?:b|c)y",
    "x(?:a|c)y",
    "x(?:a|b)y",
  ]);
  expect(needlessAlternatives(/a|b/, ["a"])).toEqual(["b"]);
  expect(needlessAlternatives(/a|b/, ["a", "b"])).toEqual([]);
});
