import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { type Escalation, isOutstanding, type Obligation, type ObligationEntry } from "#duty/grammar/obligation.ts";
import type { AcknowledgeBody } from "./ledger-shapes.ts";

export interface AcknowledgeFacts {
  readonly obligation: Obligation | undefined;
  readonly escalation: Escalation | undefined;
  /** Functions that the actor holds for the post that owes. */
  readonly functions: readonly string[];
  /** Whether the actor stands at that post: who has left it does not answer the call about that. */
  readonly onDuty: boolean;
}

/** Somebody answers a call: the calling stops, the obligation stays. Who has been called may, and who is on duty at the post (ZB-08). */
export const acknowledgeObligation: Decide<unknown, AcknowledgeBody, unknown, AcknowledgeFacts, ObligationEntry> = ({
  body,
  facts: { obligation, escalation, functions, onDuty },
  circumstances,
}) => {
  if (!obligation) return refuse("ledger.no-such-obligation", ["ZB-08"], { field: "key" });
  if (!isOutstanding(obligation) || escalation?.acknowledgedAt !== undefined) return enter();
  const rung = escalation?.rung ?? 0;
  if (rung === 0) return refuse("ledger.nobody-called", [...obligation.rules, "ZB-08"]);
  const called = obligation.ladder.slice(0, rung).map((each) => each.call);
  const owes = obligation.person !== undefined && obligation.person === personOf(circumstances.actor);
  if (!owes && !onDuty && !called.some((each) => functions.includes(each)))
    return refuse("ledger.not-called", [...obligation.rules, "ZB-08"], { detail: { functions: called } });
  return enter({ type: "obligation.acknowledged", body: { key: body.key, rung } });
};
