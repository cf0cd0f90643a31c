import type { RuleText } from "#server/site/site-answer.ts";

/** What staff are told that the product does about a rule: what its strength promises, and of what nothing carries, just that. */
export type Promised = RuleText["strength"] | "uncarried";

export function promiseOf({ strength, carried }: Pick<RuleText, "strength" | "carried">): Promised {
  return carried ? strength : "uncarried";
}
