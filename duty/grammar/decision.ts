/** Id of a numbered rule of a regulation, `GPH-08`, or of the house, `ZB-04`. */
export type RuleId = string;

/**
 * Why something may not be done: a value, never an exception. `code` is stable and is the key of the sentence that people read;
 * `rules` are the clauses that forbid it; `field` is the place in the form; `detail` fills the sentence (names are looked up, never typed here).
 */
export interface Refusal {
  readonly code: string;
  readonly rules: readonly RuleId[];
  readonly field?: string;
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What a rule answers: entries to append (none: it was already so), or a refusal, with entries where the attempt itself must be recorded. */
export type Decision<E> =
  | { readonly refusal?: undefined; readonly entries: readonly E[] }
  | { readonly refusal: Refusal; readonly entries?: readonly E[] };

export function enter<E>(...entries: readonly E[]): Decision<E> {
  return { entries };
}

export function refuse(
  code: string,
  rules: readonly RuleId[],
  about: { field?: string; detail?: Refusal["detail"] } = {},
): { readonly refusal: Refusal } {
  return {
    refusal: {
      code,
      rules,
      ...(about.field === undefined ? {} : { field: about.field }),
      ...(about.detail === undefined ? {} : { detail: about.detail }),
    },
  };
}
