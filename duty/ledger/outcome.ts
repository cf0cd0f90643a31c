import { isOverdue, type Obligation } from "#duty/grammar/obligation.ts";

/**
 * What came of an obligation. `in-time`: met before its moment. `late`: met at that moment or after it. `missed`: the moment came and it was
 * not met. `void`: it was owed no more before the moment came. `open`: the moment is still to come.
 */
export const dueOutcomes = ["in-time", "late", "missed", "void", "open"] as const;

export type DueOutcome = (typeof dueOutcomes)[number];

/** Of all outcomes exactly one: nothing is late and in time, or met and missed, at once. */
export function dueOutcomeOf(
  { dueAt, metAt, endedAt }: Pick<Obligation, "dueAt" | "metAt" | "endedAt">,
  now: number,
): DueOutcome {
  if (metAt !== undefined) return isOverdue(dueAt, metAt) ? "late" : "in-time";
  if (endedAt !== undefined) return isOverdue(dueAt, endedAt) ? "missed" : "void";
  return isOverdue(dueAt, now) ? "missed" : "open";
}
