import { citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, type RuleId, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Sides, sidesOf } from "./done-by.ts";
import type { Handover, ListedMatter, Preparation } from "./handover.ts";
import { type HandoverFacts, isAlone, isOnDuty, isSuccessor, reliefsToName } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { areListsChanged, listsChanged } from "./lists-changed.ts";
import { passesByItself } from "./passing-matters.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

/*
 * What the form says is what is true when it is signed, for whoever signs, alone too: what has changed since it was prepared hinders both sides
 * until the form is brought up to date (ZB-31). Nothing is written on a page that is cut, but its lines are corrected.
 */

/** What the form says of matters, of kit and books, of the page and of the relief, and is not so any more. */
export function changedSincePreparing(state: Prepared, rule: HandoverRule, facts: HandoverFacts): Refusal[] {
  const { relief, matters } = state.preparation;
  const alone = isAlone(state);
  return [
    ...facts.matters.filter(isMissingIn(matters)).map((each) => unlike("opened", each, rule, alone)),
    ...matters.filter(isMissingIn(facts.matters)).map((each) => unlike("settled", each, rule, alone)),
    ...facts.matters.filter(hasNewsSince(matters)).map((each) => unlike("progressed", each, rule, alone)),
    ...listsChanged(state.preparation, facts, rule),
    ...(isCorrectedSince(state.preparation, facts)
      ? [
          refuse("handover.page-corrected-since", [...citesOf(rule.recordsRead), "ZB-03", "ZB-31"], {
            field: "records",
          }).refusal,
        ]
      : []),
    ...(!alone && namesNobodyComing(state, facts)
      ? [
          refuse("handover.relief-gone", [...citesOf(rule.relief), "ZB-31"], {
            field: "relief",
            ...(relief === undefined ? {} : { detail: { person: relief } }),
          }).refusal,
        ]
      : []),
    ...(hasCompany(state, facts)
      ? [refuse("handover.relief-has-come", [...citesOf(rule.relief), "ZB-18"], { field: "signatures" }).refusal]
      : []),
    ...signedAndGone(state, facts),
  ];
}

/** Whether the outgoing side has to bring a prepared form up to date, so that it is offered. */
export function isOutOfDate({ state, facts }: { readonly state: Handover; readonly facts: HandoverFacts }): boolean {
  if (state.phase !== "prepared") return false;
  const hasGone = namesNobodyComing(state, facts) || signedAndGone(state, facts).length > 0;
  const isOfAnother = writtenByAnother(state, sidesOf(state, facts)) !== undefined;
  return isOfAnother || hasGone || hasCompany(state, facts) || hasMovedSince(state.preparation, facts);
}

/** Who has written the form, where that is somebody else than whoever speaks for the outgoing side: these are not words of theirs. */
export function writtenByAnother(
  { preparedBy }: Prepared,
  { outgoing }: Pick<Sides, "outgoing">,
): PersonId | undefined {
  return outgoing === undefined || outgoing === preparedBy ? undefined : preparedBy;
}

/** Whether one side closes its shift alone by a plan that is not the plan any more: since then somebody may have come to take over. */
function hasCompany(state: Prepared, facts: HandoverFacts): boolean {
  const { preparation, preparedBy } = state;
  if (!isAlone(state)) return false;
  if (preparation.relief === undefined) return facts.successors.length > 0;
  return !reliefsToName(facts, preparedBy).some(({ person }) => person === preparation.relief);
}

/** Whether lines of the page were corrected since it was cut, or since that was last taken up: what was read and signed was another page. */
export function isCorrectedSince({ page }: Pick<Preparation, "page">, { corrected }: HandoverFacts): boolean {
  return corrected !== undefined && corrected.version > page.version;
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

/** Whether other matters are open, more was told of one, or other kit and books are there, than the form lists, or the page that it hands over was corrected. */
export function hasMovedSince(
  preparation: Pick<Preparation, "matters" | "page" | "kit" | "books">,
  facts: HandoverFacts,
): boolean {
  const { matters } = preparation;
  const areOthers = facts.matters.some(isMissingIn(matters)) || matters.some(isMissingIn(facts.matters));
  const isNew = facts.matters.some(hasNewsSince(matters));
  return areOthers || isNew || areListsChanged(preparation, facts) || isCorrectedSince(preparation, facts);
}

/** Whether the relief that was named takes no shift here any more: they left the company, or somebody was put in for them. */
function namesNobodyComing({ preparation: { relief } }: Prepared, facts: HandoverFacts): boolean {
  return relief !== undefined && !isSuccessor(facts, relief);
}

function isMissingIn(others: readonly Pick<ListedMatter, "id">[]): (matter: Pick<ListedMatter, "id">) => boolean {
  return ({ id }) => !others.some((each) => each.id === id);
}

/** Whether more was told of a matter than the form says. */
export function hasNewsSince(listed: readonly ListedMatter[]): (matter: Pick<ListedMatter, "id" | "notes">) => boolean {
  return ({ id, notes }) => listed.some((each) => each.id === id && each.notes !== notes);
}

/** A matter of any class that was opened, told more of, or settled after the form was written: the form is not true. */
function unlike(
  how: "opened" | "progressed" | "settled",
  matter: Pick<ListedMatter, "id" | "class">,
  { sections, importantMatters, oneByOne }: HandoverRule,
  alone: boolean,
): Refusal {
  const asking = [
    ...(sections?.pending ? [sections] : []),
    ...(importantMatters?.released && matter.class === "important" ? [importantMatters] : []),
    ...(oneByOne?.required && !passesByItself(matter) && !alone ? [oneByOne] : []),
  ];
  const cites: RuleId[] = [...new Set([...asking.flatMap((each) => each.cites), "ZB-31"])];
  const about = { field: "matters", detail: { matter: matter.id } };
  switch (how) {
    case "opened":
      return refuse("handover.matter-opened-since", cites, about).refusal;
    case "progressed":
      return refuse("handover.matter-progressed-since", cites, about).refusal;
    case "settled":
      return refuse("handover.matter-settled-since", cites, about).refusal;
  }
}
