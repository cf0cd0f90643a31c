import type { Decide } from "#duty/grammar/act.ts";
import { type Decision, enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import {
  type Escalation,
  isAnswered,
  isOutstanding,
  type Obligation,
  type ObligationEntry,
  peopleNamedBy,
} from "#duty/grammar/obligation.ts";
import { isForWhoOwes } from "#duty/grammar/rung-call.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { AcknowledgeBody } from "./ledger-shapes.ts";
import { forWholeSiteFrom } from "./whole-site.ts";

export interface AcknowledgeFacts {
  readonly obligation: Obligation | undefined;
  readonly escalation: Escalation | undefined;
  /** Functions that the actor holds for the post that owes. */
  readonly functions: readonly string[];
  /** Whether the actor is on duty, or covers, at that post: the call is then about them as well. */
  readonly onDuty: boolean;
  /** Whether it calls that the post is empty, and the actor should be there now and has not come: it is about them as well. */
  readonly missing: boolean;
  /** Who of those called by name still belongs to the organisation. */
  readonly called: readonly PersonId[];
}

/**
 * Somebody answers a call: the calling stops, the obligation stays. Who has been called may (ZB-08); whoever holds a function at the site, once
 * the ladder has ended; and whom it is about only where nobody else could, with a reason: for all others it goes on (ZB-27). What calls a colleague
 * is answered by nobody: they say that they have heard (ZB-22).
 */
export const acknowledgeObligation: Decide<unknown, AcknowledgeBody, unknown, AcknowledgeFacts, ObligationEntry> = ({
  body,
  facts,
  circumstances: { actor, now },
}) => {
  const { obligation, escalation } = facts;
  if (!obligation) return refuse("ledger.no-such-obligation", ["ZB-08"], { field: "key" });
  if (!isOutstanding(obligation) || (escalation && isAnswered(escalation))) return enter();
  const person = personOf(actor);
  if (escalation?.selfAnswered && escalation.acknowledgedBy === person) return enter();
  const answering = whoAnswers({ ...facts, obligation }, person, now);
  const at = { key: body.key, rung: escalation?.rung ?? 0 };
  if (answering === "others") return enter({ type: "obligation.acknowledged", body: at });
  return answering === "oneself" ? selfAnswered(body, at) : answering;
};

/** Whether somebody answers for others or for themselves, or why they may not; the screen asks the same beforehand. */
export function whoAnswers(
  facts: AcknowledgeFacts & { readonly obligation: Obligation },
  person: PersonId | undefined,
  now: Instant,
): "others" | "oneself" | ReturnType<typeof refuse> {
  const { obligation, escalation, functions, onDuty, missing } = facts;
  if (!escalation || escalation.rung === 0) return refuse("ledger.nobody-called", [...obligation.rules, "ZB-08"]);
  if (isForWhoOwes(obligation)) return refuse("ledger.to-be-heard", obligation.rules);
  if (isAbout(obligation, { person, onDuty, missing })) {
    if (standsAlone(facts, escalation, person)) return "oneself";
    return refuse("ledger.about-yourself", [...obligation.rules, "ZB-27"]);
  }
  const called = obligation.ladder.slice(0, escalation.rung).map((each) => each.call);
  const whole = forWholeSiteFrom(obligation, escalation);
  const isForAll = whole !== undefined && now >= whole && functions.length > 0;
  if (isForAll || called.some((each) => functions.includes(each))) return "others";
  return refuse("ledger.not-called", [...obligation.rules, "ZB-08"], { detail: { functions: called } });
}

/**
 * Whether something owed is about a person (ZB-27): it names them, or they are on duty, or cover, at the post that owes it, or they are missing at
 * one that is empty. Where the post waits for somebody who does not come, it is about these alone: whoever is held there by them may answer.
 */
export function isAbout(
  obligation: Pick<Obligation, "person" | "detail">,
  { person, onDuty, missing }: Pick<AcknowledgeFacts, "onDuty" | "missing"> & { readonly person: PersonId | undefined },
): boolean {
  const named = peopleNamedBy(obligation);
  const waitsForSomebody = obligation.detail?.person !== undefined;
  return missing || (onDuty && !waitsForSomebody) || (person !== undefined && named.includes(person));
}

/**
 * Whether nobody but the person themselves is left to answer: names were looked for at every rung so far, no other is among them, and either they
 * were named for want of anybody else or no rung is left.
 */
export function standsAlone(
  { obligation, called }: Pick<AcknowledgeFacts, "called"> & { readonly obligation: Pick<Obligation, "ladder"> },
  { calls, rung }: Pick<Escalation, "calls" | "rung">,
  person: PersonId | undefined,
): boolean {
  if (person === undefined || calls.some(({ people }) => people === undefined)) return false;
  if (called.some((each) => each !== person)) return false;
  return called.includes(person) || rung >= obligation.ladder.length;
}

function selfAnswered({ reason }: AcknowledgeBody, at: { key: string; rung: number }): Decision<ObligationEntry> {
  if (reason === undefined) return refuse("ledger.reason-missing", ["ZB-27"], { field: "reason" });
  return enter({ type: "obligation.self-answered", body: { ...at, reason: secret("free-text", reason) } });
}
