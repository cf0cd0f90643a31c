import type { z } from "zod";

/**
 * One thing that can be asked over HTTP and is no command, described once (`<noun>-answer.ts`): the server checks by it, the document of
 * the interface is made from it, and browsers take their types from it.
 */
export interface HttpOperation {
  /** Unique in the document, such as `matter.list`; what stands before the point is what it is about. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** What `params` names stands in it as `:person`. */
  readonly path: string;
  readonly summary?: string;
  /** From where it may be asked. `anyone`: no desk needed. `locked`: a desk, though it may be locked. Without a word: an open desk. */
  readonly desk?: "anyone" | "locked";
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Media types of a file that is the body. */
  readonly uploads?: readonly string[];
  /** `z.null()`: it is done, and there is nothing to tell (status 204). */
  readonly answer: z.ZodType;
  /** Codes of its refusals, besides those that its method and its desk bring with them (`edge-refusals.ts`). */
  readonly refusals: readonly string[];
}

/** Keeps the type of each part, so that whoever names the operation knows what is sent and what comes back. */
export function operation<const O extends HttpOperation>(described: O): O {
  return described;
}

/** An operation that only looks. */
export function view<const V extends Omit<HttpOperation, "method" | "body" | "uploads">>(
  described: V,
): V & { readonly method: "GET" } {
  return { ...described, method: "GET" };
}

/** What comes back. */
export type AnswerOf<O extends HttpOperation> = z.output<O["answer"]>;

/** What is sent, before it is checked. */
export type SentWith<O extends HttpOperation> = PartOf<O, "params"> & PartOf<O, "query"> & PartOf<O, "body">;

type PartOf<O, K extends "params" | "query" | "body"> = O extends { readonly [P in K]: infer Z extends z.ZodType }
  ? { readonly [P in K]: z.input<Z> }
  : { readonly [P in K]?: undefined };
