import type { SiteId } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { correctLine } from "#duty/log/correct-line.ts";
import { countersignPage } from "#duty/log/countersign-page.ts";
import { closePage, cutPage, reopenPage } from "#duty/log/cut-page.ts";
import { logKind, type Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { correctLineBody, countersignBody, writeLineBody } from "#duty/log/log-shapes.ts";
import { openPage } from "#duty/log/open-page.ts";
import { keepRecord, writeLine } from "#duty/log/write-line.ts";
import { begunShift, type Site, shiftBefore } from "#duty/site/site.ts";
import { headOf, known, phaseOfHandover, turnAt } from "#duty/wiring/questions.ts";
import { actorsFunctions } from "./authority.ts";
import { nowOrThen, wasOnDutyIn, writtenAt } from "./on-duty-then.ts";
import { type About, act, actorOf, asksOf, type CommandAct } from "./wiring.ts";

const ofShift = ({ body }: { body: ShiftName }) => shiftId(body);

export const logActs = {
  "log.open-page": act({
    kind: logKind,
    mode: "exclusive",
    id: ({ body }) => shiftId(body.occurrence),
    facts: () => ({}),
    decide: openPage,
  }),
  "log.write-line": act({
    kind: logKind,
    mode: "append",
    shape: writeLineBody,
    waits: "by-proof",
    id: ofShift,
    facts: whoMayWrite,
    decide: writeLine,
  }),
  "log.keep-record": act({
    kind: logKind,
    mode: "append",
    id: ({ body }) => body.page,
    facts: ({ state, site, siteId }) => ({
      duringHandover: state.phase === "unknown" ? known(false) : duringHandover({ site, siteId }, state.occurrence),
    }),
    decide: keepRecord,
  }),
  "log.correct-line": act({
    kind: logKind,
    mode: "append",
    shape: correctLineBody,
    waits: "by-proof",
    id: ofShift,
    facts: () => ({}),
    decide: correctLine,
  }),
  "log.cut-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: cutPage }),
  "log.reopen-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: reopenPage }),
  "log.close-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: closePage }),
  "log.countersign": act({
    kind: logKind,
    mode: "exclusive",
    proof: "pin",
    shape: countersignBody,
    id: ofShift,
    facts: (about) => ({
      functions: actorsFunctions(about, about.body.post),
      head: headOf({ site: about.siteId, noun: logKind.noun, id: shiftId(about.body) }),
    }),
    decide: countersignPage,
  }),
} satisfies Record<string, CommandAct>;

interface At {
  readonly site: Site;
  readonly siteId: SiteId;
}

/** A page is written by its own shift, and by an earlier one that is still there to hand over; not by those who come after. */
function writesOn(
  { site, siteId, state }: At & { readonly state: Page },
  page: ShiftName,
  person: string,
): Question<boolean> {
  const turn = turnAt(siteId, page.post, person);
  // The page is there, whatever shifts the post has by its set-up since.
  const pageStarts = state.phase === "unknown" ? undefined : state.occurrence.startsAt;
  return {
    ...turn,
    answer: (reader) => {
      const held = turn.answer(reader);
      const turnStarts = held && begunShift(site, held)?.startsAt;
      return turnStarts !== undefined && pageStarts !== undefined && turnStarts <= pageStarts;
    },
  };
}

/** Who was on duty then in the shift of the page, or in the one before it, which hands over to it. */
function wroteIn(
  { site, siteId, state }: At & { readonly state: Page },
  { person, at }: { readonly person: string; readonly at: Instant },
): Question<boolean> | undefined {
  if (state.phase === "unknown") return undefined;
  const { occurrence } = state;
  const before = shiftBefore(site, occurrence);
  return wasOnDutyIn(siteId, before ? [occurrence, before] : [occurrence], { person, at });
}

function duringHandover({ site, siteId }: At, page: ShiftName): Question<boolean> {
  const occurrence = begunShift(site, page);
  const before = occurrence && shiftBefore(site, occurrence);
  if (!before) return known(false);
  const phase = phaseOfHandover(siteId, before);
  return { ...phase, answer: (reader) => ["open", "prepared"].includes(phase.answer(reader)) };
}

function whoMayWrite({ body, state, site, siteId, circumstances }: About<ShiftName, Page, LogRule>) {
  const { actor } = circumstances;
  const at = writtenAt(circumstances);
  return {
    onDuty: nowOrThen(
      writesOn({ site, siteId, state }, body, actorOf(actor)),
      at === undefined ? undefined : wroteIn({ site, siteId, state }, { person: actorOf(actor), at }),
    ),
    duringHandover: duringHandover({ site, siteId }, body),
  };
}

export const logAsks = {
  /** One page with what writing a line on it rests on. */
  "log.page": asksOf({ kind: logKind, id: ofShift, facts: whoMayWrite }),
};
