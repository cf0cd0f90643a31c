import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Handover, Side } from "./handover.ts";
import {
  alreadySigned,
  type HandoverFacts,
  isAlone,
  isSideThere,
  notIncoming,
  notOutgoing,
  notPrepared,
  sideOf,
} from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { ConfirmProblemBody, HandoverEntry, RaiseProblemBody } from "./handover-shapes.ts";

/** Either side tells of something that is not in order; both then say that it was talked over face to face (GPH-06, SLH-10). */
export const raiseProblem: Decide<Handover, RaiseProblemBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const actor = personOf(circumstances.actor);
  const refused = alreadySigned(state) ?? notASide({ state, rule, facts, actor });
  if (refused) return refused;
  const problem = { problem: circumstances.command, text: secret("free-text", body.text) };
  return enter({ type: "handover.problem-raised", body: problem });
};

/** One side says that a problem was talked over face to face, while the other is there; the other side says so for itself. */
export const confirmProblem: Decide<Handover, ConfirmProblemBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const actor = personOf(circumstances.actor);
  const refused = alreadySigned(state) ?? notASide({ state, rule, facts, actor });
  if (refused) return refused;
  const problem = state.problems.find((each) => each.key === body.problem);
  const side = sideOf(state, facts, actor);
  if (!problem || !side) return refuse("handover.no-such-problem", ["ZB-18"], { field: "problem" });
  const other: Side = side === "outgoing" ? "incoming" : "outgoing";
  if (rule.problems?.bothConfirm && !isAlone(state) && !isSideThere(state, facts, other))
    return refuse("handover.other-side-not-there", rule.problems.cites, { field: "problem", detail: { side: other } });
  if (problem.confirmed.some((each) => each.side === side && each.by === actor)) return enter();
  return enter({ type: "handover.problem-confirmed", body: { problem: problem.key, side } });
};

/** Each side speaks only while at the post: nobody confirms face to face who is not there. */
function notASide(about: {
  state: Extract<Handover, { phase: "prepared" }>;
  rule: HandoverRule;
  facts: HandoverFacts;
  actor: string | undefined;
}) {
  const { state, rule, facts, actor } = about;
  const side = sideOf(state, facts, actor);
  if (side === "outgoing") return notOutgoing(state, facts, actor);
  return side === "incoming" ? notIncoming(state, facts, actor, rule) : refuse("handover.not-a-side", ["ZB-18"]);
}
