import { expect, test } from "vitest";
import { z } from "zod";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { type JsonSchema, openEnds } from "../open-ends.ts";

/*
 * What has been accepted can be shown, printed and computed with, for everybody: so each number, date, text and list that comes from
 * outside has a range at the door. What is asked by address is held in `extreme-values.story.test.ts`.
 */

function heard(shape: z.ZodType): JsonSchema {
  return z.toJSONSchema(shape, { unrepresentable: "any", io: "input" }) as JsonSchema;
}

const bodies = Object.entries(acts as Record<string, CommandAct>).flatMap(([name, { shape }]) =>
  shape ? [[name, shape] as const] : [],
);

test.each(bodies)("%s takes nothing without an end", (_, shape) => {
  expect(openEnds(heard(shape))).toEqual([]);
});

test.each([
  ["an instant", z.int(), [": no minimum", ": no maximum"]],
  ["a count that only begins", z.int().min(0), [": no maximum"]],
  ["a text", z.string().min(1), [": no maxLength"]],
  ["a text of one long word", z.string().regex(/^[a-z]+$/), [": no maxLength"]],
  ["a text of which only a part is told", z.string().regex(/^a$|b/), [": no maxLength"]],
  ["a day", z.iso.date(), [": no formatMinimum", ": no formatMaximum"]],
  ["a list", z.strictObject({ all: z.array(z.boolean()) }), ["all: no maxItems"]],
  ["a list of texts", z.array(z.string()).max(9), ["[]: no maxLength"]],
  ["a record", z.record(z.string().max(9), z.boolean()), [": no maxProperties"]],
  ["a choice", z.union([z.boolean(), z.int()]), [": no minimum", ": no maximum"]],
  ["whatever", z.unknown(), [": anything at all"]],
])("%s without an end is noticed", (_, shape, ends) => {
  expect(openEnds(heard(shape))).toEqual(ends);
});

test.each([
  ["a number with both", z.int().min(0).max(9)],
  ["a short text", z.string().max(9)],
  ["an id", z.uuid()],
  ["a hash", z.string().regex(/^[0-9a-f]{64}$/)],
  ["one of few", z.enum(["a", "b"])],
  ["whether", z.boolean().optional()],
])("%s has its end", (_, shape) => {
  expect(openEnds(heard(shape))).toEqual([]);
});
