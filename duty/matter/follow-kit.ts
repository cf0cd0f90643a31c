import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Matter, WantingKit } from "./matter.ts";
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
  /** How many the count of this hand-over found, the damaged ones included, and how many the last one did that this matter tells of; undefined: not known. */
  readonly found: number | undefined;
  readonly foundBefore: number | undefined;
}

/** Whether a matter is there that is not about this item of the kit. */
export function isAboutSomethingElse(matter: Matter, item: string): boolean {
  return matter.phase !== "unknown" && matter.kit?.item !== item;
}

/**
 * Follows a completed hand-over that counted an item of the kit: what is wanting becomes a matter, what is known to be is told as it was counted
 * now, and what is found again settles it (ZB-33). A matter about something else stays as it is: the next one follows the kit. A list of the post that
 * has become shorter finds nothing: what is wanting is reckoned from as many as the count asked for that left it so.
 */
export const followKit: Decide<Matter, FollowKitBody, MatterRule, FollowKitFacts, MatterEntry> = ({
  state,
  body: { item, missing, damaged, handover, insteadOf, by },
  rule: { kit },
  facts,
  circumstances,
}) => {
  if (isAboutSomethingElse(state, item) || (insteadOf !== undefined && !facts.isTaken)) return enter();
  if (state.phase === "open") return enter(...countedAgain(state.kit, { missing, damaged, handover }, facts));
  if (state.phase === "settled" || (missing === 0 && damaged === 0) || !kit) return enter();
  const dueAt = plusMinutes(circumstances.now, kit.withinMinutes);
  const holder = by === undefined ? {} : { by };
  const wanting = { item, missing, damaged, handover, ...holder, dueAt, under: circumstances.under };
  return enter({ type: "matter.kit-wanting", body: wanting });
};

/** What a count says of kit that is wanting already. One that asked for more than those before is told of, though as many are missing: so many are to be found now. */
function countedAgain(
  before: WantingKit | undefined,
  { missing, damaged, handover }: Pick<FollowKitBody, "missing" | "damaged" | "handover">,
  { found, foundBefore }: FollowKitFacts,
): MatterEntry[] {
  const asked = (found ?? 0) + missing;
  const toFind = before === undefined || foundBefore === undefined ? asked : foundBefore + before.missing;
  const wanting = { missing: missing + Math.max(toFind - asked, 0), damaged };
  if (wanting.missing === 0 && damaged === 0) return [{ type: "matter.kit-found", body: { handover } }];
  const isSame = before?.missing === wanting.missing && before.damaged === damaged && asked <= toFind;
  return isSame ? [] : [{ type: "matter.kit-recounted", body: { ...wanting, handover } }];
}
