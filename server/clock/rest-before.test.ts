import { expect, test } from "vitest";
import { restBefore } from "./rest-before.ts";

test("the clock rests until what comes next, never longer than a second, and never looks again at once at what somebody else works at", () => {
  expect([700, 60_000, Number.POSITIVE_INFINITY].map(restBefore)).toEqual([700, 1_000, 1_000]);
  expect([0, -60_000, 19].map(restBefore)).toEqual([20, 20, 20]);
});
