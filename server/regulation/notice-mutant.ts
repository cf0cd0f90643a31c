import type { RuleId } from "#duty/grammar/decision.ts";
import type { Claim } from "./lead-cases.ts";
import type { Mutant } from "./mutants.ts";
import type { PublishedText } from "./published.ts";
import type { Trial } from "./trial.ts";

/** What notices a mutant. */
export interface Noticed {
  /** Whether anything goes wrong, of what was looked at. */
  readonly any: boolean;
  /** The rules that would be missed. */
  readonly missed: ReadonlySet<RuleId>;
  /** Of these, the ones of which something is not refused any more, or a value or a call changes or goes that nobody had sent. */
  readonly unenforced: ReadonlySet<RuleId>;
}

/**
 * Whether a mutant is noticed, and which of its rules would be missed: for each, a case in which the first thing that goes wrong is an
 * expectation that bears it. What goes wrong later, or before, is not about the rule. Cases are asked as long as one of them may still tell more,
 * so what is found does not hang on which is asked first.
 */
export function noticed(mutant: Mutant, trial: Trial): Noticed {
  const found = { any: false, missed: new Set<RuleId>(), unenforced: new Set<RuleId>() };
  const toEnforce = mutant.leavesOut ? enforcedIn(trial.edition) : new Set<RuleId>();
  const enforces = ({ expected, isComputed }: Claim) =>
    isComputed || expected.kind === "refused" || (expected.kind === "called" && mutant.leavesOut === "a ladder");
  const isWanted = (claim: Claim) =>
    mutant.rules.some(
      (rule) =>
        claim.expected.for.includes(rule) &&
        (!found.missed.has(rule) || (toEnforce.has(rule) && !found.unenforced.has(rule) && enforces(claim))),
    );
  const isDone = (rule: RuleId) => found.missed.has(rule) && (!toEnforce.has(rule) || found.unenforced.has(rule));
  for (const attempt of trial.attemptsOn(mutant)) {
    if (mutant.rules.length > 0 && mutant.rules.every(isDone)) break;
    const until =
      mutant.rules.length > 0
        ? attempt.claims.findLast(isWanted)?.step
        : found.any
          ? undefined
          : Number.POSITIVE_INFINITY;
    const failed = until === undefined ? undefined : attempt.lead(until);
    if (!failed) continue;
    found.any = true;
    if (failed.some(isWanted)) attempt.praise();
    for (const claim of failed) {
      for (const rule of claim.expected.for) {
        found.missed.add(rule);
        if (enforces(claim)) found.unenforced.add(rule);
      }
    }
  }
  return found;
}

function enforcedIn({ adopted }: PublishedText): ReadonlySet<RuleId> {
  return new Set(adopted.rules.filter(({ strength }) => strength === "enforce").map(({ id }) => id));
}
