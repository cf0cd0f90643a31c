import type { Decide } from "#duty/grammar/act.ts";
import { calledAtOnce } from "#duty/grammar/call-at-once.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Begun, Handover, HandoverFault } from "./handover.ts";
import { faultKey, faultOwed } from "./handover-owes.ts";
import { type HandoverFacts, isOnDuty, leaderOf } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { AcknowledgeFaultBody, HandoverEntry, ReportFaultBody } from "./handover-shapes.ts";

export interface ReportFaultFacts extends HandoverFacts {
  /** The shift as it began, or as the set-up has it; undefined where the post has no such shift. */
  readonly occurrence: ShiftOccurrence | undefined;
  /** Who was due for it. */
  readonly due: readonly PersonId[];
  /** Who was on duty there in it at any time, whichever way they left, or stood there for one of them. */
  readonly stood: readonly PersonId[];
  /** Who of the shift before was there still when it had begun. */
  readonly stayedOn: readonly PersonId[];
  /** Who covers at the post after it for somebody who is away. */
  readonly covering: readonly PersonId[];
}

/** What is known of a hand-over, and nothing where none was ever begun. */
type MaybeBegun = Partial<Begun> & Pick<Handover, "phase">;

/**
 * Whoever has the post after a shift reports what it left in disorder (GPH-07, SLH-11): also where nothing was handed over, since the shift is
 * over or nobody of it is there any more, or ever was. While both sides are there it is a problem that they talk over.
 */
export const reportFault: Decide<
  Handover,
  ReportFaultBody,
  HandoverRule,
  ReportFaultFacts,
  HandoverEntry | ObligationEntry
> = ({ state, body, rule, facts, circumstances }) => {
  const cites = [...citesOf(rule.foundAfterwards), "ZB-01"];
  const finder = personOf(circumstances.actor);
  const { occurrence } = facts;
  const neverCame = state.phase === "unknown" && occurrence !== undefined && circumstances.now >= occurrence.endsAt;
  if (!neverCame && !isOver(state, facts, circumstances.now)) return refuse("handover.not-completed", cites);
  const isThere = facts.successors.some(isOnDuty(finder)) || facts.covering.some((each) => each === finder);
  if (!isThere) return refuse("handover.not-on-duty", cites);
  // A time in which no text asked anything of a hand-over is nobody's to answer for.
  if (neverCame && !rule.foundAfterwards) return refuse("handover.no-rule-then", cites, { field: "date" });
  const of = whoseShift(state, facts);
  const fault = { fault: circumstances.command, text: secret("free-text", body.text), photos: body.photos, of };
  const found: HandoverEntry = { type: "handover.fault-found", body: fault };
  const begun: HandoverEntry[] = neverCame ? [{ type: "handover.never-begun", body: { occurrence } }] : [];
  return enter<HandoverEntry | ObligationEntry>(...begun, found, ...callsAbout(fault.fault, rule, circumstances.now));
};

/**
 * Who answers for how a shift left its post: everybody who stood there in it. Where nobody did, whom the plan had, whoever handed it over or leads it, and
 * whoever of the shift before stayed on. Who stood in for the outgoing side is not meant.
 */
export function whoseShift(state: Handover, facts: ReportFaultFacts): readonly PersonId[] {
  const { due, stood, stayedOn } = facts;
  if (stood.length > 0) return stood;
  const { standIn }: MaybeBegun = state;
  const handedOver = leaderOf(state, facts);
  const led = handedOver === undefined || handedOver === standIn ? [] : [handedOver];
  return [...new Set([...led, ...stayedOn, ...due])];
}

/** Where the text wants it told at once, it is; who answers for it by when is owed. */
export function callsAbout(fault: string, { foundAfterwards }: HandoverRule, now: Instant): ObligationEntry[] {
  if (foundAfterwards?.withinMinutes !== 0) return [];
  return calledAtOnce(foundAfterwards.ladder, faultOwed(fault, now, foundAfterwards));
}

/**
 * Whether a shift can be found fault with: handed over, ended, or left by all of its people. Once the form is written and while whoever leads
 * the shift is there, what is found is told face to face and stands on the form (GPH-06).
 */
export function isOver(state: Handover, { outgoing, away, leftAtOnce }: HandoverFacts, now: Instant): boolean {
  if (state.phase === "unknown") return false;
  const isLeft = outgoing === undefined || away.includes(outgoing);
  if (state.phase === "prepared") return isLeft;
  const isLeftForGood = outgoing === undefined || leftAtOnce.includes(outgoing);
  return state.phase === "completed" || isLeftForGood || now >= state.occurrence.endsAt;
}

export interface AcknowledgeFaultFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** What is owed about the actor, by key: the shift was theirs, or they have the post now. */
  readonly aboutThem: readonly string[];
}

/**
 * One of those whom the regulation calls answers for the fault from now on. Whose shift it was, and whoever has the post now, does not: it would end
 * the call about them for everybody. Where nobody else can, they answer the call itself (ZB-27).
 */
export const acknowledgeFault: Decide<
  Handover,
  AcknowledgeFaultBody,
  HandoverRule,
  AcknowledgeFaultFacts,
  HandoverEntry
> = ({ state, body, rule, facts }) => {
  const fault = faultNamed(state, body.fault);
  if (fault?.acknowledged) return enter();
  const refused = hindersAcknowledging(fault, rule, facts);
  if (refused) return refused;
  const note = body.note === undefined ? {} : { note: secret("free-text", body.note) };
  return enter({ type: "handover.fault-acknowledged", body: { fault: body.fault, ...note } });
};

/** Keys of the faults that wait and that somebody may answer for: what a screen offers. */
export function faultsToAcknowledge(state: Handover, rule: HandoverRule, facts: AcknowledgeFaultFacts): string[] {
  const faults = state.phase === "unknown" ? [] : state.faults;
  return faults.flatMap((each) => (each.acknowledged || hindersAcknowledging(each, rule, facts) ? [] : [each.key]));
}

/** Why somebody may not answer for a fault. */
function hindersAcknowledging(
  fault: HandoverFault | undefined,
  { foundAfterwards }: HandoverRule,
  { functions, aboutThem }: AcknowledgeFaultFacts,
): { readonly refusal: Refusal } | undefined {
  const cites = [...citesOf(foundAfterwards), "ZB-01"];
  if (!fault) return refuse("handover.no-such-fault", cites, { field: "fault" });
  const called = foundAfterwards?.ladder.map((each) => each.call) ?? [];
  if (called.length > 0 && !called.some((each) => functions.includes(each)))
    return refuse("handover.function-lacking", cites, { detail: { functions: called } });
  return aboutThem.includes(faultKey(fault.key)) ? refuse("handover.own-fault", [...cites, "ZB-27"]) : undefined;
}

function faultNamed({ faults }: MaybeBegun, key: string): HandoverFault | undefined {
  return faults?.find((each) => each.key === key);
}
