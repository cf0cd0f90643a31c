import { expect, test } from "vitest";
import { z } from "zod";
import { derivedId } from "./derived-id.ts";
import {
  businessDate,
  commandFromOutside,
  dateFromOutside,
  deviceInstant,
  editionDate,
  freeText,
  instantFromOutside,
  instantInAddress,
  instantShape,
  label,
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

test.each([
  ...["\u200b", "\u2060\u2061", "\u3164", "\u00ad", "\u0007", "\u0301", "\u180e", "\u{e0041}", "\u2800", "\u2028"],
  ...[" \u00a0 ", "\ufeff"],
])("neither a name nor a text is made of what nobody sees: %j", (unseen) => {
  expect([takes(label(60), unseen), takes(freeText(60), unseen)]).toEqual([false, false]);
});

test.each([
  ...["\u202e赵鹏", "赵\u200b鹏", "赵\u2066鹏", "赵\u0007鹏", "\u200f赵鹏", "赵\u00ad鹏", "赵鹏\u{e0041}"],
  ...[
    "张\u061c三",
    "张\u034f三",
    "张\u180b三",
    "张\ufff9三",
    "张\u2800三",
    "张\u206a三",
    "张\u{1d173}三",
    "张\u17b4三",
  ],
])("a name has nothing hidden in it, which a text may have: %j", (name) => {
  expect([takes(label(60), name), takes(freeText(60), name)]).toEqual([false, true]);
});

test.each(["赵鹏", "Zoë O’Neil", "阿卜杜拉·买买提", "\u{20bb7}野家", "葛\u{e0100}城", "👮\u200d♀️", "3"])(
  "is a name: %j",
  (name) => {
    expect([takes(label(60), name), takes(freeText(60), name)]).toEqual([true, true]);
  },
);

test("a command does not come under an id that the product gives to what it opens by itself", () => {
  const own = derivedId("lobby/2026-11-21/day/radio");
  for (const id of [own, own.toUpperCase()]) expect(commandFromOutside.safeParse(id).success).toBe(false);
  for (const id of ["4", "7"].map((version) => `00000000-0000-${version}000-8000-000000000001`))
    expect(commandFromOutside.safeParse(id).data).toBe(id);
});
