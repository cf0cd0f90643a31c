import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, TakeMatterBody } from "./handover-shapes.ts";
import { isUnreleased } from "./passing-matters.ts";
import { formTakenOver, mattersListed } from "./take-up.ts";

/** The relief takes one open matter; an important one only once it has been released in writing (ZB-09). */
export const takeMatter: Decide<Handover, TakeMatterBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  const taker = personOf(circumstances.actor);
  const form = formTakenOver({ state, rule, facts, actor: taker });
  if ("refusal" in form) return form;
  if (workDone(form, { outgoing: undefined, incoming: taker }).taken.includes(body.matter)) return enter();
  const open = facts.matters.find((each) => each.id === body.matter);
  if (!open || !form.preparation.matters.some((each) => each.id === body.matter))
    return refuse("handover.no-such-matter", ["ZB-08"], { field: "matter" });
  if (rule.importantMatters && isUnreleased(open, rule))
    return refuse("handover.matter-unreleased", rule.importantMatters.cites, { detail: { matter: open.id } });
  return enter(...mattersListed(state, form), { type: "handover.matter-taken", body: { matter: body.matter } });
};
