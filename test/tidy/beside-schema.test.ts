import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { label } from "#duty/grammar/shape.ts";
import { entryShapes } from "#duty/nouns.ts";
import { besideSchema } from "./beside-schema.ts";
import { textBefore } from "./mainline.ts";
import { ROOT } from "./tree.ts";

/** Where a shape of an entry converts or judges beside its schema, and has done so since it landed; it only gets shorter. */
const LIST = "test/tidy/beside-schema.json";

const allowed = JSON.parse(readFileSync(join(ROOT, LIST), "utf8")) as readonly string[];

test("no shape of an entry converts or judges what its schema does not show, but for those that always did", () => {
  expect(besideSchema(entryShapes)).toEqual(allowed);
});

test("those that do only get fewer", () => {
  const before = JSON.parse(textBefore(LIST) ?? JSON.stringify(allowed)) as readonly string[];
  expect(allowed.filter((each) => !before.includes(each))).toEqual([]);
});

test.each([
  ["a number made of what is none", z.coerce.number().int(), "coerce"],
  ["a text that is cut and written small", z.string().trim().toLowerCase(), "trim, toLowerCase"],
  ["a text that is spelt otherwise", z.string().normalize(), "normalize"],
  ["what is made into something else", z.string().transform(Number), "pipe"],
  ["what is made before it is asked", z.preprocess(Number, z.int()), "pipe"],
  ["what is taken though it is wrong", z.string().catch("late"), "catch"],
  ["what is put where nothing is", z.string().default("late"), "default"],
  ["what is asked where nothing is", z.string().prefault("late"), "prefault"],
  ["what a function judges", z.string().refine((text) => text !== "late"), "custom"],
  ["what only a function judges", z.custom<string>((text) => text !== "late"), "custom"],
  ["a name that people give", label(9), "trim, custom, custom, custom, custom"],
])("%s is caught, however deep it stands", (_, shape, what) => {
  const places = (each: z.ZodType) => besideSchema({ "bell.rung": each });
  expect(places(z.strictObject({ why: shape }))[0]).toBe(`bell.rung why: ${what}`);
  expect(places(z.strictObject({ at: z.array(z.strictObject({ why: shape.optional() })) }))[0]).toBe(
    `bell.rung at.element.why.innerType: ${what}`,
  );
  expect(places(z.record(z.string(), z.union([z.int(), shape])))[0]).toBe(`bell.rung valueType.options.1: ${what}`);
});

test("what the schema shows may be asked of an entry", () => {
  const shown = z.strictObject({
    by: z.uuid(),
    on: z.iso.date().optional(),
    key: z
      .string()
      .min(1)
      .max(9)
      .regex(/^[a-z]+$/)
      .nullable(),
    count: z.int().min(0).max(9).multipleOf(3),
    how: z.discriminatedUnion("as", [z.strictObject({ as: z.literal("own") }), z.strictObject({ as: z.enum(["a"]) })]),
    rows: z.array(z.record(z.string(), z.boolean())).length(2),
  });
  expect(besideSchema({ "bell.rung": shown })).toEqual([]);
});
