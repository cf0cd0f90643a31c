import { expect, test } from "vitest";
import { pinDigits } from "#duty/grammar/limits.ts";
import { keptWithin, numberTyped, pinTyped } from "./typed-digits.ts";

const digits = "1234567890".slice(0, pinDigits);

test("a PIN is handed over when it is whole, not before, and nothing of it is left", () => {
  expect(pinTyped(digits.slice(0, -1))).toEqual({ left: digits.slice(0, -1), whole: undefined });
  expect(pinTyped(digits)).toEqual({ left: "", whole: digits });
});

test("what is pasted around or behind a PIN is left out", () => {
  expect(pinTyped(` ${digits.slice(0, 2)}-${digits.slice(2)} 99`)).toEqual({ left: "", whole: digits });
  expect(pinTyped("one")).toEqual({ left: "", whole: undefined });
});

test.each([
  ["3", 9, 3],
  ["12", 9, 9],
  ["3 pcs", 9, 3],
  ["99999", 20_000, 9999],
  ["", 9, undefined],
  ["-", 9, undefined],
])("typed %j, where there are %d, is %s", (text, most, number) => expect(numberTyped(text, most)).toBe(number));

test("no step leads below nothing or above the most", () => {
  expect([-1, 0, 5, 6].map((each) => keptWithin(each, 5))).toEqual([0, 0, 5, 5]);
});
