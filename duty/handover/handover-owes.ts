import { citesOf } from "#duty/grammar/cited.ts";
import { isOverdue, minutesLate, namedAs, type Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Begun, Handover, HandoverFault } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { isLeftToTakeUp, takeUpCites } from "./take-up.ts";

type Opened = Exclude<Handover, { phase: "unknown" }>;

/** The hand-over itself by the end of the shift, its records before that, and an answer to every fault found afterwards. */
export function handoverOwes(handover: Handover, rule: HandoverRule): Obligation[] {
  if (handover.phase === "unknown") return [];
  return [
    ...(handover.neverBegun ? [] : [complete(handover, rule), ...records(handover, rule)]),
    ...takeUp(handover, rule),
    ...handover.faults.flatMap((each) => fault(handover, each, rule)),
  ];
}

/** From when on it is owed that a post passes: the end of the shift or, where it was closed alone before somebody came, when that was taken back. */
type OwedFrom = Pick<Begun, "owedAnewSince"> & { readonly occurrence: Pick<ShiftOccurrence, "endsAt"> };

/** The same, and how long it could not be done. */
type Waiting = OwedFrom & Pick<Begun, "waitedUntil" | "canPassSince">;

export function handoverOwedFrom({ occurrence: { endsAt }, owedAnewSince }: OwedFrom): Instant {
  return Math.max(endsAt, owedAnewSince ?? endsAt) as Instant;
}

/**
 * By when whoever is to take the post over does, and so by when it has passed on where they do: the end of the shift, and the grace where there is one; of
 * what was taken back after that, as long from then on.
 */
export function takeOverDueAt(handover: OwedFrom, rule: HandoverRule): Instant {
  return plusMinutes(handoverOwedFrom(handover), graceOf(rule));
}

/** By when a post has passed on. While nobody was there who could take it over nobody was late in handing it over: there is as long from when it could. */
export function handoverDueAt(handover: Waiting, rule: HandoverRule): Instant {
  const { waitedUntil = 0, canPassSince } = handover;
  const possible = canPassSince === undefined ? 0 : canPassSince + timeToPass(rule);
  return Math.max(takeOverDueAt(handover, rule), waitedUntil, possible) as Instant;
}

/** Minutes after the end of the shift: by the text that asks for punctual hand-overs; by the house's own rule where none does (ZB-35). */
function graceOf({ punctual, passes }: HandoverRule): number {
  return punctual?.graceMinutes ?? passes?.withinMinutes ?? 0;
}

/** How long there is to hand a post over once that can be done, in milliseconds; where no text says, nothing is missed in that very moment. */
export function timeToPass(rule: HandoverRule): number {
  return Math.max(1, graceOf(rule)) * minute;
}

/** How late a post passed on: nothing within the grace, then all the minutes since it was owed. */
export function minutesHandedOverLate(handover: Waiting, rule: HandoverRule, at: Instant): number {
  return isOverdue(handoverDueAt(handover, rule), at) ? minutesLate(handoverOwedFrom(handover), at) : 0;
}

/** Under which key it is owed that the post passes on. */
export const completeKey = "complete";

function complete(handover: Opened, rule: HandoverRule): Obligation {
  const { punctual, passes } = rule;
  const { post, startsAt } = handover.occurrence;
  const isWaiting = handover.waitedUntil !== undefined || handover.canPassSince !== undefined;
  return {
    key: completeKey,
    what: "handover.complete",
    post,
    opensAt: startsAt,
    dueAt: handoverDueAt(handover, rule),
    rules: [...citesOf(punctual), ...(isWaiting || !punctual ? citesOf(passes) : [])],
    ladder: punctual?.ladder ?? [],
    ...(handover.phase === "completed" ? { metAt: handover.completedAt } : {}),
  };
}

/** Under which key the post owes that what was closed alone is taken up. */
export const takeUpKey = "take-up";

/**
 * What was closed alone is taken up before the next shift hands the post on, so by when that is due: without it that one cannot, which
 * calls people by itself (ZB-34).
 */
function takeUp(handover: Opened, rule: HandoverRule): Obligation[] {
  if (!isLeftToTakeUp(handover)) return [];
  const { occurrence, completedAt, takeUpBy, takenUp, takeUpEndedAt } = handover;
  return [
    {
      key: takeUpKey,
      what: "handover.take-up",
      post: occurrence.post,
      opensAt: completedAt,
      dueAt: takeUpDueAt(takeUpBy, rule),
      rules: [...takeUpCites(rule), "ZB-34"],
      ladder: [],
      ...(takenUp === undefined ? {} : { metAt: takenUp.at }),
      ...(takeUpEndedAt === undefined ? {} : { endedAt: takeUpEndedAt }),
    },
  ];
}

/** By when it has been taken up: with the grace that the hand-over of the shift has which takes it up. */
export function takeUpDueAt(takeUpBy: Instant, { punctual }: HandoverRule): Instant {
  return plusMinutes(takeUpBy, punctual?.graceMinutes ?? 0);
}

/** The page is cut when the hand-over is prepared: from then on the records of the shift are complete, unless the form is taken back. */
function records(handover: Opened, { records: rule }: HandoverRule): Obligation[] {
  if (!rule) return [];
  const { post, startsAt, endsAt } = handover.occurrence;
  const dueAt = plusMinutes(endsAt, -rule.minutesBefore);
  const metAt = closedAt(handover, dueAt);
  return [
    {
      key: "close-records",
      what: "handover.close-records",
      post,
      opensAt: startsAt,
      dueAt,
      rules: rule.cites,
      ladder: [],
      ...(metAt === undefined ? {} : { metAt }),
    },
  ];
}

/** When the form was written that stood by then or, where none did, that stands now: a form that was taken back before has closed nothing. */
function closedAt({ written }: Opened, dueAt: Instant): Instant | undefined {
  const stood = written.find(
    ({ from, until }) => !isOverdue(dueAt, from) && (until === undefined || isOverdue(dueAt, until)),
  );
  return (stood ?? written.find(({ until }) => until === undefined))?.from;
}

function fault(
  { occurrence }: Opened,
  { key, foundAt, acknowledged, of }: HandoverFault,
  rule: HandoverRule,
): Obligation[] {
  const { foundAfterwards } = rule;
  if (!foundAfterwards) return [];
  return [
    {
      ...faultOwed(key, foundAt, foundAfterwards),
      what: "handover.acknowledge-fault",
      post: occurrence.post,
      ...(of.length > 0 ? { detail: namedAs(of) } : {}),
      opensAt: foundAt,
      rules: foundAfterwards.cites,
      ladder: foundAfterwards.ladder,
      ...(acknowledged ? { metAt: acknowledged.at } : {}),
    },
  ];
}

/** Under which key somebody owes an answer for a fault. */
export function faultKey(fault: string): string {
  return `fault-${fault}`;
}

/** Under which key, and by when, somebody who was called answers for a fault. */
export function faultOwed(
  fault: string,
  foundAt: Instant,
  {
    withinMinutes,
    answerMinutes,
  }: Pick<NonNullable<HandoverRule["foundAfterwards"]>, "withinMinutes" | "answerMinutes">,
): Pick<Obligation, "key" | "dueAt"> {
  return { key: faultKey(fault), dueAt: plusMinutes(foundAt, withinMinutes + answerMinutes) };
}
