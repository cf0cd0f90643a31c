import { type Cited, citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Form, Handover, Side, Signature } from "./handover.ts";
import { handoverDueAt } from "./handover-owes.ts";
import { type HandoverFacts, notPrepared } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { isUnreleased, passesByItself } from "./passing-matters.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

const forms = ["work", "property"] as const satisfies readonly Form[];

export interface Signing {
  readonly state: Handover;
  readonly rule: HandoverRule;
  readonly facts: HandoverFacts;
  readonly side: Side;
  readonly now: Instant;
  /** Whether a reason for a late take-over is at hand. */
  readonly lateReason: boolean;
}

/**
 * Everything that stands between one side and its signature, in the order in which it is best put right; `field` is where to go.
 * Empty: the side may sign. Who signs, and what they have seen, is asked by signing itself.
 */
export function hindrances({ state, rule, facts, side, now, lateReason }: Signing): Refusal[] {
  if (state.phase !== "prepared") return [notPrepared(state).refusal];
  return [
    ...(isAlone(state) ? [] : [...unread(state, rule), ...uncounted(state, rule), ...unsettled(state, rule)]),
    ...unpassed(state, rule, facts),
    ...(side === "incoming" && !lateReason ? late(state, rule, now) : []),
    ...outOfTurn(state, rule, side),
  ];
}

/** Where nobody follows, or only the same person, there is no other side: the outgoing one closes its shift alone (ZB-20). */
export function isAlone({ preparation, preparedBy }: Prepared): boolean {
  const { next, relief } = preparation;
  return next === undefined || (relief !== undefined && relief === preparedBy);
}

function unread({ recordsRead }: Prepared, { recordsRead: rule }: HandoverRule): Refusal[] {
  return rule?.required && !recordsRead ? [hindrance("handover.records-unread", rule, "records")] : [];
}

function uncounted({ preparation, counts, booksTaken }: Prepared, { count, books }: HandoverRule): Refusal[] {
  const items = preparation.kit.filter(({ item }) => !counts.some((each) => each.item === item));
  const left = preparation.books.filter((book) => !booksTaken.includes(book));
  return [
    ...(count?.required
      ? items.map(({ item }) => hindrance("handover.item-uncounted", count, "counts", { item }))
      : []),
    ...(books?.required ? left.map((book) => hindrance("handover.book-not-taken", books, "books", { book })) : []),
  ];
}

function unsettled({ problems }: Prepared, { problems: rule }: HandoverRule): Refusal[] {
  if (!rule?.bothConfirm) return [];
  return problems.flatMap(({ key: problem, confirmed }) =>
    (["outgoing", "incoming"] as const)
      .filter((side) => !confirmed.includes(side))
      .map((side) => hindrance("handover.problem-unconfirmed", rule, "problems", { problem, side })),
  );
}

/** Matters that were settled since are no hindrance; those opened since stand on the next page. */
function unpassed(state: Prepared, rule: HandoverRule, facts: HandoverFacts): Refusal[] {
  const { importantMatters, oneByOne } = rule;
  const listed = facts.matters.filter(({ id }) => state.preparation.matters.some((each) => each.id === id));
  return listed.flatMap((open) => {
    const { id: matter } = open;
    if (importantMatters && isUnreleased(open, rule))
      return [hindrance("handover.matter-unreleased", importantMatters, "matters", { matter })];
    if (oneByOne?.required && !passesByItself(open) && !state.taken.includes(matter) && !isAlone(state))
      return [hindrance("handover.matter-not-taken", oneByOne, "matters", { matter })];
    return [];
  });
}

/** Whether the relief takes over so late that the regulation wants to know why. */
export function wantsLateReason(state: Prepared, rule: HandoverRule, now: Instant): boolean {
  return rule.punctual?.reason === true && now > handoverDueAt(state.occurrence, rule);
}

function late(state: Prepared, rule: HandoverRule, now: Instant): Refusal[] {
  const { punctual } = rule;
  return punctual && wantsLateReason(state, rule, now)
    ? [hindrance("handover.late-reason-missing", punctual, "lateReason")]
    : [];
}

function outOfTurn(state: Prepared, { order }: HandoverRule, side: Side): Refusal[] {
  if (!order || order.first === side || isAlone(state)) return [];
  const signed = state.signatures.some((each) => each.side === order.first);
  return signed ? [] : [hindrance("handover.other-side-first", order, "signatures", { side: order.first })];
}

function hindrance(code: string, element: Cited, field: string, detail?: Refusal["detail"]): Refusal {
  return refuse(code, citesOf(element), { field, ...(detail ? { detail } : {}) }).refusal;
}

/** Forms that the regulation wants signed, and by how many sides. */
export function formsAsked({ workForm, propertyForm }: HandoverRule): readonly { form: Form; signatures: number }[] {
  const asked = { work: workForm?.signatures ?? 0, property: propertyForm?.signatures ?? 0 };
  return forms.map((form) => ({ form, signatures: asked[form] })).filter(({ signatures }) => signatures > 0);
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
