import { describe, expect, test } from "vitest";
import {
  askAct,
  at,
  booksTaken,
  counted,
  entered,
  evening,
  facts,
  leak,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  over,
  prepared,
  readingEntry,
  ready,
  rule,
  type StoryEntry,
  secretly,
  shift,
  signed,
  storyOccurrence,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { endTakeUp } from "./end-take-up.ts";
import type { Handover } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";
import { isClosedTooSoon, isFollowedAfterAll, takesBack } from "./handover-parties.ts";
import { hindrances } from "./hindrances.ts";
import { mayReopen, reopenHandover } from "./reopen-handover.ts";
import { type SignFacts, signHandover } from "./sign-handover.ts";
import { formToTakeUp, isToTakeUp, mayTakeUp } from "./take-up.ts";

/* What one side closed alone: who takes it back, who takes it up after it, and what is entered of it (ZB-20, ZB-34). */

const takeUpBy = at("23:00");
const office = { relief: undefined, next: undefined };
const alone = prepared(office);
const closedWith = (more: object = {}): StoryEntry => [
  { type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes: 0, ...more } },
  ofLin,
];
const closed = [opened, alone, signed("outgoing"), closedWith()];
const beforeRest = [opened, alone, signed("outgoing"), closedWith({ takeUpBy })];
const back: StoryEntry = [{ type: "handover.reopened", body: { reason: { sealed: "来人", kind: "free-text" } } }, ofWu];
const onDuty = (...people: readonly string[]) => people.map((person) => ({ person, page: evening, onDuty: true }));
const afterIt = { ...facts, outgoing: undefined };
const nobody = { next: undefined, following: undefined, successors: [] };

describe("a shift that was closed alone is followed after all", () => {
  const later = (state: Handover, person: string, ...people: readonly string[]) =>
    isFollowedAfterAll(state, { later: people, person });

  test("where somebody came later who is neither whoever closed it nor the one of it who is asked about", () => {
    expect(later(once(...closed), lin, wu)).toBe(true);
    expect(later(once(...closed), zhao, wu)).toBe(true);
    expect(later(once(...closed), lin)).toBe(false);
    expect(later(once(...closed), zhao, wu, zhao)).toBe(false);
    expect(later(once(...closed), zhao, wu, lin)).toBe(false);
    expect(later(once(...over), lin, zhao)).toBe(false);
    expect(later(once(opened), lin, wu)).toBe(false);
  });

  test("not where somebody has taken it up meanwhile, nor where whoever closed it has handed on themselves", () => {
    const listed = { kit: facts.kit, books: facts.books, page: facts.page };
    const takenUp: StoryEntry = [{ type: "handover.taken-up", body: { incoming: wu, matters: [], listed } }, ofWu];
    const ended: StoryEntry = [{ type: "handover.take-up-ended", body: { followedBy: evening } }, ofLin];
    expect(later(once(...beforeRest), lin, wu)).toBe(true);
    for (const each of [takenUp, ended]) expect(later(once(...beforeRest, each), lin, wu)).toBe(false);
  });

  test("where nobody knows who closed it, by whoever comes", () => {
    const unknown = once(opened, alone, signed("outgoing"), closedWith({ outgoing: undefined }));
    expect(later(unknown, lin, wu)).toBe(true);
    expect(later(unknown, lin, lin)).toBe(false);
  });

  test("as things stand: by who is on duty, for the very next shift where nobody of it is there any more", () => {
    const asked = (more: object, state: Handover = once(...closed)) => isClosedTooSoon(state, { ...facts, ...more });
    expect(asked({})).toBe(true);
    expect(asked({ successors: [{ person: wu, page: evening, onDuty: false }] })).toBe(false);
    expect(asked({ following: undefined })).toBe(true);
    expect(asked({ following: undefined, outgoing: undefined })).toBe(false);
    expect(asked({}, once(...ready))).toBe(false);
    expect(asked({ successors: onDuty(lin) })).toBe(false);
    expect(asked({ successors: onDuty(wu, lin) })).toBe(false);
    const gone = { outgoing: undefined };
    expect(asked(gone)).toBe(true);
    expect(asked({ ...gone, following: "lobby/2026-11-21/night" })).toBe(false);
    const twoShifts = [...onDuty(wu), { person: zhao, page: "lobby/2026-11-21/night", onDuty: true }];
    expect(asked({ ...gone, successors: twoShifts })).toBe(true);
    expect(asked({ ...gone, successors: onDuty(lin) })).toBe(false);
  });

  test("and is taken back by whoever leads those who are there, or has come; not by the clock, nor by anybody else", () => {
    const both = { ...facts, successors: [...onDuty(wu), { person: "chen", page: evening, onDuty: false }] };
    expect([lin, wu, zhao, "chen", undefined].map((who) => takesBack(both, who))).toEqual([
      ...[true, true, false, false],
      false,
    ]);
    expect(takesBack({ ...facts, outgoing: undefined }, undefined)).toBe(false);
    expect([lin, wu, zhao].map((who) => mayReopen(once(...closed), facts, who))).toEqual([true, true, false]);
    expect([lin, wu].map((who) => mayReopen(once(...over), facts, who))).toEqual([false, false]);
    expect([lin, wu, zhao].map((who) => mayReopen(once(...ready), facts, who))).toEqual([true, true, false]);
  });

  test("since when it is owed stands with what was closed and taken back, and with nothing else", () => {
    const body = { ...shift, reason: "来人" };
    const known = { latecomerDueAt: at("16:00") };
    const reason = secretly("来人");
    const taken = (state: Handover, more: object) =>
      entered(reopenHandover, { state, body, who: wu, facts: more })[0]?.body;
    expect(taken(once(...closed), known)).toStrictEqual({ reason, owedSince: at("16:00") });
    expect(taken(once(...closed), {})).toStrictEqual({ reason });
    expect(taken(once(...ready), known)).toStrictEqual({ reason });
  });
});

describe("with the signature that closes a shift alone is entered", () => {
  const close = (state: Handover, more: Partial<SignFacts> = {}) =>
    entered(signHandover, {
      ...{ state, who: lin, seen: 2, now: at("16:00"), body: { ...shift, forms: ["work", "property"] } },
      facts: { ...nobody, nextEndsAt: undefined, ...more },
    })[1]?.body;
  const plain = { outgoing: lin, matters: [], lateMinutes: 0 };

  test("who closed it, and nothing of a relief, of a page or of a rest where there is none", () => {
    expect(close(once(opened, alone))).toStrictEqual(plain);
  });

  test("by when it is taken up, where the post rests; not where whoever closes it is there for the next shift, nor where somebody follows", () => {
    const rest = { nextEndsAt: takeUpBy };
    expect(close(once(opened, alone), rest)).toStrictEqual({ ...plain, takeUpBy });
    const oneself = (isThere: boolean) =>
      close(once(opened, prepared({ relief: lin })), {
        ...{ ...rest, successors: [{ person: lin, page: evening, onDuty: isThere }] },
      });
    expect(oneself(true)).toStrictEqual({ ...plain, next: evening });
    expect(oneself(false)).toStrictEqual({ ...plain, next: evening, takeUpBy });
    const passed = entered(signHandover, {
      ...{
        state: once(...ready, signed("outgoing")),
        who: wu,
        seen: 6,
        body: { ...shift, forms: ["work", "property"] },
      },
      facts: rest,
    })[1]?.body;
    expect(passed).toStrictEqual({ ...plain, incoming: wu, next: evening });
  });

  test("what the same person had closed before, and not what somebody else had or nobody knows who", () => {
    const untaken = [lin, zhao, undefined].map((closedBy, index) => ({
      occurrence: { ...storyOccurrence, date: `2026-11-1${index}` as never },
      closedBy,
    }));
    const follows = ["lobby/2026-11-10/day"];
    expect(close(once(opened, alone), { untaken })).toStrictEqual({ ...plain, follows });
    expect(close(once(opened, alone), { untaken: untaken.slice(1) })).toStrictEqual(plain);
  });
});

describe("what was closed alone is taken up", () => {
  const both = [...onDuty(wu), { person: zhao, page: "lobby/2026-11-21/night", onDuty: true }];

  test("only while it is over", () => {
    expect(isToTakeUp(once(...beforeRest, back))).toBe(false);
    expect(handoverOwes(once(...beforeRest, back), rule).map(({ key }) => key)).toEqual(["complete", "close-records"]);
  });

  test("by a person, on their page, on a form that waits for them and on which no problem stands", () => {
    const problem: StoryEntry = [
      { type: "handover.problem-raised", body: { problem: "p", text: { sealed: "门", kind: "free-text" } } },
      ofLin,
    ];
    const state = once(opened, alone, problem, signed("outgoing"), closedWith({ takeUpBy }));
    const form = (by: string | undefined, more: object = {}) => formToTakeUp(state, { ...afterIt, ...more }, by);
    expect(form(undefined)).toBeUndefined();
    expect(form(wu)).toMatchObject({ phase: "prepared", problems: [], preparation: { relief: wu, next: evening } });
    expect(form(zhao, { successors: both })?.preparation.next).toBe("lobby/2026-11-21/night");
    const older = { version: 6, hash: "p6" };
    expect(form(wu, { corrected: older })?.preparation.page).toEqual(facts.page);
  });

  test("not by whoever closed it, and by any of those who are on duty", () => {
    const state = once(...beforeRest);
    expect(mayTakeUp(state, { ...afterIt, successors: onDuty(lin) }, lin)).toBe(false);
    expect([wu, zhao].map((who) => mayTakeUp(state, { ...afterIt, successors: both }, who))).toEqual([true, true]);
  });

  test("by one person: what somebody else has read, counted and signed in part is nothing that the next one has done", () => {
    const state = once(...beforeRest, readingEntry, counted, booksTaken, signed("incoming", ["work"]));
    const left = (signer: string) =>
      hindrances({
        ...{ state, rule, facts: { ...afterIt, successors: both }, side: "incoming", signer, now: at("22:00") },
        lateReason: false,
      }).map(({ code }) => code);
    expect(left(wu)).toEqual([]);
    expect(left(zhao)).toEqual(["handover.records-unread", "handover.item-uncounted", "handover.book-not-taken"]);
  });

  test("whoever leads the shift that takes it up signs for the incoming side, and what is whole is not followed", () => {
    const openNow: StoryEntry = [
      { type: "handover.matters-listed", body: { matters: [{ id: leak, class: "ordinary" }] } },
      ofWu,
    ];
    const took: StoryEntry = [{ type: "handover.matter-taken", body: { matter: leak } }, ofWu];
    const state = once(...beforeRest, readingEntry, counted, booksTaken, openNow, took);
    const sign = (more: object) =>
      entered(signHandover, {
        ...{ state, who: wu, seen: 9, now: at("22:00"), body: { ...shift, forms: ["work", "property"] } },
        facts: { ...more, matters: [{ id: leak, class: "ordinary" as const, released: false }] },
      });
    const listed = { kit: facts.kit, books: facts.books, page: facts.page };
    const body = { incoming: wu, matters: [leak], listed };
    for (const known of [{ outgoing: undefined }, { outgoing: wu }]) {
      const [signature, taken] = sign(known);
      expect(signature?.body).toMatchObject({ side: "incoming" });
      expect(taken).toStrictEqual({ type: "handover.taken-up", body });
    }
  });

  test("or ended by the hand-over of whoever had closed it and came again, where it still waits", () => {
    const followedBy = "lobby/2026-11-22/day";
    const body = { ...shift, followedBy };
    const ended = { type: "handover.take-up-ended", body: { followedBy } };
    expect(entered(endTakeUp, { state: once(...beforeRest), body })).toEqual([ended]);
    expect(askAct(endTakeUp, { state: once(...closed), body })).toEqual([]);
  });
});

test("no hand of the product signs, on a form that waits or on one that was closed alone", () => {
  const body = { ...shift, forms: ["work", "property"] };
  const sign = (state: Handover) => askAct(signHandover, { state, body, hand: "clock", seen: 5 });
  expect(sign(once(...ready))).toMatchObject({ refused: "handover.not-the-relief" });
  expect(sign(once(...beforeRest))).toMatchObject({ refused: "handover.completed-already" });
});
