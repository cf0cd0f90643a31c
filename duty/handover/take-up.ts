import { citesOf } from "#duty/grammar/cited.ts";
import { type RuleId, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, ListedMatter } from "./handover.ts";
import { listedOf } from "./handover-form.ts";
import {
  alreadySigned,
  type HandoverFacts,
  isClosedTooSoon,
  isOnDuty,
  notIncoming,
  notPrepared,
  type RefusedParty,
  type WhoIsThere,
} from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

/*
 * Where a post rests, or nobody comes for the shift that follows, nobody is there to take it over when a shift ends: it is closed alone (ZB-20). Whoever
 * comes first on duty there afterwards takes it up then, however many shifts lie between: they read, count and take what a relief does, and sign; what was
 * signed before stands (ZB-34). While whoever leads the shift is still there it is handed over to them like every other instead.
 */

type Prepared = Extract<Handover, { phase: "prepared" }>;
type Completed = Extract<Handover, { phase: "completed" }>;

/** A shift of the same post that was closed alone and that nobody has taken up yet. */
export interface Untaken {
  readonly occurrence: ShiftOccurrence;
  readonly closedBy: PersonId | undefined;
}

/** What the post owes from a closing alone on: that it is taken up. */
export const takeUpOwed = "handover.take-up";

/** Where the regulations say what is asked of whoever takes a post over. */
export function takeUpCites({ recordsRead, count, books, workForm, propertyForm }: HandoverRule): readonly RuleId[] {
  return [...new Set([recordsRead, count, books, workForm, propertyForm].flatMap(citesOf))];
}

/** Whether a shift was closed alone by somebody who did not go on themselves, so that what it leaves is for whoever comes. */
export function isLeftToTakeUp(state: Handover): state is Completed & { readonly takeUpBy: Instant } {
  const { takeUpBy }: Pick<Handover, "phase"> & Partial<Pick<Completed, "takeUpBy">> = state;
  return takeUpBy !== undefined;
}

/** The same, and somebody who comes then has still to take it up. */
export function isToTakeUp(state: Handover): state is Completed {
  return isLeftToTakeUp(state) && state.takenUp === undefined && state.takeUpEndedAt === undefined;
}

/**
 * The form that somebody goes through who takes up what was closed alone: theirs to take over, with what is open at the post now, the kit and the books
 * that it has by its set-up now and the page as it was last corrected. Nobody of the shift is there to tell a problem face to face: what was told of one
 * before is over.
 */
export function formToTakeUp(state: Handover, facts: HandoverFacts, by: PersonId | undefined): Prepared | undefined {
  if (!isToTakeUp(state) || by === undefined || isHandedOverStill(state, facts)) return undefined;
  const { completedAt: _, outgoing: __, incoming: ___, lateMinutes: ____, preparation, ...begun } = state;
  const { kit, books, corrected, successors } = facts;
  const { next: before, alone: _____, since: ______, ...told } = preparation;
  const page = corrected !== undefined && corrected.version > told.page.version ? corrected : told.page;
  const next = successors.find(({ person }) => person === by)?.page ?? before;
  const matters = listedOf({ reasons: [] }, facts, told.matters);
  return {
    ...begun,
    phase: "prepared",
    problems: [],
    preparation: { ...told, relief: by, next, matters, kit, books, page },
  };
}

/** Whether somebody has come while whoever leads the shift is there still: they take back what was closed alone, and both sign (ZB-34). */
function isHandedOverStill(state: Handover, facts: WhoIsThere): boolean {
  const { outgoing, away } = facts;
  return outgoing !== undefined && !away.includes(outgoing) && isClosedTooSoon(state, facts);
}

/** What is open as the form lists it for whoever takes the post up, where it was not listed so before: what they count and take is told by that. */
export function mattersListed(state: Handover, { preparation: { matters } }: Prepared): HandoverEntry[] {
  if (!isToTakeUp(state)) return [];
  const before = state.listedAnew ?? state.preparation.matters;
  const isSame = matters.length === before.length && matters.every((each, index) => isSameMatter(each, before[index]));
  return isSame ? [] : [{ type: "handover.matters-listed", body: { matters: [...matters] } }];
}

function isSameMatter(one: ListedMatter, other: ListedMatter | undefined): boolean {
  return other !== undefined && one.id === other.id && one.notes === other.notes && one.item === other.item;
}

/**
 * Whether somebody can take up what was closed alone: they are on duty in a later shift, nobody of the closed one is there to hand it over, and it was not
 * they who closed it.
 */
export function mayTakeUp(state: Handover, facts: WhoIsThere, person: PersonId): boolean {
  if (!isToTakeUp(state) || state.outgoing === person || isHandedOverStill(state, facts)) return false;
  return facts.successors.some(isOnDuty(person)) && !facts.away.includes(person);
}

/** The form that whoever takes the post over reads, counts and takes by, or why they may not: it waits for its signatures, or was closed alone. */
export function formTakenOver(about: {
  readonly state: Handover;
  readonly rule: HandoverRule;
  readonly facts: HandoverFacts;
  readonly actor: PersonId | undefined;
}): Prepared | RefusedParty {
  const { state, rule, facts, actor } = about;
  if (state.phase === "prepared") return alreadySigned(state) ?? notIncoming(state, facts, actor, rule) ?? state;
  const form = formToTakeUp(state, facts, actor);
  if (!form) return notPrepared(state);
  const incoming = form.signatures.filter(({ side }) => side === "incoming");
  return (
    ownClosing(state, actor) ??
    alreadySigned({ ...form, signatures: incoming }) ??
    notIncoming(form, facts, actor, rule) ??
    form
  );
}

/** Nobody takes over from themselves: two signatures are two people (ZB-18). */
export function ownClosing(state: Handover, actor: PersonId | undefined): RefusedParty | undefined {
  return state.phase === "completed" && state.outgoing === actor
    ? refuse("handover.own-closing", ["ZB-18", "ZB-34"])
    : undefined;
}

/** What of it was closed by somebody else than this person: whoever comes again themselves has taken over from nobody. */
export function untakenFor(untaken: readonly Untaken[], person: PersonId | undefined): Untaken | undefined {
  return untaken.find(({ closedBy }) => closedBy !== person);
}

/**
 * Nobody hands on what they never took over. Whoever stands in for people who are not there any more never could: it stays for those who come after
 * them.
 */
export function notTakenUp(
  {
    untaken,
    actor,
    standIn,
  }: {
    readonly untaken: readonly Untaken[];
    readonly actor: PersonId | undefined;
    readonly standIn: PersonId | undefined;
  },
  rule: HandoverRule,
): RefusedParty | undefined {
  const before = actor === standIn ? undefined : untakenFor(untaken, actor);
  if (!before) return undefined;
  const { date, shift } = before.occurrence;
  return refuse("handover.before-not-taken-up", [...takeUpCites(rule), "ZB-34"], { detail: { date, shift } });
}
