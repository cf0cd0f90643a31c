import { expect, test } from "vitest";
import { largestWhole, wholeNumberOf } from "./whole-number.ts";

test.each([
  ["0", 0],
  ["-0.0", 0],
  ["+3", 3],
  [" 007 ", 7],
  ["1.0", 1],
  ["1.2e3", 1200],
  ["1200e-2", 12],
  ["999999999", largestWhole],
  ["1000000000", undefined],
  ["-1", undefined],
  ["-1200e-2", undefined],
  ["1.5", undefined],
  ["5e-1", undefined],
  ["", undefined],
  ["1 2", undefined],
])("of the field %j is read %j", (field, number) => expect(wholeNumberOf(field)).toBe(number));
