import type { RuleId } from "#duty/grammar/decision.ts";
import type { PersonId, Recorded, Sealed } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import type { ViolationRule } from "./violation-rule.ts";
import type { ViolationEntry } from "./violation-shapes.ts";

export interface RecordedViolation {
  readonly person: PersonId;
  readonly post: string;
  readonly date: BusinessDate;
  readonly shift: string;
  /** `abandonment`: recorded by itself; `conduct`: by somebody who saw it. */
  readonly kind: "abandonment" | "conduct";
  readonly rules: readonly RuleId[];
  readonly account?: Sealed | undefined;
}

/** One breach of rules that are named, held against one person. */
export type Violation =
  | { readonly phase: "none" }
  | (RecordedViolation & { readonly phase: "recorded"; readonly at: Instant });

export const violationKind: Kind<Violation, ViolationEntry, ViolationRule> = {
  noun: "violation",
  begin: () => ({ phase: "none" }),
  evolve: (_, entry: Recorded<ViolationEntry>) => ({ phase: "recorded", at: entry.at, ...entry.body }),
  owes: () => [],
  under: () => undefined,
};
