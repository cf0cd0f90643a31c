import type { z } from "zod";

/*
 * What a shape of an entry does that its JSON Schema does not show. A golden file holds the schema of what has landed; a shape that converts what
 * it is given, or judges it by a function, would change beneath that file without a word.
 */

/** Sorts of shapes of which the schema tells everything. */
const SHOWN = new Set([
  ...["array", "boolean", "enum", "literal", "never", "null", "nullable", "number"],
  ...["object", "optional", "record", "string", "tuple", "union"],
]);
/** Checks of which the schema tells everything. */
const SHOWN_CHECKS = new Set([
  ...["greater_than", "less_than", "multiple_of", "number_format", "string_format"],
  ...["length_equals", "max_length", "min_length"],
]);

/** As much of a definition of zod as is looked at. */
interface Definition {
  readonly type: string;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
}

interface CheckDefinition {
  readonly check: string;
  /** Of a check that writes something else in its place. */
  readonly tx?: (value: string) => string;
}

/** Every place of the shapes that converts or judges in a way that the schema does not show, as `log.line-written text: trim`. */
export function besideSchema(shapes: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(shapes).flatMap(([type, shape]) =>
    below(shape, "", new Set()).map(({ place, what }) => `${type}${place && ` ${place}`}: ${what}`),
  );
}

interface Beside {
  readonly place: string;
  readonly what: string;
}

/** `above`: the shapes around this one, so that one which holds itself is not walked for ever. */
function below(value: unknown, place: string, above: ReadonlySet<unknown>): Beside[] {
  if (typeof value !== "object" || value === null || value instanceof RegExp || above.has(value)) return [];
  const inner = new Set([...above, value]);
  if (!isShape(value))
    return Object.entries(value).flatMap(([name, each]) => below(each, place ? `${place}.${name}` : name, inner));
  const { checks = [], ...def } = value._zod.def;
  const parts = Object.entries(def).flatMap(([name, each]) =>
    below(each, name === "shape" ? place : place ? `${place}.${name}` : name, inner),
  );
  return [...ownOf(def, checks).map((what) => ({ place, what })), ...parts];
}

function ownOf({ type, coerce }: Definition, checks: NonNullable<Definition["checks"]>): string[] {
  const odd = checks.map(({ _zod }) => _zod.def).filter(({ check }) => !SHOWN_CHECKS.has(check));
  const words = [...(SHOWN.has(type) ? [] : [type]), ...(coerce ? ["coerce"] : []), ...odd.map(wordOf)];
  return words.length === 0 ? [] : [words.join(", ")];
}

/** What it does to a text, as zod itself writes it: `trim`, `toLowerCase`. */
function wordOf({ check, tx }: CheckDefinition): string {
  return (tx && /\.(\w+)\(/.exec(String(tx))?.[1]) ?? check;
}

function isShape(value: object): value is { readonly _zod: { readonly def: Definition } } {
  return "_zod" in value;
}
