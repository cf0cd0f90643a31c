import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { Handover } from "./handover.ts";
import { alreadySigned, type HandoverFacts, notIncoming, notPrepared } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, TakeMatterBody } from "./handover-shapes.ts";

/** The relief takes one open matter; an important one only once it has been released in writing (ZB-09). */
export const takeMatter: Decide<Handover, TakeMatterBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const refused = alreadySigned(state) ?? notIncoming(state, facts, personOf(circumstances.actor), rule);
  if (refused) return refused;
  if (state.taken.includes(body.matter)) return enter();
  const open = facts.matters.find((each) => each.id === body.matter);
  if (!open || !state.preparation.matters.some((each) => each.id === body.matter))
    return refuse("handover.no-such-matter", ["ZB-08"], { field: "matter" });
  if (rule.importantMatters?.released && open.class === "important" && !open.released)
    return refuse("handover.matter-unreleased", rule.importantMatters.cites, { detail: { matter: open.id } });
  return enter({ type: "handover.matter-taken", body: { matter: body.matter } });
};
