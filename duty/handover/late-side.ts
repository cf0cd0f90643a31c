import { isOverdue } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, Side } from "./handover.ts";
import { handoverDueAt } from "./handover-owes.ts";
import { type HandoverFacts, isAlone } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";

/** A hand-over that waits for its signatures, and how things stand. */
export interface SigningAt {
  readonly state: Extract<Handover, { phase: "prepared" }>;
  readonly rule: HandoverRule;
  readonly facts: HandoverFacts;
  readonly now: Instant;
}

/**
 * Whether a side signs so late that the regulation wants to know why from it (GPH-08). Late is who was not ready in time: the relief who had not
 * come, the outgoing one for whose form a relief waited, or both. Where both were ready, it is the side that the other one, who had signed in
 * time, waited for; else the relief.
 */
export function wantsLateReason({ state, rule, facts, now }: SigningAt, side: Side): boolean {
  const dueAt = handoverDueAt(state.occurrence, rule);
  if (rule.punctual?.reason !== true || !isOverdue(dueAt, now) || isAlone(state)) return false;
  const cameAt = facts.reliefSince;
  const outgoing = wroteLate(state, dueAt, cameAt);
  const incoming = !hasSignedInTime(state, "incoming", dueAt) && (cameAt === undefined || isOverdue(dueAt, cameAt));
  if (outgoing || incoming) return side === "outgoing" ? outgoing : incoming;
  return side === (hasSignedInTime(state, "incoming", dueAt) ? "outgoing" : "incoming");
}

function wroteLate({ preparedAt }: SigningAt["state"], dueAt: Instant, cameAt: Instant | undefined): boolean {
  if (preparedAt === undefined || !isOverdue(dueAt, preparedAt)) return false;
  return cameAt !== undefined && cameAt < preparedAt;
}

function hasSignedInTime({ signatures }: SigningAt["state"], side: Side, dueAt: Instant): boolean {
  return signatures.some((each) => each.side === side && !isOverdue(dueAt, each.at));
}
