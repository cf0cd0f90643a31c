import { type Absence, leaveNumbered, openStand } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import * as shapes from "#duty/absence/absence-shapes.ts";
import { acceptAbsence, askAbsence, type CoverFacts, type PostFacts } from "#duty/absence/ask-absence.ts";
import {
  comeBack,
  hearAbsence,
  loseCover,
  release,
  spareHearing,
  stand,
  standDown,
  withdrawAbsence,
} from "#duty/absence/come-back.ts";
import { leaveAtOnce, tellAbsence } from "#duty/absence/leave-at-once.ts";
import type { Consequence, Reaction } from "#duty/door/table.ts";
import { type Turn, turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import {
  type At,
  colleaguesAt,
  known,
  phaseOfHandover,
  presences,
  relievingAt,
  stayWanted,
  takenOverAt,
} from "./questions.ts";
import {
  type HearingNamed,
  keeping,
  keptByHearing,
  reliefStanding,
  shiftLeft,
  standsStill,
  stayingFor,
} from "./shift-left.ts";
import { type About, act, actorOf, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

const own = {
  kind: absenceKind,
  mode: "exclusive",
  id: ownTurn,
} as const;
const somebodys = {
  kind: absenceKind,
  mode: "exclusive",
  id: turnTold,
} as const;
/** What follows elsewhere: the turn whose stream it is stands in the body. */
export const following = {
  kind: absenceKind,
  mode: "exclusive",
  id: ({ body }: { body: { readonly turn: Turn } }) => turnId(body.turn),
  facts: () => ({}),
} as const;

export const absenceActs = {
  "absence.ask": act({
    ...own,
    shape: shapes.askAbsenceBody,
    waits: "for-author",
    facts: (about) => {
      const { site, siteId, body, circumstances } = about;
      const leaving = { ...turnIn(body), person: actorOf(circumstances.actor) };
      const mine = whereabouts(siteId, leaving);
      return {
        ...atPost(about, leaving, body.cover?.person),
        occurrence: shiftLeft({ site, siteId }, leaving, circumstances.now),
        onDuty: { ...mine, answer: (reader) => mine.answer(reader).on },
        covering: { ...mine, answer: (reader) => mine.answer(reader).covering },
        cover: body.cover ? coverFacts(about, body.cover) : known(undefined),
      };
    },
    decide: askAbsence,
  }),
  "absence.accept": act({
    ...somebodys,
    shape: shapes.acceptAbsenceBody,
    waits: "for-author",
    facts: (about) => ({
      ...atPost(about, { ...turnIn(about.body), person: about.body.person }, actorOf(about.circumstances.actor)),
      cover: coverFacts(about, { ...about.body.own, person: actorOf(about.circumstances.actor) }),
      unconfirmed: unconfirmedBy(about, about.body, actorOf(about.circumstances.actor)),
    }),
    decide: acceptAbsence,
  }),
  "absence.withdraw": act({
    ...somebodys,
    shape: shapes.ofSomebody,
    waits: "for-author",
    facts: () => ({}),
    decide: withdrawAbsence,
  }),
  "absence.hear": act({
    ...somebodys,
    shape: shapes.ofSomebody,
    waits: "for-author",
    facts: ({ siteId, body: { post }, state, circumstances }) => ({
      kept: keptByHearing(siteId, state, { person: actorOf(circumstances.actor), post }),
    }),
    decide: hearAbsence,
  }),
  "absence.leave-at-once": act({
    ...own,
    shape: shapes.leaveAtOnceBody,
    waits: "for-author",
    facts: ({ site, siteId, body, state, circumstances }) => {
      const leaving = { ...turnIn(body), person: actorOf(circumstances.actor) };
      const mine = whereabouts(siteId, leaving);
      const covered = openStand(state)?.standsFor.post ?? body.post;
      return {
        colleagues: colleaguesAt(siteId, [covered, body.post], leaving.person),
        relieving: relievingAt({ site, siteId }, leaving, circumstances.now),
        occurrence: shiftLeft({ site, siteId }, leaving, circumstances.now),
        onDuty: { ...mine, answer: (reader) => mine.answer(reader).on },
      };
    },
    decide: leaveAtOnce,
  }),
  "absence.tell": act({
    ...own,
    shape: shapes.tellAbsenceBody,
    waits: "for-author",
    facts: () => ({}),
    decide: tellAbsence,
  }),
  "absence.come-back": act({
    ...own,
    shape: shapes.comeBackBody,
    waits: "for-author",
    facts: () => ({}),
    decide: comeBack,
  }),
  "absence.stand-down": act({
    ...somebodys,
    shape: shapes.ofSomebody,
    waits: "for-author",
    facts: (about) => {
      const { site, siteId, body, circumstances } = about;
      const phase = phaseOfHandover(siteId, body);
      const takenOver = takenOverAt(siteId, body);
      const person = actorOf(circumstances.actor);
      const relief = reliefStanding(siteId, { ...turnIn(body), person }, circumstances.now);
      const own = begunShift(site, body);
      const isFollowed = own !== undefined && shiftAfter(site, own) !== undefined;
      return {
        there: stayingFor(about, body, { without: [person] }),
        // A post that nobody takes over is closed by its hand-over alone (ZB-20), where no shift follows by the set-up; else somebody must be there.
        relieved: {
          ...relief,
          answer: (reader) =>
            relief.answer(reader) > 0 ||
            (!isFollowed && phase.answer(reader) === "completed" && takenOver.answer(reader) === undefined),
        },
      };
    },
    decide: standDown,
  }),
  "absence.stand": act({
    ...following,
    facts: ({ site, body }: About<{ readonly turn: Turn; readonly standsFor: Turn }, Absence, unknown>) => ({
      occurrence: known(begunShift(site, body.turn)),
    }),
    decide: stand,
  }),
  "absence.release": act({ ...following, decide: release }),
  "absence.spare-hearing": act({
    ...following,
    facts: (about: About<HearingNamed, Absence, unknown>) => {
      const { state, body } = about;
      const called = leaveNumbered(state, body.number)?.called.find((each) => each.person === body.person);
      return { onDuty: standsStill(about, called?.post ?? body.turn.post, body) };
    },
    decide: spareHearing,
  }),
  "absence.lose-cover": act({
    ...following,
    facts: (about: About<CoverLost, Absence, unknown>) => {
      const { turn, cover, atOnce = false } = about.body;
      return { there: stayingFor(about, turn, { without: [cover.person], atOnce }) };
    },
    decide: loseCover,
  }),
} satisfies Record<string, CommandAct>;

function turnIn({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

/** Whether somebody is on duty in a turn, and whether they are away from one of theirs or stand somewhere for somebody else. */
function whereabouts(siteId: string, turn: Turn): Question<Omit<CoverFacts, "stay" | "wants">> {
  const theirs = presences({ site: siteId, person: turn.person });
  return {
    ...theirs,
    answer: (reader) => {
      const found = theirs.answer(reader);
      return {
        on: found.some((each) => each.as === "on-duty" && turnId(each.turn) === turnId(turn)),
        away: found.some(({ as }) => as === "away"),
        covering: found.some(({ as }) => as === "covering"),
      };
    },
  };
}

/** Who else is on duty at the post in the shift, and who of them is away from it. */
function othersOn(siteId: string, { person, ...shift }: Turn): Question<PostFacts["others"]> {
  const there = presences({ site: siteId, post: shift.post });
  return {
    ...there,
    answer: (reader) => {
      const all = there.answer(reader);
      const away = new Set(all.flatMap(({ turn, as }) => (as === "away" ? [turn.person] : [])));
      const found = all.filter(({ turn }) => shiftId(turn) === shiftId(shift));
      const on = found.flatMap(({ turn, as }) => (as === "on-duty" && turn.person !== person ? [turn.person] : []));
      return on.map((each) => ({ person: each, away: away.has(each) }));
    },
  };
}

/** Where and when a question of going is asked. */
type Asking = At & Pick<About<unknown, unknown, unknown>, "circumstances">;

/** Who else is at the post that somebody leaves, whoever covers there not counted. */
function atPost({ site, siteId, circumstances: { now } }: Asking, leaving: Turn, cover?: string): Questions<PostFacts> {
  const without = cover === undefined ? [leaving.person] : [leaving.person, cover];
  return { others: othersOn(siteId, leaving), there: keeping({ site, siteId }, { left: leaving, without }, now) };
}

/** Whose cover is lost, and whether that one left the post at once. */
interface CoverLost {
  readonly turn: Turn;
  readonly cover: Turn;
  readonly atOnce?: boolean;
}

/** How whoever covers stands, and who stays where they come from. */
function coverFacts(about: Asking, cover: Turn): Question<CoverFacts> {
  const where = whereabouts(about.siteId, cover);
  const left = keeping(about, { left: cover, without: [cover.person] }, about.circumstances.now);
  const wants = stayWanted(about, cover);
  return {
    ...left,
    ledger: [...(where.ledger ?? []), ...(left.ledger ?? [])],
    answer: (reader) => ({ ...where.answer(reader), stay: left.answer(reader), wants }),
  };
}

type Of<T extends shapes.AbsenceEntry["type"]> = Extract<shapes.AbsenceEntry, { type: T }>["body"];

/** Whoever accepted is away from their own place; whoever stood there before goes back to theirs. */
export const takeStand: Reaction = (entry, { key }) => {
  const { cover, instead } = entry.body as Of<"absence.accepted">;
  const before: Consequence[] = instead ? [{ act: "absence.release", body: { turn: instead } }] : [];
  return [...before, { act: "absence.stand", body: { turn: cover, standsFor: turnNamed(key.id) } }];
};

/** Whoever covered is free. */
export const freeCover: Reaction = (entry) => {
  const { cover } = entry.body as Of<"absence.returned" | "absence.ended" | "absence.cover-ended">;
  return cover ? [{ act: "absence.release", body: { turn: cover } }] : [];
};

/** Where whoever has gone stood for somebody, nobody stands there now. */
export const uncover: Reaction = (entry, { key }) => {
  const { stoodFor } = entry.body as Of<"absence.left-at-once" | "absence.ended">;
  if (!stoodFor) return [];
  const lost: CoverLost = { turn: stoodFor, cover: turnNamed(key.id), atOnce: entry.type === "absence.left-at-once" };
  return [{ act: "absence.lose-cover", body: lost }];
};
