import type { Circumstances } from "./circumstances.ts";
import type { Decision } from "./decision.ts";
import type { Entry } from "./entry.ts";

/** One thing that can be done: facts → entries or refusal. The rule `R` is the composed regulation's word on the noun; `F` are answers to questions. */
export type Decide<S, B, R, F, E extends Entry> = (about: {
  readonly state: S;
  readonly body: B;
  readonly rule: R;
  readonly facts: F;
  readonly circumstances: Circumstances;
}) => Decision<E>;

/**
 * `exclusive`: the lock scope of the stream is locked while it is decided, so nothing that the decision rests on can move.
 * `append`: order does not matter, callers at one lock scope do not wait for each other.
 */
export type Mode = "exclusive" | "append";
