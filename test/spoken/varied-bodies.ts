/*
 * Bodies made from the shape of an entry, and what may vary in them: what is there or not, yes or no, one word of several, none or some. Of
 * texts, names and moments there is one sample each; which one it is changes no sentence otherwise than by being told in it.
 */

/** As much of a JSON schema as shapes of entries use. */
export interface BodySchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly items?: BodySchema;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly BodySchema[];
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
}

type Path = readonly (string | number)[];

/** A place of a body that can stand in several ways. The ways are called by what sets them apart; nothing stands there in the way `absent`. */
export interface VaryingPoint {
  readonly path: Path;
  readonly ways: ReadonlyMap<string, unknown>;
  wayOf(value: unknown): string;
}

const ABSENT = "absent";
const TEXTS = [
  "day",
  "2026-11-21",
  "00000000-0000-4000-8000-000000000003",
  "a".repeat(64),
  "08:00",
  "sample-key",
  "sample.key.part",
  "AB-01",
];

/** A body of this shape: with everything that it may have, or with no more than it must have. */
export function sampleOf(schema: BodySchema, full: boolean): unknown {
  const { type, properties = {}, required = [], items, anyOf } = schema;
  if (anyOf?.[0]) return sampleOf(anyOf[0], full);
  if (schema.enum) return schema.enum[0];
  // What is there as this one value or not at all.
  if (schema.const !== undefined) return schema.const;
  if (type === "boolean") return full;
  if (type === "integer" || type === "number") return full || !isCount(schema) ? 7 : 0;
  if (type === "array") return items && (full || (schema.minItems ?? 0) > 0) ? [sampleOf(items, full)] : [];
  if (type === "object")
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([key]) => full || required.includes(key))
        .map(([key, each]) => [key, sampleOf(each, full)]),
    );
  return textOf(schema);
}

/** What somebody wrote of a body, filled up with samples of what it must have besides. */
export function filledUp(schema: BodySchema, written: unknown): unknown {
  const { type, properties = {}, required = [], items } = schema;
  if (written === undefined) return sampleOf(schema, false);
  if (type === "array" && items && Array.isArray(written)) return written.map((each) => filledUp(items, each));
  if (type !== "object" || typeof written !== "object" || written === null) return written;
  const own = written as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(own), ...required]);
  return Object.fromEntries(
    [...keys].map((key) => [key, properties[key] ? filledUp(properties[key], own[key]) : own[key]]),
  );
}

/** Every place of such a body that can stand in several ways; of a list, its first. */
export function pointsOf(schema: BodySchema, path: Path = [], optional = false): readonly VaryingPoint[] {
  const { type, properties = {}, required = [], items } = schema;
  const ways = new Map<string, unknown>(optional ? [[ABSENT, undefined]] : []);
  for (const each of valuesOf(schema)) ways.set(wayIn(schema, each), each);
  const below =
    type === "object"
      ? Object.entries(properties).flatMap(([key, each]) => pointsOf(each, [...path, key], !required.includes(key)))
      : items
        ? pointsOf(items, [...path, 0])
        : [];
  return ways.size > 1 ? [{ path, ways, wayOf: (value) => wayIn(schema, value) }, ...below] : below;
}

/** What stands at a place; undefined where nothing does. */
export function standingAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, key) => (found as Record<string | number, unknown> | undefined)?.[key], body);
}

/** The body with something else at a place; undefined where the body has no such place. */
export function withAt(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof body !== "object" || body === null) return undefined;
  const own = body as Readonly<Record<string | number, unknown>>;
  if (Array.isArray(body) && !(key in own)) return undefined;
  const inner = rest.length === 0 ? value : withAt(own[key], rest, value);
  if (inner === undefined && rest.length > 0) return undefined;
  if (Array.isArray(body)) return body.map((each, index) => (index === key ? inner : each));
  const { [key]: _, ...others } = own;
  return inner === undefined ? others : { ...others, [key]: inner };
}

function valuesOf(schema: BodySchema): readonly unknown[] {
  const full = sampleOf(schema, true);
  if (schema.enum) return schema.enum;
  if (/^(?:boolean|integer|number|array)$/.test(schema.type ?? "")) return [full, sampleOf(schema, false)];
  return [full];
}

/** How many of something: it begins at none. A moment begins nowhere, and one is as good as another. */
function isCount({ minimum }: BodySchema): boolean {
  return minimum === 0;
}

function wayIn(schema: BodySchema, value: unknown): string {
  if (value === undefined) return ABSENT;
  if (typeof value === "boolean" || schema.enum) return String(value);
  if (typeof value === "number") return value === 0 && isCount(schema) ? "none" : "some";
  return Array.isArray(value) && value.length === 0 ? "none" : "some";
}

/** @throws Error where no sample has the form that is asked for */
function textOf({ pattern, minLength = 0 }: BodySchema): string {
  const form = new RegExp(pattern ?? "", "u");
  const found = TEXTS.find((each) => form.test(each) && each.length >= minLength);
  if (found === undefined) throw new Error(`no sample of a text reads like ${pattern}: add one`);
  return found;
}
