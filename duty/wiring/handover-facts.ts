import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { Head, PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, Preparation } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import type { ReportFaultFacts } from "#duty/handover/report-fault.ts";
import { logKind, type Page } from "#duty/log/log.ts";
import { currentPost, occurrenceOf, type Site } from "#duty/site/site.ts";
import { type At, headOf, known, whoIsDue } from "#duty/wiring/questions.ts";
import { handoverFactsAt } from "./handover-at.ts";
import type { About } from "./wiring.ts";

/** How things stand at the post, fact by fact: one look at ledger and roster answers all of them. */
export function handoverFacts(about: {
  readonly state: Handover;
  readonly site: Site;
  readonly siteId: SiteId;
}): Questions<HandoverFacts> {
  const { state } = about;
  if (state.phase === "unknown") return nothingYet;
  return {
    ...factsOfShift(about, state.occurrence),
    reliefSince: reliefSince(about.siteId, state.preparation),
    corrected: corrected(about.siteId, state.occurrence),
  };
}

/** Kit and books as the post is set up now: things are counted as they are, whatever was set up when the shift began. */
function whatThePostHas(site: Site, key: string): Questions<Pick<HandoverFacts, "kit" | "books">> {
  const post = currentPost(site, key);
  return {
    kit: known((post?.kit ?? []).map(({ key: item, expected }) => ({ item, expected }))),
    books: known((post?.books ?? []).map(({ key: book }) => book)),
  };
}

/** Where the page of a shift that hands over was last corrected. */
function corrected(site: SiteId, shift: ShiftName): Question<Head | undefined> {
  const key: StreamKey = { site, noun: logKind.noun, id: shiftId(shift) };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Page>(key);
      return state.phase === "cut" ? state.corrected : undefined;
    },
  };
}

const nothingYet: Questions<HandoverFacts> = {
  ...{ outgoing: known(undefined), successors: known([]), next: known(undefined) },
  ...{ away: known([]), leftAtOnce: known([]), following: known(undefined), corrected: known(undefined) },
  ...{ reliefSince: known(undefined), matters: known([]), kit: known([]), books: known([]) },
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
  const covering = occurrence ? coveringAfter({ site, siteId }, occurrence) : known([]);
  const due = whoIsDue(siteId, body);
  return {
    ...facts,
    covering,
    occurrence: known(occurrence),
    due: { ...due, answer: (reader) => due.answer(reader).map(({ person }) => person) },
  };
}

function coveringAfter(at: At, occurrence: ShiftOccurrence): Question<readonly PersonId[]> {
  const { answer, ...needs } = handoverFactsAt(at, occurrence);
  return { ...needs, answer: (reader) => answer(reader).coveringLater };
}

function factsOfShift(at: At, occurrence: ShiftOccurrence): Questions<HandoverFacts> {
  const { answer, ...needs } = handoverFactsAt(at, occurrence);
  return {
    outgoing: { ...needs, answer: (reader) => answer(reader).outgoing },
    successors: { ...needs, answer: (reader) => answer(reader).successors },
    next: { ...needs, answer: (reader) => answer(reader).next },
    following: { ...needs, answer: (reader) => answer(reader).following },
    away: { ...needs, answer: (reader) => answer(reader).away },
    leftAtOnce: { ...needs, answer: (reader) => answer(reader).leftAtOnce },
    reliefSince: known(undefined),
    corrected: known(undefined),
    ...whatThePostHas(at.site, occurrence.post),
    matters: { ...needs, answer: (reader) => answer(reader).matters },
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
  return {
    ...handoverFacts({ state, site, siteId }),
    page: headOf({ site: siteId, noun: "log", id: shiftId(body) }),
  };
}
