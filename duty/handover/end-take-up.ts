import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { isToTakeUp } from "./take-up.ts";

export interface EndTakeUpBody {
  /** The hand-over of the shift for which whoever had closed it came again. */
  readonly followedBy: string;
}

/** Follows the hand-over of whoever had closed this one alone and came again: the post has passed from them by that one (ZB-34). */
export const endTakeUp: Decide<Handover, EndTakeUpBody, HandoverRule, Record<string, never>, HandoverEntry> = ({
  state,
  body,
}) => (isToTakeUp(state) ? enter({ type: "handover.take-up-ended", body: { followedBy: body.followedBy } }) : enter());

export interface PutOffFacts {
  /** Who stands at the post in a shift after the one that was closed, and did before its taking up was due. */
  readonly couldTakeUp: readonly PersonId[];
  /** When the shift is over that is the first to end from now on. */
  readonly nextEndsAt: Instant;
}

/**
 * Asked by the clock before it counts that nobody took it up: where nobody was there who could have, since the day has become a holiday or nobody
 * came, or only whoever had closed it, it is for the next shift (ZB-34).
 */
export const putOffTakeUp: Decide<Handover, unknown, HandoverRule, PutOffFacts, HandoverEntry> = ({
  state,
  facts: { couldTakeUp, nextEndsAt },
}) => {
  if (!isToTakeUp(state) || couldTakeUp.some((each) => each !== state.outgoing)) return enter();
  return enter({ type: "handover.take-up-put-off", body: { until: nextEndsAt } });
};
