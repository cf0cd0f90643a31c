import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover, Side } from "./handover.ts";
import { handoverDueAt } from "./handover-owes.ts";
import { type HandoverFacts, isAlone } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";

/** A hand-over that waits for its signatures, and how things stand. */
export interface SigningAt {
  readonly state: Extract<Handover, { phase: "prepared" }>;
  readonly rule: HandoverRule;
  readonly facts: Pick<HandoverFacts, "reliefSince">;
  readonly now: Instant;
}

/**
 * Whether a side signs so late that the regulation wants to know why from it (GPH-08). Each side is measured from what it waited for: the relief
 * from the form, the outgoing one from the relief's signature, either from the other's where the text has that one sign first. Late is whoever
 * came late, or wrote late while the relief waited, and whoever then lets more than the grace pass. One of the two always tells why.
 */
export function wantsLateReason({ state, rule, facts, now }: SigningAt, side: Side): boolean {
  const dueAt = handoverDueAt(state, rule);
  if (rule.punctual?.reason !== true || !isOverdue(dueAt, now) || isAlone(state)) return false;
  const { reliefSince: cameAt } = facts;
  const readyAt = readyIn(state, dueAt);
  const signedAt = (by: Side) => state.signatures.find((each) => each.side === by)?.at;
  // What was there in time is waited for no longer than the hand-over as a whole.
  const letsPass = (from: Instant | undefined) => {
    if (from === undefined) return false;
    return isOverdue(isOverdue(dueAt, from) ? plusMinutes(from, rule.punctual?.graceMinutes ?? 0) : dueAt, now);
  };
  const first = rule.order?.first;
  if (side === "outgoing") {
    const wroteLate = isOverdue(dueAt, readyAt) && cameAt !== undefined && cameAt < readyAt;
    return wroteLate || letsPass(first === "outgoing" ? cameAt : signedAt("incoming"));
  }
  const own = signedAt("incoming");
  if (own !== undefined && !isOverdue(dueAt, own)) return false;
  const cameLate = cameAt === undefined || isOverdue(dueAt, cameAt);
  return cameLate || letsPass(first === "outgoing" ? signedAt("outgoing") : readyAt);
}

/**
 * When the form was there: in time where one was there to be signed when it was due, else when the next one was written. What was closed alone
 * before somebody came was no form for them.
 */
function readyIn(state: SigningAt["state"], dueAt: Instant): Instant {
  const { firstPreparedAt, occurrence, owedAnewSince } = state;
  const written = (state.written ?? []).filter(({ from }) => owedAnewSince === undefined || from >= owedAnewSince);
  const inTime = written.find(({ until }) => until === undefined || isOverdue(dueAt, until));
  const first = owedAnewSince === undefined ? firstPreparedAt : written[0]?.from;
  return inTime?.from ?? first ?? occurrence.endsAt;
}
