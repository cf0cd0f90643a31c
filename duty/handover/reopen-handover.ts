import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import type { Handover } from "./handover.ts";
import {
  comesInstead,
  type HandoverFacts,
  isClosedTooSoon,
  notPrepared,
  notThere,
  sideOf,
  takesBack,
} from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, ReopenBody } from "./handover-shapes.ts";

/**
 * Either side takes a prepared hand-over back, before it is completed, and where the relief that was named is not there, whoever has come instead.
 * What was closed alone either takes back once somebody has come to take over, and whoever has come for the very next shift also where nobody of the
 * one before is there any more (ZB-20). Signatures given so far are void; the page goes on, unless it was closed: then the next one does.
 */
export const reopenHandover: Decide<Handover, ReopenBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared" && !isClosedTooSoon(state, facts)) return notPrepared(state);
  const actor = personOf(circumstances.actor);
  if (!mayReopen(state, facts, actor)) return refuse("handover.not-a-side", ["ZB-18"]);
  const away = notThere(facts, actor);
  if (away) return away;
  const owedSince = state.phase === "completed" ? facts.latecomerDueAt : undefined;
  const reopened: HandoverEntry = {
    type: "handover.reopened",
    body: { reason: secret("free-text", body.reason), ...(owedSince === undefined ? {} : { owedSince }) },
  };
  // Whoever came late is late; that it could not be handed over to them before is nobody's lateness in handing over (ZB-35).
  return owedSince === undefined
    ? enter(reopened)
    : enter<HandoverEntry>(reopened, { type: "handover.can-pass", body: { since: circumstances.now } });
};

/** Whether somebody may take a form back that waits for its signatures, or was closed before anybody came; what a button asks beforehand. */
export function mayReopen(state: Handover, facts: HandoverFacts, actor: PersonId | undefined): boolean {
  if (state.phase === "prepared") return sideOf(state, facts, actor) !== undefined || comesInstead(state, facts, actor);
  return isClosedTooSoon(state, facts) && takesBack(facts, actor);
}
