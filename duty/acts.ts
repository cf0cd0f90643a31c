import type { z } from "zod";
import type { acts } from "#duty/commands.ts";

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
