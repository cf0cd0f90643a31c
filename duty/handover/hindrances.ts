import { type Cited, citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { changedSincePreparing, writtenByAnother } from "./changed-since.ts";
import { type Sides, sidesOf, type WorkDone, workDone } from "./done-by.ts";
import { formsAsked } from "./forms-asked.ts";
import type { Handover, Side, Signature } from "./handover.ts";
import { type HandoverFacts, isAlone, isSideThere, notPrepared, outgoingGone } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { type SigningAt, wantsLateReason, wantsTakeUpReason } from "./late-side.ts";
import { isUnreleased, passesByItself } from "./passing-matters.ts";
import { formToTakeUp } from "./take-up.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

export interface Signing {
  readonly state: Handover;
  readonly rule: HandoverRule;
  readonly facts: HandoverFacts;
  readonly side: Side;
  /** Who signs for the side; undefined: whoever would as things stand. */
  readonly signer?: PersonId | undefined;
  readonly now: Instant;
  /** Whether a reason for a late take-over is at hand. */
  readonly lateReason: boolean;
}

/**
 * Everything that stands between one side and its signature, in the order in which it is best put right; `field` is where to go. Whoever takes up
 * what was closed alone is asked for what a relief does by itself. Empty: the side may sign. Who signs, and what they have seen, is asked by signing itself.
 */
export function hindrances({ state, rule, facts, side, signer, now, lateReason }: Signing): Refusal[] {
  const form = formToTakeUp(state, facts, signer);
  if (form) {
    const own = workDone(form, sidesOf(form, facts, "incoming", signer));
    return [
      ...unread(own, rule),
      ...uncounted(form, own, rule),
      ...unpassed(form, own, rule, facts),
      ...(!lateReason && wantsTakeUpReason({ state, rule, facts, now }, signer) ? reasonMissing(rule) : []),
    ];
  }
  if (state.phase !== "prepared") return [notPrepared(state).refusal];
  const sides = sidesOf(state, facts, side, signer);
  const work = workDone(state, sides);
  return [
    ...changedSincePreparing(state, rule, facts),
    ...(side === "outgoing" || isAlone(state) ? wordsOfAnother(state, sides, rule) : []),
    ...(isAlone(state)
      ? leaderless(sides)
      : [
          ...unread(work, rule),
          ...uncounted(state, work, rule),
          ...unsettled(state, work, rule),
          ...apart(state, rule, facts, side),
        ]),
    ...awaited(state, facts, rule, now),
    ...unpassed(state, work, rule, facts),
    ...(lateReason ? [] : late({ state, rule, facts, now }, side)),
    ...outOfTurn(state, rule, side),
  ];
}

/** Whoever goes on themselves closes a shift alone for nobody else: it is closed by the outgoing side (ZB-20). */
function leaderless({ outgoing }: Sides): Refusal[] {
  return outgoing === undefined ? [outgoingGone().refusal] : [];
}

/** Whoever signs for the outgoing side has written the form, or has made it theirs by bringing it up to date (ZB-31). */
function wordsOfAnother(state: Prepared, sides: Sides, { summary, sections }: HandoverRule): Refusal[] {
  const person = writtenByAnother(state, sides);
  if (person === undefined) return [];
  const cites = [...new Set([...citesOf(summary), ...citesOf(sections), "ZB-31"])];
  return [refuse("handover.words-of-another", cites, { field: "summary", detail: { person } }).refusal];
}

/** Where nobody can be named for a shift that follows by the set-up, somebody may still be put in until this one is over (ZB-20). */
function awaited(state: Prepared, { following }: HandoverFacts, { relief }: HandoverRule, now: Instant): Refusal[] {
  const { preparation, occurrence } = state;
  const closes = isAlone(state) && preparation.relief === undefined;
  if (!closes || following === undefined || now >= occurrence.endsAt) return [];
  const about = { field: "signatures", detail: { endsAt: occurrence.endsAt } };
  return [refuse("handover.relief-awaited", [...citesOf(relief), "ZB-20"], about).refusal];
}

function unread({ recordsRead }: WorkDone, { recordsRead: rule }: HandoverRule): Refusal[] {
  return rule?.required && !recordsRead ? [hindrance("handover.records-unread", rule, "records")] : [];
}

function uncounted({ preparation }: Prepared, { counts, booksTaken }: WorkDone, rule: HandoverRule): Refusal[] {
  const { count, books } = rule;
  const items = preparation.kit.filter(({ item }) => !counts.some((each) => each.item === item));
  const left = preparation.books.filter((book) => !booksTaken.includes(book));
  return [
    ...(count?.required
      ? items.map(({ item }) => hindrance("handover.item-uncounted", count, "counts", { item }))
      : []),
    ...(books?.required ? left.map((book) => hindrance("handover.book-not-taken", books, "books", { book })) : []),
  ];
}

function unsettled({ problems }: Prepared, { confirmed }: WorkDone, { problems: rule }: HandoverRule): Refusal[] {
  if (!rule?.bothConfirm) return [];
  return problems.flatMap(({ key: problem }) =>
    (["outgoing", "incoming"] as const)
      .filter((side) => !confirmed(problem).includes(side))
      .map((side) => hindrance("handover.problem-unconfirmed", rule, "problems", { problem, side })),
  );
}

/** Where a problem stands on the form, the second side signs while the first is there: what was told is told face to face until then. */
function apart(state: Prepared, { problems }: HandoverRule, facts: HandoverFacts, side: Side): Refusal[] {
  const hasSigned = state.signatures.some((each) => each.side === "outgoing");
  const isFirst = side === "outgoing" || !hasSigned;
  if (!problems?.bothConfirm || state.problems.length === 0 || isFirst) return [];
  if (isSideThere(state, facts, "outgoing")) return [];
  return [hindrance("handover.other-side-not-there", problems, "problems", { side: "outgoing" })];
}

/** What must have been done with the matters that the form lists and that are open still. */
function unpassed(state: Prepared, { taken }: WorkDone, rule: HandoverRule, facts: HandoverFacts): Refusal[] {
  const { importantMatters, oneByOne } = rule;
  return facts.matters.flatMap((open) => {
    const { id: matter } = open;
    if (!state.preparation.matters.some((each) => each.id === matter)) return [];
    if (importantMatters && isUnreleased(open, rule))
      return [hindrance("handover.matter-unreleased", importantMatters, "matters", { matter })];
    if (oneByOne?.required && !passesByItself(open) && !taken.includes(matter) && !isAlone(state))
      return [hindrance("handover.matter-not-taken", oneByOne, "matters", { matter })];
    return [];
  });
}

function late(waiting: SigningAt, side: Side): Refusal[] {
  return wantsLateReason(waiting, side) ? reasonMissing(waiting.rule) : [];
}

function reasonMissing({ punctual }: HandoverRule): Refusal[] {
  return punctual ? [hindrance("handover.late-reason-missing", punctual, "lateReason")] : [];
}

function outOfTurn(state: Prepared, { order }: HandoverRule, side: Side): Refusal[] {
  if (!order || order.first === side || isAlone(state)) return [];
  const signed = state.signatures.some((each) => each.side === order.first);
  return signed ? [] : [hindrance("handover.other-side-first", order, "signatures", { side: order.first })];
}

function hindrance(code: string, element: Cited, field: string, detail?: Refusal["detail"]): Refusal {
  return refuse(code, citesOf(element), { field, ...(detail ? { detail } : {}) }).refusal;
}

/**
 * A post passes when both sides have signed, whatever is asked beyond that, and every form bears its signatures (ZB-18). Where there is
 * only one side, its signature is enough.
 */
export function isSigned(state: Prepared, rule: HandoverRule, signatures: readonly Signature[]): boolean {
  const alone = isAlone(state);
  const sidesOn = (among: readonly Signature[]) => new Set(among.map((each) => each.side)).size;
  const complete = formsAsked(rule).every(
    ({ form, signatures: asked }) =>
      sidesOn(signatures.filter((each) => each.forms.includes(form))) >= (alone ? 1 : asked),
  );
  return complete && sidesOn(signatures) === (alone ? 1 : 2);
}
