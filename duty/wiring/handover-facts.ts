import type { SiteId } from "#duty/grammar/entry.ts";
import { askedOnce, type Questions } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { isToTakeUp } from "#duty/handover/take-up.ts";
import { listedSince } from "#duty/site/listed-since.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import { type At, headOf, known } from "#duty/wiring/questions.ts";
import { handoverFactsAt } from "./handover-at.ts";
import { corrected, reliefThere, standInHolds, withTheirComing } from "./handover-neighbours.ts";
import { besideOthers } from "./rest-facts.ts";
import type { About } from "./wiring.ts";

/** How things stand at the post, fact by fact: one look at ledger and roster answers all of them. */
export function handoverFacts(about: {
  readonly state: Handover;
  readonly site: Site;
  readonly siteId: SiteId;
  readonly rule: HandoverRule;
}): Questions<HandoverFacts> {
  const { state } = about;
  if (state.phase === "unknown") return nothingYet;
  const { answer, ...needs } = reliefThere(about, state.preparation);
  const facts = factsOfShift(about, state.occurrence);
  const { successors } = facts;
  const { post } = state.occurrence;
  return {
    ...facts,
    ...(isToTakeUp(state) ? { successors: withTheirComing(about, post, successors) } : {}),
    reliefSince: { ...needs, answer: (reader) => answer(reader)?.since },
    reliefDueAt: { ...needs, answer: (reader) => answer(reader)?.dueAt },
    corrected: corrected(about.siteId, state.occurrence),
    standInHolds: standInHolds(about, state),
  };
}

/** Kit and books as the post is set up now: things are counted as they are, whatever was set up when the shift began. */
function whatThePostHas(site: Site, key: string): Questions<Pick<HandoverFacts, "kit" | "books" | "since">> {
  const post = currentPost(site, key);
  return {
    kit: known((post?.kit ?? []).map(({ key: item, expected }) => ({ item, expected }))),
    books: known((post?.books ?? []).map(({ key: book }) => book)),
    since: known(listedSince(site, key)),
  };
}

export const nothingYet: Questions<HandoverFacts> = {
  ...{ outgoing: known(undefined), successors: known([]), next: known(undefined) },
  ...{ away: known([]), leftAtOnce: known([]), standInHolds: known(false), following: known(undefined) },
  ...{ reliefSince: known(undefined), reliefDueAt: known(undefined), latecomerDueAt: known(undefined) },
  ...{ corrected: known(undefined), matters: known([]) },
  ...{ kit: known([]), books: known([]), since: known({ kit: {}, books: {} }) },
};

/** The same of a shift of which no form is looked at. */
export function factsOfShift(at: At, occurrence: ShiftOccurrence): Questions<HandoverFacts> {
  const { answer, ...needs } = askedOnce(handoverFactsAt(at, occurrence));
  return {
    outgoing: { ...needs, answer: (reader) => answer(reader).outgoing },
    successors: { ...needs, answer: (reader) => answer(reader).successors },
    next: { ...needs, answer: (reader) => answer(reader).next },
    following: { ...needs, answer: (reader) => answer(reader).following },
    away: { ...needs, answer: (reader) => answer(reader).away },
    leftAtOnce: { ...needs, answer: (reader) => answer(reader).leftAtOnce },
    latecomerDueAt: { ...needs, answer: (reader) => answer(reader).latecomerDueAt },
    ...{ reliefSince: known(undefined), reliefDueAt: known(undefined) },
    ...{ corrected: known(undefined), standInHolds: known(false) },
    ...whatThePostHas(at.site, occurrence.post),
    matters: { ...needs, answer: (reader) => answer(reader).matters },
  };
}

/** All that preparing rests on, and with it every other act of a hand-over. */
export function whatIsHandedOver({
  body,
  ...about
}: About<ShiftName, Handover, HandoverRule>): Questions<PrepareFacts> {
  return {
    ...handoverFacts(about),
    untaken: besideOthers(about).untaken,
    page: headOf({ site: about.siteId, noun: "log", id: shiftId(body) }),
  };
}
