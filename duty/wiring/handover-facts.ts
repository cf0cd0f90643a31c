import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, Preparation } from "#duty/handover/handover.ts";
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
  const { state } = about;
  if (state.phase === "unknown") return nothingYet;
  return { ...factsOfShift(about, state.occurrence), reliefSince: reliefSince(about.siteId, state.preparation) };
}

const nothingYet: Questions<HandoverFacts> = {
  ...{ outgoing: known(undefined), successors: known([]), next: known(undefined) },
  ...{ away: known([]), reliefSince: known(undefined), matters: known([]) },
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
    away: { streams, ledger, answer: (reader) => answer(reader).away },
    reliefSince: known(undefined),
    matters: { streams, ledger, answer: (reader) => answer(reader).matters },
  };
}

/** Since when the relief that the form names is on duty. */
function reliefSince(site: SiteId, preparation: Preparation | undefined): Question<Instant | undefined> {
  const { relief, next } = preparation ?? {};
  if (relief === undefined || next === undefined) return known(undefined);
  const key: StreamKey = { site, noun: attendanceKind.noun, id: turnId({ ...shiftNamed(next), person: relief }) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Attendance>(key);
      return state.phase === "on" ? state.onAt : undefined;
    },
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
