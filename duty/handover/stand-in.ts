import type { Decide } from "#duty/grammar/act.ts";
import { isLeftTo } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Begun, Handover } from "./handover.ts";
import { type HandoverFacts, isSuccessor, outgoingOf } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, StandInBody } from "./handover-shapes.ts";
import { prepareOpensAt } from "./prepare-window.ts";

export interface StandInFacts extends HandoverFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
}

/**
 * Where nobody of the outgoing shift is left, or whoever leads it is away (`isAwayAtEnd`), a superior hands over in its place, with a reason
 * (ZB-17), and another one in the place of a superior who has not signed. Both sides are still two people, so nobody who can take the post over
 * stands in. A form that the superior before had written, or the relief has signed already, is taken back as by reopening.
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
  if (isOutgoingSigned(state)) return refuse("handover.signed-already", ["ZB-03"]);
  if (person !== undefined && person === outgoingOf(state, facts) && !isSuccessor(facts, person)) return enter();
  if (!wantsStandIn(state, rule, facts, circumstances.now)) return refuse("handover.outgoing-there", ["ZB-18"]);
  const { standIn: rules } = rule;
  if (rules && !mayStandIn(rule, facts.functions))
    return refuse("handover.function-lacking", rules.cites, { detail: { functions: rules.by } });
  if (person === undefined || person === state.preparation?.relief || isSuccessor(facts, person))
    return refuse("handover.relief-is-self", ["ZB-18"]);
  const reason = secret("free-text", body.reason);
  const instead = facts.outgoing === undefined ? {} : { instead: facts.outgoing };
  return enter<HandoverEntry>(...(isVoided(state) ? [{ type: "handover.reopened", body: { reason } } as const] : []), {
    type: "handover.stood-in",
    body: { person, reason, ...instead },
  });
};

function isOutgoingSigned({ signatures }: Begun): boolean {
  return signatures.some(({ side }) => side === "outgoing");
}

/** Whether a form waits for signatures that whoever stands in now has no part in: another superior wrote it, or the relief has signed it. */
function isVoided({ phase, signatures, preparedBy, standIn: before }: Begun & Pick<Handover, "phase">): boolean {
  return phase === "prepared" && (signatures.length > 0 || preparedBy === before);
}

/** Whether these functions are enough to hand over in the place of somebody else; where no regulation says which, any are. */
export function mayStandIn({ standIn: rules }: Pick<HandoverRule, "standIn">, functions: readonly string[]): boolean {
  return isLeftTo(rules, functions);
}

/** Whether somebody may hand over in the place of the outgoing side: nobody of the shift is there to do it, and nobody has signed for it. */
export function wantsStandIn(state: Begun, rule: HandoverRule, facts: HandoverFacts, now: Instant): boolean {
  if (isOutgoingSigned(state)) return false;
  const outgoing = outgoingOf(state, facts);
  return outgoing === undefined || outgoing !== facts.outgoing || isAwayAtEnd(state, rule, facts, now);
}

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
  const isAway = away.some((each) => each === outgoing);
  if (!isAway) return false;
  const from = leftAtOnce.some((each) => each === outgoing)
    ? (prepareOpensAt(occurrence, rule) ?? now)
    : occurrence.endsAt;
  return now >= from;
}
