import type { PersonId } from "#duty/grammar/entry.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { ReportFaultFacts } from "#duty/handover/report-fault.ts";
import { begunShift } from "#duty/site/site.ts";
import { type At, known, whoIsDue } from "#duty/wiring/questions.ts";
import { handoverFactsAt } from "./handover-at.ts";
import { factsOfShift, nothingYet } from "./handover-facts.ts";
import { stayedInto, stoodIn } from "./who-stood-there.ts";
import type { About } from "./wiring.ts";

/** What reporting a fault of a shift rests on, though nobody may ever have come in it. */
export function reportFaultFacts({
  body,
  state,
  site,
  siteId,
}: About<ShiftName, Handover, unknown>): Questions<ReportFaultFacts> {
  const occurrence = state.phase === "unknown" ? begunShift(site, body) : state.occurrence;
  const facts = occurrence ? factsOfShift({ site, siteId }, occurrence) : nothingYet;
  const covering = occurrence ? coveringAfter({ site, siteId }, occurrence) : known([]);
  const due = whoIsDue(siteId, body);
  return {
    ...facts,
    covering,
    occurrence: known(occurrence),
    stood: occurrence ? stoodIn({ site, siteId }, occurrence) : known([]),
    stayedOn: occurrence ? stayedInto({ site, siteId }, occurrence) : known([]),
    due: { ...due, answer: (reader) => due.answer(reader).map(({ person }) => person) },
  };
}

function coveringAfter(at: At, occurrence: ShiftOccurrence): Question<readonly PersonId[]> {
  const { answer, ...needs } = handoverFactsAt(at, occurrence);
  return { ...needs, answer: (reader) => answer(reader).coveringLater };
}
