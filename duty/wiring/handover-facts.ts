import type { SiteId } from "#duty/grammar/entry.ts";
import type { Questions } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import type { ReportFaultFacts } from "#duty/handover/report-fault.ts";
import { occurrenceOf, postAsOf, type Site } from "#duty/site/site.ts";
import { type At, handoverFactsAt, headOf, known, whoIsDue } from "#duty/wiring/questions.ts";
import type { About } from "./wiring.ts";

/** How things stand at the post, fact by fact: one look at ledger and roster answers all of them. */
export function handoverFacts(about: {
  readonly state: Handover;
  readonly site: Site;
  readonly siteId: SiteId;
}): Questions<HandoverFacts> {
  return about.state.phase === "unknown" ? nothingYet : factsOfShift(about, about.state.occurrence);
}

const nothingYet: Questions<HandoverFacts> = {
  ...{ outgoing: known(undefined), successors: known([]), next: known(undefined), matters: known([]) },
};

/** The same of a shift in which nobody may ever have come. */
export function reportFaultFacts({
  body,
  state,
  site,
  siteId,
}: About<ShiftName, Handover, unknown>): Questions<ReportFaultFacts> {
  const occurrence = state.phase === "unknown" ? occurrenceOf(site, body) : state.occurrence;
  const facts = occurrence ? factsOfShift({ site, siteId }, occurrence) : nothingYet;
  const due = whoIsDue(siteId, body);
  return {
    ...facts,
    occurrence: known(occurrence),
    due: { ...due, answer: (reader) => due.answer(reader).map(({ person }) => person) },
  };
}

function factsOfShift(at: At, occurrence: ShiftOccurrence): Questions<HandoverFacts> {
  const { streams = [], ledger = [], answer } = handoverFactsAt(at, occurrence);
  return {
    outgoing: { streams, ledger, answer: (reader) => answer(reader).outgoing },
    successors: { streams, ledger, answer: (reader) => answer(reader).successors },
    next: { streams, ledger, answer: (reader) => answer(reader).next },
    matters: { streams, ledger, answer: (reader) => answer(reader).matters },
  };
}

/** All that preparing rests on, and with it every other act of a hand-over. */
export function whatIsHandedOver({
  body,
  state,
  site,
  siteId,
}: About<ShiftName, Handover, unknown>): Questions<PrepareFacts> {
  const post = postAsOf(site, body.post, underOf(state));
  return {
    ...handoverFacts({ state, site, siteId }),
    kit: known((post?.kit ?? []).map(({ key: item, expected }) => ({ item, expected }))),
    books: known((post?.books ?? []).map(({ key }) => key)),
    page: headOf({ site: siteId, noun: "log", id: shiftId(body) }),
  };
}

function underOf(state: Handover): number {
  return state.phase === "unknown" ? 0 : state.occurrence.under;
}
