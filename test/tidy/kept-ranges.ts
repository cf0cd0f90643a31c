import { join } from "node:path";
import type { z } from "zod";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import type { JsonSchema } from "../open-ends.ts";
import { heard, type Module, sentShapes } from "./sent-shapes.ts";
import { ROOT, repository } from "./tree.ts";

/* Between which ends everything lies that is sent: a range that is made wider takes what nobody has thought of, and no test would mind. */

/** Where it is written down. */
export const KEPT_RANGES = "test/tidy/kept-ranges.json";

/** What says how much, how long or how many. */
const ENDS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "maxProperties"] as const;
const DATES = ["formatMinimum", "formatMaximum"] as const;

/** The ends of every field of a shape, by its place. */
export function endsOf(schema: JsonSchema, place: string): Record<string, string> {
  const { anyOf = [], oneOf = [], allOf = [], items, properties = {}, additionalProperties: rest } = schema;
  const said = [...ENDS, ...DATES].flatMap((end) => {
    const value = (schema as Readonly<Record<string, unknown>>)[end];
    return value === undefined ? [] : [`${end} ${value}`];
  });
  const inner = [
    ...[...anyOf, ...oneOf, ...allOf].map((each, index) => endsOf(each, `${place}|${index + 1}`)),
    ...(items ? [endsOf(items, `${place}[]`)] : []),
    ...Object.entries(properties).map(([name, each]) => endsOf(each, `${place}.${name}`)),
    ...(typeof rest === "object" ? [endsOf(rest, `${place}{}`)] : []),
  ];
  return Object.assign({}, said.length === 0 ? {} : { [place]: said.join(", ") }, ...inner);
}

/** The ends of everything that is sent to the product as it is now. */
export async function rangesNow(): Promise<Record<string, string>> {
  const files = [...repository().keys()].filter((path) => /^server\/[a-z-]+\/[a-z-]+-answer\.ts$/.test(path));
  const modules = await Promise.all(files.map(async (path) => (await import(join(ROOT, path))) as Module));
  const bodies = Object.entries(acts as Record<string, CommandAct>).flatMap(([name, { shape }]) =>
    shape ? [[name, shape as z.ZodType] as const] : [],
  );
  const all = [...bodies, ...sentShapes(modules)].flatMap(([name, shape]) =>
    Object.entries(endsOf(heard(shape), name)),
  );
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function rangesText(ranges: Readonly<Record<string, string>>): string {
  return `${JSON.stringify(ranges, null, 2)}\n`;
}
