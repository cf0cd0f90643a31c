import type { z } from "zod";
import type { acts } from "#duty/nouns.ts";

/*
 * What can be sent and what goes with it, for whoever sends: types only, so that a browser loads nothing of it.
 */

type Acts = typeof acts;

/** An act that people can send, such as `log.write-line`. */
export type ActId = { [A in keyof Acts]: Acts[A]["shape"] extends z.ZodType ? A : never }[keyof Acts];

/** What is sent with an act: its body before it is checked. */
export type ActBody<A extends ActId> = Unchanged<z.input<NonNullable<Acts[A]["shape"]>>>;

/** Whoever sends something may go on holding it: nothing is changed on the way. */
type Unchanged<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Unchanged<T[K]> };

/** A moment, a date: a plain value under a name of its own, which no list of fields describes. */
type Branded = string | number;

/**
 * `B` where it has nothing that `T` does not know, at any depth. The compiler overlooks what is too much in an object that was put together
 * from others, and a misspelt field that may be missing is only that.
 */
export type Exactly<B, T> = B extends readonly (infer Each)[]
  ? readonly Exactly<Each, T extends readonly (infer Known)[] ? Known : never>[]
  : B extends Branded
    ? B
    : B extends object
      ? { readonly [K in keyof B]: K extends keyof T ? Exactly<B[K], NonNullable<T[K]>> : never }
      : B;
