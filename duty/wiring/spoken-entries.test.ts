import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Recorded } from "#duty/grammar/entry.ts";
import { inWordsOfToday } from "#duty/grammar/upcast.ts";
import { entryShapes, sentenceOf, upcasts } from "#duty/nouns.ts";
import { lin } from "#test/handover-story.ts";
import { absenceRows } from "#test/spoken/absence-rows.ts";
import { attendanceRows } from "#test/spoken/attendance-rows.ts";
import { handoverRows } from "#test/spoken/handover-rows.ts";
import { manningRows } from "#test/spoken/manning-rows.ts";
import { pageRows } from "#test/spoken/page-rows.ts";
import { setUpRows } from "#test/spoken/set-up-rows.ts";
import { fivePast, telling } from "#test/spoken/told-things.ts";
import { type SpokenRow, unspelled } from "#test/spoken/unspelled-variants.ts";
import { type BodySchema, filledUp } from "#test/spoken/varied-bodies.ts";

const spoken = [...absenceRows, ...attendanceRows, ...handoverRows, ...manningRows, ...pageRows, ...setUpRows];
const schemas = Object.entries(entryShapes).map(
  ([type, shape]) => [type, z.toJSONSchema(shape, { io: "input" }) as BodySchema] as const,
);
const schemaOf = new Map(schemas);

function read(type: string, body: unknown, actor: Recorded["actor"] = { person: lin }) {
  const today = inWordsOfToday(upcasts, { type, body });
  return sentenceOf(
    { ...today, actor, version: 1, hash: "h1", at: fivePast, deviceTime: undefined, device: undefined },
    telling,
  );
}

/** How it reads, whatever figures it tells. */
function reading(type: string): (body: unknown) => string {
  return (body) => JSON.stringify(read(type, body)).replace(/\d+/g, "#");
}

test.each(spoken)("%s reads in both languages: %j", (type, body, zh, en) => {
  const whole = filledUp(schemaOf.get(type) ?? {}, body);
  expect(entryShapes[type]?.safeParse(whole)).toMatchObject({ success: true });
  expect(read(type, whole)).toEqual({ zh, en });
});

test.each(schemas)("%s is spelled out in each of the ways in which it can read", (type, schema) =>
  expect(unspelled(type, schema, reading(type), spoken)).toEqual([]),
);

describe("what is not spelled out is caught", () => {
  const shape = z.strictObject({
    bare: z.boolean(),
    by: z.enum(["bell", "voice"]),
    note: z.string().optional(),
    minutes: z.int().min(0),
    told: z.array(z.strictObject({ ill: z.boolean() })),
    silent: z.boolean().optional(),
  });
  type Bell = z.output<typeof shape>;
  const schema = z.toJSONSchema(shape) as BodySchema;
  const reads = (body: unknown) => {
    const { bare, by, note = "", minutes, told } = body as Bell;
    if (bare) return "nobody";
    return `${by}${note}${minutes > 0 ? "late" : ""}${told.map(({ ill }) => (ill ? "ill" : "well")).join()}`;
  };
  const row = (body: Partial<Bell>): SpokenRow => ["bell.rung", body, "", ""];
  const whole = [
    row({ bare: true }),
    row({ bare: false, by: "bell", minutes: 0, told: [] }),
    row({ bare: false, by: "voice", note: "x", minutes: 3, told: [{ ill: true }] }),
    row({ bare: false, by: "voice", told: [{ ill: false }] }),
  ];
  const without = (index: number) => unspelled("bell.rung", schema, reads, whole.toSpliced(index, 1));

  test("a type without a row", () =>
    expect(unspelled("bell.rung", schema, reads, [])).toEqual(["bell.rung is spelled out in no row"]));
  test("nothing, where every way has a row", () => expect(unspelled("bell.rung", schema, reads, whole)).toEqual([]));
  test.each([
    [0, ["bare is true"]],
    [1, ["by is bell", "told is none"]],
    [2, ["note is some", "minutes is some", "told.0.ill is true"]],
    [3, ["told.0.ill is false"]],
  ])("a way whose row is taken out (%i)", (index, ways) =>
    expect(without(index)).toEqual(
      ways.map((way) => `bell.rung reads otherwise where ${way}, and no row spells it out`),
    ),
  );
  test("a part that hides behind another", () =>
    expect(unspelled("bell.rung", schema, reads, [row({ bare: true, note: "x" }), ...whole.slice(1, 2)])).toContain(
      "bell.rung reads otherwise where note is some, and no row spells it out",
    ));
});

test("what the product did by itself is said of the product", () => {
  expect(read("handover.opened", {}, "reaction")?.zh).toBe("系统启用本班交接");
  expect(read("obligation.acknowledged", { key: "settle" }, "clock")?.zh).toBe("时钟已应答：〈settle〉");
});
