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
  /** Who took the post over. */
  readonly by?: PersonId | undefined;
}

/**
 * Follows a completed hand-over that counted an item of the kit: what is wanting becomes a matter, what is known to be is told as it was counted
 * now, and what is found again settles it (ZB-33).
 */
export const followKit: Decide<Matter, FollowKitBody, MatterRule, Record<string, never>, MatterEntry> = ({
  state,
  body: { item, missing, damaged, handover, by },
  rule: { kit },
  circumstances,
}) => {
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
