import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { entryShapes } from "#duty/nouns.ts";

/*
 * Entries are kept for ever and read by every later release, so the shape of a type that stands here never changes: what must become
 * different becomes a new type, with an upcast beside it in the noun. Only new types are added to the file.
 */

const fixed: Record<string, unknown> = JSON.parse(readFileSync(join(import.meta.dirname, "entry-shapes.json"), "utf8"));

function shapeOf(schema: z.ZodType): unknown {
  const { $schema, ...shape } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
  return shape;
}

test("every entry type still has the shape with which it was first written", () => {
  const now = Object.fromEntries(Object.entries(entryShapes).map(([type, schema]) => [type, shapeOf(schema)]));
  expect(now).toEqual(fixed);
});

test("a field more, less or wider is noticed", () => {
  const before = z.strictObject({ key: z.string(), dueAt: z.int() });
  const changed = [
    before.extend({ note: z.string() }),
    before.omit({ dueAt: true }),
    before.extend({ key: z.unknown() }),
  ];
  for (const each of changed) expect(shapeOf(each)).not.toEqual(shapeOf(before));
});
