import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import { type Absence, bareLeaves } from "./absence.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";

/* By whichever act somebody comes to a post that was left at once, they stand in there (ZB-22). */

export interface ComeInsteadBody {
  /** Who has come, by their own turn. */
  readonly turn: Turn;
  /** Where they stand now. */
  readonly post: string;
}

export interface ComeInsteadFacts {
  /** Whose leaving at once is why somebody is to stand in at the post. */
  readonly left: readonly Turn[];
}

/** Follows every coming to a post: whom they stand in for, if anybody is missing there. */
export const comeInstead: Decide<Absence, ComeInsteadBody, AbsenceRule, ComeInsteadFacts, AbsenceEntry> = ({
  facts: { left },
}) => (left.length > 0 ? enter({ type: "absence.came-instead", body: { of: left } }) : enter());

/** Follows that: the call about an empty post has an end, the leave of whoever went has not. */
export const manPost: Decide<
  Absence,
  { readonly turn: Turn; readonly by: PersonId },
  AbsenceRule,
  Record<string, never>,
  AbsenceEntry
> = ({ state, body: { by } }) =>
  bareLeaves(state).length > 0 ? enter({ type: "absence.post-manned", body: { by } }) : enter();
