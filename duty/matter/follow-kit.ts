import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Matter } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";

export interface FollowKitBody {
  /** Whole id of the matter's stream. */
  readonly matter: string;
  readonly item: string;
  readonly missing: number;
  readonly damaged: number;
  readonly handover: string;
  /** Whole id of the matter in whose place it comes where that is about something else: somebody opened it under the id of this one. */
  readonly insteadOf?: string | undefined;
  /** Who took the post over. */
  readonly by?: PersonId | undefined;
}

export interface FollowKitFacts {
  /** Whether the matter in whose place this one would come is about something else. */
  readonly isTaken: boolean;
}

/** Whether a matter is there that is not about this item of the kit. */
export function isAboutSomethingElse(matter: Matter, item: string): boolean {
  return matter.phase !== "unknown" && matter.kit?.item !== item;
}

/**
 * Follows a completed hand-over that counted an item of the kit: what is wanting becomes a matter, what is known to be is told as it was counted
 * now, and what is found again settles it (ZB-33). A matter about something else stays as it is: the next one follows the kit.
 */
export const followKit: Decide<Matter, FollowKitBody, MatterRule, FollowKitFacts, MatterEntry> = ({
  state,
  body: { item, missing, damaged, handover, insteadOf, by },
  rule: { kit },
  facts: { isTaken },
  circumstances,
}) => {
  if (isAboutSomethingElse(state, item) || (insteadOf !== undefined && !isTaken)) return enter();
  const isWhole = missing === 0 && damaged === 0;
  if (state.phase === "open") {
    if (isWhole) return enter({ type: "matter.kit-found", body: { handover } });
    const isSame = state.kit?.missing === missing && state.kit.damaged === damaged;
    return isSame ? enter() : enter({ type: "matter.kit-recounted", body: { missing, damaged, handover } });
  }
  if (state.phase === "settled" || isWhole || !kit) return enter();
  const dueAt = plusMinutes(circumstances.now, kit.withinMinutes);
  const holder = by === undefined ? {} : { by };
  const wanting = { item, missing, damaged, handover, ...holder, dueAt, under: circumstances.under };
  return enter({ type: "matter.kit-wanting", body: wanting });
};
