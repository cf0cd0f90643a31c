import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

export interface OpenHandoverBody {
  readonly occurrence: ShiftOccurrence;
}

/** Follows the first sign-on of a shift: whoever comes on duty owes a hand-over from then on. */
export const openHandover: Decide<Handover, OpenHandoverBody, HandoverRule, Record<string, never>, HandoverEntry> = ({
  state,
  body,
}) => (state.phase === "unknown" ? enter({ type: "handover.opened", body: { occurrence: body.occurrence } }) : enter());
