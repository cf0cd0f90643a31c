import { citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Handover, ListedMatter, Preparation } from "./handover.ts";
import { type HandoverFacts, isOnDuty, isSuccessor } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { passesByItself } from "./passing-matters.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

/*
 * What the form says is what is true when it is signed: what has changed since it was prepared hinders both sides until the form is brought up to
 * date (ZB-31). Kit and books are those of the set-up under which the shift began, and the page is cut: these do not change.
 */

/** What the form says of matters and of the relief, and is not so any more. */
export function changedSincePreparing(
  state: Prepared,
  rule: HandoverRule,
  facts: HandoverFacts,
  alone: boolean,
): Refusal[] {
  const { relief, matters } = state.preparation;
  return [
    ...facts.matters.filter(isMissingIn(matters)).flatMap((each) => unlike("opened", each, rule, alone)),
    ...matters.filter(isMissingIn(facts.matters)).flatMap((each) => unlike("settled", each, rule, alone)),
    ...(!alone && namesNobodyComing(state, facts)
      ? [
          refuse("handover.relief-gone", [...citesOf(rule.relief), "ZB-31"], {
            field: "relief",
            ...(relief === undefined ? {} : { detail: { person: relief } }),
          }).refusal,
        ]
      : []),
    ...signedAndGone(state, facts),
  ];
}

/** Whether the outgoing side has to bring a prepared form up to date, so that it is offered. */
export function isOutOfDate({ state, facts }: { readonly state: Handover; readonly facts: HandoverFacts }): boolean {
  if (state.phase !== "prepared") return false;
  const hasGone = namesNobodyComing(state, facts) || signedAndGone(state, facts).length > 0;
  return hasGone || hasMovedSince(state.preparation, facts);
}

/** The post passes to nobody who has signed for it and is not there any more. */
function signedAndGone({ signatures }: Prepared, facts: HandoverFacts): Refusal[] {
  return signatures
    .filter(
      ({ side, person }) =>
        side === "incoming" && (facts.away.includes(person) || !facts.successors.some(isOnDuty(person))),
    )
    .map(
      ({ person }) =>
        refuse("handover.relief-left", ["ZB-01", "ZB-31"], { field: "signatures", detail: { person } }).refusal,
    );
}

/** Whether other matters are open than the form lists. */
export function hasMovedSince({ matters }: Pick<Preparation, "matters">, facts: HandoverFacts): boolean {
  return facts.matters.some(isMissingIn(matters)) || matters.some(isMissingIn(facts.matters));
}

/** Whether the relief that was named takes no shift here any more: they left the company, or somebody was put in for them. */
function namesNobodyComing({ preparation: { relief } }: Prepared, facts: HandoverFacts): boolean {
  return relief !== undefined && !isSuccessor(facts, relief);
}

function isMissingIn(others: readonly Pick<ListedMatter, "id">[]): (matter: Pick<ListedMatter, "id">) => boolean {
  return ({ id }) => !others.some((each) => each.id === id);
}

/** A matter that was opened, or settled, after the form was written: where a rule asks for it there, the form is not true. */
function unlike(
  how: "opened" | "settled",
  matter: Pick<ListedMatter, "id" | "class">,
  { sections, importantMatters, oneByOne }: HandoverRule,
  alone: boolean,
): Refusal[] {
  const asking = [
    ...(sections?.pending ? [sections] : []),
    ...(importantMatters?.released && matter.class === "important" ? [importantMatters] : []),
    ...(oneByOne?.required && !passesByItself(matter) && !alone ? [oneByOne] : []),
  ];
  if (asking.length === 0) return [];
  const cites = [...new Set([...asking.flatMap((each) => each.cites), "ZB-31"])];
  const about = { field: "matters", detail: { matter: matter.id } };
  return how === "opened"
    ? [refuse("handover.matter-opened-since", cites, about).refusal]
    : [refuse("handover.matter-settled-since", cites, about).refusal];
}
