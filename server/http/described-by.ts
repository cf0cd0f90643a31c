import type { z } from "zod";
import { actRefusals } from "#duty/act-refusals.ts";
import {
  refusedAnywhere,
  refusedAsCommand,
  refusedForPin,
  refusedForShape,
  refusedWhenPosted,
  refusedWhileLocked,
  refusedWithoutDesk,
} from "#duty/door/edge-refusals.ts";
import type { HttpOperation } from "#duty/door/operation.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { largestBody } from "./request-bodies.ts";

declare module "fastify" {
  interface FastifySchema {
    /** Codes with which the route refuses: they stand in the document of the interface. */
    readonly refusals?: readonly string[];
  }
}

type Given<O extends HttpOperation, K extends "params" | "query" | "body", Name extends string> = O extends {
  readonly [P in K]: infer Z extends z.ZodType;
}
  ? { readonly [P in Name]: Z }
  : unknown;

type SchemaOf<O extends HttpOperation> = Given<O, "params", "params"> &
  Given<O, "query", "querystring"> &
  Given<O, "body", "body"> & {
    readonly operationId: O["id"];
    readonly summary?: string;
    readonly tags: readonly string[];
    readonly refusals: readonly string[];
    readonly response: O["answer"] extends z.ZodNull ? { readonly 204: z.ZodNull } : { readonly 200: O["answer"] };
  };

/** What a route is told of its operation: its handler gets what was sent and must answer what was promised, each with its type. */
export function describedBy<O extends HttpOperation>(
  operation: O,
): {
  readonly config: Pick<HttpOperation, "desk">;
  readonly schema: SchemaOf<O>;
  readonly bodyLimit: number;
} {
  const { id, desk, summary, params, query, body, answer } = operation;
  const schema = {
    operationId: id,
    tags: [id.split(".")[0] ?? id],
    refusals: refusalsOf(operation),
    ...(summary === undefined ? {} : { summary }),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    response: { [answer.def.type === "null" ? 204 : 200]: answer },
  };
  // Built key by key from the operation, which the type spells out again for the compiler.
  return {
    config: desk === undefined ? {} : { desk },
    schema: schema as unknown as SchemaOf<O>,
    bodyLimit: desk === "anyone" ? largestBody.ofAnyone : largestBody.atDesk,
  };
}

function refusalsOf({ method, desk, params, query, refusals }: HttpOperation): readonly string[] {
  return sortedOnce([
    ...refusedAnywhere,
    ...(params || query || method === "POST" ? refusedForShape : []),
    ...(method === "POST" ? refusedWhenPosted : []),
    ...(desk === "anyone" ? [] : refusedWithoutDesk),
    ...(desk === undefined ? refusedWhileLocked : []),
    ...refusals,
  ]);
}

/** Codes of a command: it comes from an open desk, is shaped, its act may ask for a PIN and has codes of its own; `before`: what is looked at first. */
export function commandRefusals(
  act: string,
  { proof }: Pick<CommandAct, "proof">,
  before: readonly string[] = [],
): readonly string[] {
  return sortedOnce([
    ...refusedAnywhere,
    ...refusedForShape,
    ...refusedWhenPosted,
    ...refusedWithoutDesk,
    ...refusedWhileLocked,
    ...refusedAsCommand,
    ...(proof ? refusedForPin : []),
    ...before,
    ...(actRefusals[act] ?? []),
  ]);
}

function sortedOnce(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].toSorted();
}
