import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { Handover } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { isToTakeUp } from "./take-up.ts";

export interface EndTakeUpBody {
  /** The hand-over of the shift for which whoever had closed it came again. */
  readonly followedBy: string;
}

/** Follows the hand-over of whoever had closed this one alone and came again after the rest: the post has passed from them by that one (ZB-34). */
export const endTakeUp: Decide<Handover, EndTakeUpBody, HandoverRule, Record<string, never>, HandoverEntry> = ({
  state,
  body,
}) => (isToTakeUp(state) ? enter({ type: "handover.take-up-ended", body: { followedBy: body.followedBy } }) : enter());
