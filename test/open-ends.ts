/** As much of JSON Schema as the shapes of requests are told in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly formatMinimum?: string;
  readonly formatMaximum?: string;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** Every field of a shape that takes a number, a date, a text, a list or a record without an end; each with what it lacks. */
export function openEnds(schema: JsonSchema, place = ""): string[] {
  const { anyOf, oneOf, allOf, type } = schema;
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  const either = anyOf ?? oneOf;
  if (either) return either.flatMap((each) => openEnds(each, place));
  if (allOf) {
    const { allOf: _, ...own } = schema;
    const ends = [own, ...allOf].map((each) => openEnds(each, place));
    return ends.some((each) => each.length === 0) ? [] : (ends[0] ?? []);
  }
  switch (type) {
    case "boolean":
    case "null":
      return [];
    case "integer":
    case "number":
      return endless(place, { "no minimum": isEnd(schema.minimum), "no maximum": isEnd(schema.maximum) });
    case "string":
      return openText(schema, place);
    case "array":
      return [
        ...endless(place, { "no maxItems": schema.maxItems !== undefined }),
        ...openEnds(schema.items ?? {}, `${place}[]`),
      ];
    case "object":
      return openFields(schema, place);
    default:
      return [`${place}: anything at all`];
  }
}

function openText({ format, formatMinimum, formatMaximum, maxLength, pattern }: JsonSchema, place: string): string[] {
  if (format === "date") {
    return endless(place, { "no formatMinimum": formatMinimum !== undefined, "no formatMaximum": !!formatMaximum });
  }
  const ends = maxLength !== undefined || (pattern !== undefined && endsByItself(pattern));
  return endless(place, { "no maxLength": ends });
}

function openFields(schema: JsonSchema, place: string): string[] {
  const { properties = {}, additionalProperties: rest, propertyNames, maxProperties } = schema;
  const named = Object.entries(properties).flatMap(([name, each]) =>
    openEnds(each, place === "" ? name : `${place}.${name}`),
  );
  if (rest === false || (rest === undefined && schema.properties)) return named;
  return [
    ...named,
    ...endless(place, { "no maxProperties": maxProperties !== undefined }),
    ...openEnds(propertyNames ?? {}, `${place}{name}`),
    ...openEnds(typeof rest === "object" ? rest : {}, `${place}{}`),
  ];
}

function endless(place: string, has: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(has).flatMap(([what, is]) => (is ? [] : [`${place}: ${what}`]));
}

/** What every whole number of the language keeps to is no end. */
function isEnd(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

/** Whether a pattern holds the whole text and nothing in it may be repeated without end. */
function endsByItself(pattern: string): boolean {
  const bare = pattern
    .replaceAll(/\\p\{[^}]*\}/g, "x")
    .replaceAll(/\\./g, "x")
    .replaceAll(/\[[^\]]*\]/g, "x");
  const inner = /^\^(.*)\$$/.exec(bare)?.[1];
  if (inner === undefined) return false;
  let outside = inner;
  while (/\([^()]*\)/.test(outside)) outside = outside.replaceAll(/\([^()]*\)/g, "x");
  return !/[*+]|\{\d+,\}/.test(inner) && !outside.includes("|");
}
