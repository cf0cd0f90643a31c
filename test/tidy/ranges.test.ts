import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { operation } from "#duty/door/operation.ts";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { openEnds } from "../open-ends.ts";
import { heard, type Module, openShapes } from "./sent-shapes.ts";
import { ROOT, repository } from "./tree.ts";

/*
 * What has been accepted can be shown, printed and computed with, for everybody: so each number, date, text and list that comes from
 * outside has a range at the door. `extreme-values.story.test.ts` sends what lies beyond it.
 */

const bodies = Object.entries(acts as Record<string, CommandAct>).flatMap(([name, { shape }]) =>
  shape ? [[name, shape] as const] : [],
);

test.each(bodies)("%s takes nothing without an end", (_, shape) => {
  expect(openEnds(heard(shape))).toEqual([]);
});

/** The body of a command in a batch is held against the shape of its act, and each command against what a batch may hold, when its turn comes. */
const CHECKED_LATER = [
  ...["commands.send-batch body commands[]: anything at all", "commands.send-by-proof body body: anything at all"],
  "inBatch body: anything at all",
];

test("nothing that is sent is without an end, nor what is only looked at when its turn comes", async () => {
  const files = [...repository().keys()].filter((path) => /^server\/[a-z-]+\/[a-z-]+-answer\.ts$/.test(path));
  const modules = await Promise.all(files.map(async (path) => (await import(join(ROOT, path))) as Module));
  expect(modules.length).toBeGreaterThan(15);
  expect(openShapes(modules)).toEqual(CHECKED_LATER);
});

test("a shape without an end is noticed wherever it is sent, and none that only comes back", () => {
  const row = z.object({ text: z.string() });
  const list = operation({
    ...{ id: "bell.list", method: "POST", path: "/api/bells/:bell", refusals: [] },
    params: z.object({ bell: z.string() }),
    query: z.object({ from: z.int().min(0) }),
    body: z.object({ rung: z.array(z.boolean()) }),
    answer: z.object({ rows: z.array(row) }),
  });
  const inList = z.strictObject({ act: z.string(), body: z.string().max(9) });
  expect(
    openShapes([
      { list, row, rowsShape: z.object({ first: row }) },
      { inList, most: 4 },
    ]),
  ).toEqual([
    "bell.list params bell: no maxLength",
    "bell.list query from: no maximum",
    "bell.list body rung: no maxItems",
    "inList act: no maxLength",
  ]);
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
