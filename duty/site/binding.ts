import type { RuleId } from "#duty/grammar/decision.ts";

/** Two rules in force at one post that cannot both be obeyed. */
export interface Collision {
  readonly post: string;
  /** `<noun>.<part>.<field>`. */
  readonly part: string;
  readonly one: readonly RuleId[];
  readonly other: readonly RuleId[];
}

/** What is wrong with a binding: `code` is that of the refusal, `rules` the clauses that a number would soften. */
export interface BindingError {
  readonly code: string;
  readonly field: string;
  readonly name: string;
  readonly rules: readonly RuleId[];
}
