import { expect, test } from "vitest";
import { z } from "zod";
import {
  businessDate,
  dateFromOutside,
  deviceInstant,
  editionDate,
  instantFromOutside,
  instantInAddress,
  instantShape,
  monthFromOutside,
  recordUpTo,
} from "./shape.ts";
import { instantOf } from "./time.ts";

const takes = (shape: z.ZodType, value: unknown) => shape.safeParse(value).success;

test.each([
  ["a date", dateFromOutside, ["2000-01-01", "2026-11-21", "2099-12-31"], ["1999-12-31", "2100-01-01", "2026-02-30"]],
  ["an edition", editionDate, ["1957-10-23", "2099-12-31"], ["1899-12-31", "2100-01-01"]],
  ["a month", monthFromOutside, ["2000-01", "2099-12"], ["1999-12", "2100-01", "2026-13"]],
  [
    "a moment",
    instantFromOutside,
    [instantOf("2000-01-01T00:00:00Z"), instantOf("2100-01-01T00:00:00Z")],
    [instantOf("1999-12-31T23:59:59Z"), instantOf("2100-01-01T00:00:01Z"), 0.5, "2026"],
  ],
  [
    "a moment in an address",
    instantInAddress,
    ["1795000000000"],
    ["", "0", "8640000000000001", "1795000000000.5", "soon"],
  ],
])("%s has a first and a last", (_, shape, taken, refused) => {
  expect(taken.filter((each) => !takes(shape, each))).toEqual([]);
  expect(refused.filter((each) => takes(shape, each))).toEqual([]);
});

test("a device whose clock has begun anew is heard, one beyond the century is not", () => {
  expect([0, instantOf("2026-11-21T00:00:00Z")].every((each) => takes(deviceInstant, each))).toBe(true);
  expect([-1, Number.MAX_SAFE_INTEGER].some((each) => takes(deviceInstant, each))).toBe(false);
});

test("a record holds so many values and no more", () => {
  const record = recordUpTo(2, z.string().max(3), z.boolean());
  expect(takes(record, { a: true, b: false })).toBe(true);
  expect(takes(record, { a: true, b: false, c: true })).toBe(false);
  expect(takes(record, { long: true })).toBe(false);
});

test("what entries hold stays as wide as it was first written", () => {
  expect(takes(instantShape, Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(takes(businessDate, "9999-12-31")).toBe(true);
});
