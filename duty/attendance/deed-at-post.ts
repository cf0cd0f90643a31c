import { type Refusal, type RuleId, refuse } from "#duty/grammar/decision.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** Something that somebody did at their post in a turn: they were there then. */
export interface DeedAtPost {
  readonly at: Instant;
  /** Named as the desk tells it: signed, wrote the form, checked what was handed over, told of a fault, wrote a line, came back, heard of a colleague, stood in for one, asked to go. */
  readonly what: "signed" | "prepared" | "checked" | "found" | "wrote" | "returned" | "heard" | "covered" | "left";
}

/**
 * Why nobody can have left at a moment: they did something at the post after it, by what they themselves entered there (GPH-10, ZB-30). `until`: what
 * they did later was not in this turn.
 */
export function wasAtPost(
  deeds: readonly DeedAtPost[],
  {
    leftAt,
    until,
    field,
    cites,
  }: Readonly<{ leftAt: Instant; until: number; field: string; cites: readonly RuleId[] }>,
): { refusal: Refusal } | undefined {
  const last = deeds
    .filter(({ at }) => at <= until)
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
  if (last === undefined || leftAt >= last.at) return undefined;
  return refuse("attendance.was-at-post", cites, { field, detail: { doneAt: last.at, deed: last.what } });
}
