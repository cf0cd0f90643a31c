import { type Absence, takenLeave } from "#duty/absence/absence.ts";
import { hearingNamed } from "#duty/absence/absence-kind.ts";
import {
  comeAgain,
  type EndWithDutyBody,
  type EndWithDutyFacts,
  endWithDuty,
  goUnheard,
  type HearingOwed,
  type PlaceLeft,
} from "#duty/absence/come-back.ts";
import {
  type ComeInsteadBody,
  comeInstead,
  type LayBareBody,
  layBare,
  type ManPostBody,
  manPost,
} from "#duty/absence/man-post.ts";
import type { Reaction } from "#duty/door/table.ts";
import { type PersonId, personOf } from "#duty/grammar/entry.ts";
import { type Turn, turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerPage, Question, Questions } from "#duty/grammar/question.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { following } from "./absence-wiring.ts";
import { type At, hasOtherTurn, known, presences } from "./questions.ts";
import { calledFor, shiftLeft, stayingFor } from "./shift-left.ts";
import { howGone, othersAtPost, othersStanding, othersWhenBegun, wasOffBefore } from "./who-stays.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/* How the call for somebody to stand in goes on while a post is empty, and ends by whichever act somebody comes. */

export const standInActs = {
  "absence.end-with-duty": act({
    ...following,
    facts: (about: About<EndWithDutyBody, Absence, unknown>) => endFacts(about, about.body),
    decide: endWithDuty,
  }),
  "absence.come-instead": act({
    ...following,
    facts: ({ siteId, body }: At & { readonly body: ComeInsteadBody }) => ({
      left: calledFor(siteId, body.post),
      otherTurns: awayFrom(siteId, body),
    }),
    decide: comeInstead,
  }),
  "absence.come-again": act({ ...following, decide: comeAgain }),
  "absence.go-unheard": act({
    ...following,
    facts: ({ siteId, body: { turn } }: About<PlaceLeft, unknown, unknown>) => ({
      unheard: unheardBy(siteId, turn.person),
    }),
    decide: goUnheard,
  }),
  "absence.man-post": act({
    ...following,
    facts: ({ siteId, body, circumstances: { now } }: About<ManPostBody, unknown, unknown>) => ({
      others: othersStanding(siteId, body, now),
    }),
    decide: manPost,
  }),
  "absence.lay-bare": act({
    ...following,
    facts: ({ siteId, body: { turn, at }, ...about }: About<LayBareBody, Absence, unknown>) => ({
      // Whoever covers for them goes when their last shift there ends, and stays when it begins.
      there:
        at === "end"
          ? othersAtPost(siteId, turn, { how: "passed", now: about.circumstances.now })
          : othersWhenBegun({ ...about, siteId }, turn),
      goesOn: hasOtherTurn(siteId, [turn]),
    }),
    decide: layBare,
  }),
} satisfies Record<string, CommandAct>;

function endFacts(
  about: About<EndWithDutyBody, Absence, unknown>,
  { turn, last = turn, how }: EndWithDutyBody,
): Questions<EndWithDutyFacts> {
  const { site, siteId, state } = about;
  const own = begunShift(site, last);
  const next = own && shiftAfter(site, own);
  const isAtOnce = takenLeave(state)?.atOnce === true;
  return {
    there: isAtOnce
      ? stayingFor(about, last, { without: [last.person] })
      : othersAtPost(siteId, last, { how, now: about.circumstances.now }),
    passesAt: known((next ?? own)?.endsAt),
    goesOn: how === "company" ? known(false) : hasOtherTurn(siteId, [turn, last]),
    awayFrom: awayFrom(siteId, { turn, post: turn.post }),
    occurrence: shiftLeft({ site, siteId }, turn, about.circumstances.now),
  };
}

/** Of which leaves somebody is to hear still. */
function unheardBy(siteId: string, person: PersonId): Question<readonly HearingOwed[]> {
  const page: LedgerPage = { site: siteId, person };
  return {
    ledger: [page],
    answer: (reader) =>
      reader
        .outstanding(page)
        .filter(({ obligation }) => obligation.what === "absence.hear")
        .flatMap(({ stream, obligation: { key } }) => {
          const { turn, number } = hearingNamed(stream.id, key) ?? {};
          return turn && number !== undefined ? [{ turn, number }] : [];
        }),
  };
}

/** Other turns of somebody at a post to which they have come, from which they are away. */
function awayFrom(siteId: string, { turn, post }: ComeInsteadBody): Question<readonly Turn[]> {
  const theirs = presences({ site: siteId, person: turn.person });
  return {
    ...theirs,
    answer: (reader) =>
      theirs
        .answer(reader)
        .filter(({ as, turn: each }) => as === "away" && each.post === post && turnId(each) !== turnId(turn))
        .map(({ turn: each }) => each),
  };
}

/** Who is no longer on duty is not away from it, and covers nobody. */
export const endAbsence: Reaction = (entry, { key }) =>
  wasOffBefore(entry) ? [] : [{ act: "absence.end-with-duty", body: { turn: turnNamed(key.id), how: howGone(entry) } }];

/** Who goes at the end of a turn hears nothing there any more. */
export const leaveUnheard: Reaction = (entry, { key }) =>
  wasOffBefore(entry) ? [] : [goingUnheard(turnNamed(key.id), "turn")];

/** The same at the end of a cover. */
export const leaveCoverUnheard: Reaction = (_, { key }) => [goingUnheard(turnNamed(key.id), "cover")];

function goingUnheard(turn: Turn, ended: PlaceLeft["ended"]): ReturnType<Reaction>[number] {
  return { act: "absence.go-unheard", body: { turn, ended } };
}

/** Each of those leaves asks whether they stand where they were called about it. */
export const spareUnheard: Reaction = (entry, { key }) => {
  const { of, ended } = entry.body as Pick<PlaceLeft, "ended"> & { readonly of: readonly HearingOwed[] };
  const turn = turnNamed(key.id);
  const left: PlaceLeft = { turn, ended };
  return of.map((owed) => ({ act: "absence.spare-hearing", body: { ...owed, person: turn.person, left } }));
};

/** Where somebody is away when the shift begins for which they came, it is asked who stands there. */
export const layBareAtBegin: Reaction = (_, { key }) => [
  { act: "absence.lay-bare", body: { turn: turnNamed(key.id), at: "begin" } },
];

/** The same when it ends. */
export const layBareAtEnd: Reaction = (_, { key }) => [
  { act: "absence.lay-bare", body: { turn: turnNamed(key.id), at: "end" } },
];

/** Whoever has no turn at the post any more is away from none of those that were over before. */
export const endEarlierAbsences: Reaction = (entry, { key }) => {
  const { from } = entry.body as { readonly from: readonly Turn[] };
  const last = turnNamed(key.id);
  return from.map((turn) => ({ act: "absence.end-with-duty", body: { turn, last, how: "passed" } }));
};

/** Whoever signs on, comes from another post, comes back or is released from covering stands at the post of their turn. */
export const standInByComing: Reaction = (_, { key }) => {
  const turn = turnNamed(key.id);
  return [{ act: "absence.come-instead", body: { turn, post: turn.post } }];
};

/** Whoever covers for one of those who left a post stands there for all of them. */
export const standInByCovering: Reaction = (entry, { key }) => {
  const { cover } = entry.body as { readonly cover: Turn };
  return [{ act: "absence.come-instead", body: { turn: cover, post: turnNamed(key.id).post } }];
};

/** Whoever has come is back from each leave of theirs. */
export const comeAgainTo: Reaction = (entry) => {
  const { to } = entry.body as { readonly to: readonly Turn[] };
  return to.map((turn) => ({ act: "absence.come-again", body: { turn } }));
};

/** Whoever hears that a post was left at once, and stands there, keeps it for all of those who left. */
export const manHeardPosts: Reaction = (entry) => {
  const { of } = entry.body as { readonly of: readonly Turn[] };
  const by = personOf(entry.actor);
  return of.map((turn) => ({ act: "absence.man-post", body: { turn, by, heard: true } }));
};

/** Each of whom it was called hears of it. */
export const manPosts: Reaction = (entry, { key }) => {
  const { of } = entry.body as { readonly of: readonly Turn[] };
  const by: PersonId = turnNamed(key.id).person;
  return of.map((turn) => ({ act: "absence.man-post", body: { turn, by } }));
};
