import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Handover } from "./handover.ts";
import { comesInstead, type HandoverFacts, notPrepared, notThere, sideOf } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, ReopenBody } from "./handover-shapes.ts";

/**
 * Either side takes a prepared hand-over back, before it is completed, and where the relief that was named is not there, whoever has come instead.
 * Signatures given so far are void; the page goes on.
 */
export const reopenHandover: Decide<Handover, ReopenBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const actor = personOf(circumstances.actor);
  const speaks = sideOf(state, facts, actor) !== undefined || comesInstead(state, facts, actor);
  if (!speaks) return refuse("handover.not-a-side", ["ZB-18"]);
  const away = notThere(facts, actor);
  if (away) return away;
  return enter({ type: "handover.reopened", body: { reason: secret("free-text", body.reason) } });
};
