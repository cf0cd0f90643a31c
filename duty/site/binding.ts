import type { RuleId } from "#duty/grammar/decision.ts";

/** Two rules in force at one post that cannot both be obeyed. */
export interface Collision {
  readonly post: string;
  /** `<noun>.<part>.<field>`. */
  readonly part: string;
  readonly one: readonly RuleId[];
  readonly other: readonly RuleId[];
  /**
   * The other number, where the part is one too and what it asks for would be late before it is allowed: `<noun>.<part>.<field>`, or
   * `shifts.<shift>.minutes`. Undefined where the two say otherwise of the same part.
   */
  readonly against?: string;
}

/** What is wrong with a binding: `code` is that of the refusal, `rules` the clauses that a number would soften. */
export interface BindingError {
  readonly code: string;
  readonly field: string;
  readonly name: string;
  readonly rules: readonly RuleId[];
}
