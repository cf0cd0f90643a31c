import fc from "fast-check";
import type { JsonSchema } from "./open-ends.ts";

/** One field of a shape, a value for it, and where it stands. */
export interface Tried {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

const milliseconds = 8.64e15;
/** What numbers and calendars end with, and a step further; each has broken something somewhere. */
const numbers = [-Number.MAX_SAFE_INTEGER, -milliseconds - 1, -1, 2 ** 31, milliseconds + 1, Number.MAX_SAFE_INTEGER];
const dates = ["0001-01-01", "9999-12-31"];

/** Every number, date and text of a shape with values that it must not take: a step beyond its range, and the extremes of its kind. */
export function beyond(schema: JsonSchema): Tried[] {
  return leaves(schema).flatMap(({ path, leaf }) => wrongOf(leaf).map((value) => ({ path, value })));
}

/** Every number and date with the first and the last value of its range. */
export function edges(schema: JsonSchema): Tried[] {
  return leaves(schema).flatMap(({ path, leaf }) => {
    const { minimum, maximum, formatMinimum, formatMaximum } = leaf;
    const ends = [minimum, maximum, formatMinimum, formatMaximum].filter((each) => each !== undefined);
    return ends.map((value) => ({ path, value }));
  });
}

/** A body in which nothing stands but this one field. */
export function bodyWith({ path, value }: Tried): unknown {
  return path.reduceRight<unknown>((inner, step) => (step === 0 ? [inner] : { [step]: inner }), value);
}

interface Leaf {
  readonly path: Tried["path"];
  readonly leaf: JsonSchema;
}

function leaves(schema: JsonSchema, path: Tried["path"] = []): Leaf[] {
  if (schema.type === "array") return leaves(schema.items ?? {}, [...path, 0]);
  if (schema.type !== "object") return [{ path, leaf: schema }];
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => leaves(each, [...path, name]));
  const { additionalProperties: rest, propertyNames } = schema;
  if (typeof rest !== "object") return named;
  return [...named, ...leaves(rest, [...path, nameLike(propertyNames?.pattern ?? "^a$")])];
}

function nameLike(pattern: string): string {
  const [name] = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 });
  if (name === undefined) throw new Error(`no name is like ${pattern}`);
  return name;
}

function wrongOf({ type, minimum, maximum, format, maxLength, enum: choices }: JsonSchema): unknown[] {
  if (type === "integer") {
    const ends = [minimum === undefined ? [] : [minimum - 1], maximum === undefined ? [] : [maximum + 1]].flat();
    const outside = numbers.filter((each) => !(each >= (minimum ?? 0) && each <= (maximum ?? 0)));
    return [...ends, ...outside].filter(Number.isSafeInteger);
  }
  if (type !== "string") return [];
  if (format === "date") return dates;
  return choices ? ["none-of-them"] : ["长".repeat((maxLength ?? 1000) + 1), "a\0b"];
}
