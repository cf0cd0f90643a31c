import { z } from "zod";
import type { HttpOperation } from "#duty/door/operation.ts";
import { type JsonSchema, openEnds } from "../open-ends.ts";

/*
 * What is sent is described in the answer files: by operations, and by shapes that stand there for themselves because their turn comes later, such
 * as what a batch holds. The document of the interface tells nothing of the latter.
 */

/** What a file gives away, by name. */
export type Module = Readonly<Record<string, unknown>>;

/** Everything that is sent, by where it stands; what is answered is not asked. */
export function sentShapes(modules: readonly Module[]): (readonly [name: string, shape: z.ZodType])[] {
  const values = modules.flatMap((each) => Object.entries(each));
  const operations = values.flatMap(([, value]) => (isOperation(value) ? [value] : []));
  const answered = new Set(operations.flatMap(({ answer }) => [...shapesWithin(answer)]));
  const sent = operations.flatMap(({ id, params, query, body }) =>
    Object.entries({ params, query, body }).flatMap(([part, shape]) =>
      shape ? [[`${id} ${part}`, shape] as const] : [],
    ),
  );
  const others = values.flatMap(([name, value]) =>
    isShape(value) && !isAnswered(value, answered) ? [[name, value] as const] : [],
  );
  return [...sent, ...others];
}

/** What of it has no end, with where it stands. */
export function openShapes(modules: readonly Module[]): string[] {
  return sentShapes(modules).flatMap(([name, shape]) => openEnds(heard(shape)).map((each) => `${name} ${each}`));
}

/** A shape of which a part comes back from some operation is told by the product, and has the ends that its own shapes give it. */
function isAnswered(shape: z.ZodType, answered: ReadonlySet<unknown>): boolean {
  const fields = shape instanceof z.ZodObject ? Object.values(shape.shape) : [];
  return answered.has(shape) || (fields.length > 0 && fields.every((each) => answered.has(each)));
}

function* shapesWithin(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null || value instanceof RegExp) return;
  const { _zod: known } = value as { _zod?: { readonly def: object } };
  if (known) yield value;
  for (const each of Object.values(known?.def ?? value)) yield* shapesWithin(each);
}

/** A shape as it is heard, before anything is made of it. */
export function heard(shape: z.ZodType): JsonSchema {
  return z.toJSONSchema(shape, { unrepresentable: "any", io: "input" }) as JsonSchema;
}

function isShape(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType;
}

function isOperation(value: unknown): value is HttpOperation {
  return typeof value === "object" && value !== null && "answer" in value && "path" in value;
}
