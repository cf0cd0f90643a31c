import { instant } from "#duty/grammar/time.ts";
import type { Side } from "#duty/handover/handover.ts";
import { wantsLateReason, wantsTakeUpReason } from "#duty/handover/late-side.ts";
import type { HandoverDesk } from "./handover-desk.ts";

/** Whether the regulation wants to know from a side why it signs late: of a hand-over, or of what was closed alone and is taken up only now. */
export function asksWhyLate({ state, view, takesUp, relief }: HandoverDesk, side: Side, at: number): boolean {
  const { rule, facts } = view;
  const now = instant(at);
  if (takesUp) return side === "incoming" && wantsTakeUpReason({ state: view.state, rule, facts, now }, relief);
  return state.phase === "prepared" && wantsLateReason({ state, rule, facts, now }, side);
}
