import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Begun, Handover } from "./handover.ts";
import { alreadySigned, type HandoverFacts, isSuccessor, outgoingOf } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, StandInBody } from "./handover-shapes.ts";
import { prepareOpensAt } from "./prepare-window.ts";

export interface StandInFacts extends HandoverFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
}

/**
 * Where nobody of the outgoing shift is left, or whoever leads it is away (`isAwayAtEnd`), a superior hands over in its place, with a reason
 * (ZB-17); both sides are still two people, so nobody who can take the post over stands in, and whoever has come to be one of these lets
 * another superior do it.
 */
export const standIn: Decide<Handover, StandInBody, HandoverRule, StandInFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  const person = personOf(circumstances.actor);
  if (state.phase === "unknown" || state.neverBegun) return refuse("handover.not-open", ["ZB-01"]);
  if (state.phase === "completed") return refuse("handover.completed-already", ["ZB-03"]);
  const refused = alreadySigned(state);
  if (refused) return refused;
  const outgoing = outgoingOf(state, facts);
  const hasChangedSides = outgoing === state.standIn && isSuccessor(facts, outgoing);
  const isAway = state.standIn === undefined && isAwayAtEnd(state, rule, facts, circumstances.now);
  if (outgoing !== undefined && !hasChangedSides && !isAway)
    return outgoing === person ? enter() : refuse("handover.outgoing-there", ["ZB-18"]);
  const { standIn: rules } = rule;
  if (rules && !rules.by.some((each) => facts.functions.includes(each)))
    return refuse("handover.function-lacking", rules.cites, { detail: { functions: rules.by } });
  if (person === undefined || person === state.preparation?.relief || isSuccessor(facts, person))
    return refuse("handover.relief-is-self", ["ZB-18"]);
  const instead = isAway && outgoing !== undefined ? { instead: outgoing } : {};
  const reason = secret("free-text", body.reason);
  return enter({ type: "handover.stood-in", body: { person, reason, ...instead } });
};

/**
 * Whether whoever leads the shift has not come back to the post by its end, or has left at once when it may be handed over already: the relief
 * waits for nobody who is not there.
 */
export function isAwayAtEnd(
  { occurrence }: Pick<Begun, "occurrence">,
  rule: Pick<HandoverRule, "window">,
  { outgoing, away, leftAtOnce }: Pick<HandoverFacts, "outgoing" | "away" | "leftAtOnce">,
  now: Instant,
): boolean {
  if (outgoing === undefined || !away.includes(outgoing)) return false;
  const from = leftAtOnce.includes(outgoing) ? (prepareOpensAt(occurrence, rule) ?? now) : occurrence.endsAt;
  return now >= from;
}
