import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { hasMovedSince } from "./changed-since.ts";
import type { Handover } from "./handover.ts";
import { listedOf, unreasoned, unrelieved } from "./handover-form.ts";
import { type HandoverFacts, notOutgoing, notPrepared } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { AmendBody, HandoverEntry } from "./handover-shapes.ts";

/**
 * What has changed since preparing is taken up in one act: which matters are open, and who relieves (ZB-31). No word is written again, and what
 * somebody has read, counted and said stands as theirs; the signatures were given to another form, and are void.
 */
export const amendHandover: Decide<Handover, AmendBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const actor = personOf(circumstances.actor);
  const { preparation, standIn } = state;
  const relief = body.relief ?? preparation.relief;
  const matters = listedOf(body, facts, preparation.matters);
  const refused =
    notOutgoing(state, facts, actor) ??
    unrelieved({ relief }, rule, facts, { actor, standIn }) ??
    unreasoned(matters, rule);
  if (refused) return refused;
  const next = facts.successors.find((each) => each.person === relief)?.page ?? facts.next;
  // The page that goes on was opened when this one was cut: which one that is, only preparing says.
  if (next !== preparation.next) return refuse("handover.page-changes", ["ZB-07"], { field: "relief" });
  const isSame = relief === preparation.relief && !hasMovedSince(preparation, facts) && body.reasons.length === 0;
  if (isSame) return enter();
  return enter({ type: "handover.amended", body: { ...(relief === undefined ? {} : { relief }), matters } });
};
