import { expect, test } from "vitest";
import {
  askAct,
  at,
  booksTaken,
  counted,
  facts,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  readingEntry,
  rule,
  shift,
  signed,
  storyOccurrence,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { countKit } from "./count-kit.ts";
import type { Handover } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { readRecords } from "./read-records.ts";
import { signHandover } from "./sign-handover.ts";
import { formToTakeUp, isToTakeUp, mayTakeUp, untakenFor } from "./take-up.ts";

/* Lin closed the shift alone and has gone; Wu has come since, and Zhao is not on duty (ZB-34). */

const nobodyOfIt = { outgoing: undefined };
const afterIt = { ...facts, ...nobodyOfIt };
const takeUpBy = at("23:00");
const alone = prepared({ relief: undefined, next: undefined });
const closedWith = (more: object) =>
  [{ type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes: 0, ...more } }, ofLin] as const;
const closed = [opened, alone, signed("outgoing"), closedWith({ takeUpBy })] as const;
const listed = { kit: facts.kit, books: facts.books, page: facts.page };
const takenUp: HandoverEntry = { type: "handover.taken-up", body: { incoming: wu, matters: [], listed } };
const ended: HandoverEntry = { type: "handover.take-up-ended", body: { followedBy: "lobby/2026-11-22/day" } };

test("only what was closed alone for whoever comes is to be taken up, once", () => {
  expect(isToTakeUp(once(...closed))).toBe(true);
  for (const over of [
    once(opened, alone),
    once(opened, alone, signed("outgoing"), closedWith({})),
    once(...closed, [takenUp, ofWu]),
    once(...closed, [ended, ofWu]),
  ])
    expect(isToTakeUp(over)).toBe(false);
});

test("whoever is on duty later and did not close it may, and is refused nothing but what a relief is", () => {
  const state = once(...closed);
  expect([wu, lin, zhao].map((who) => mayTakeUp(state, afterIt, who))).toEqual([true, false, false]);
  expect(mayTakeUp(state, { ...afterIt, away: [wu] }, wu)).toBe(false);
  const read = (who: string) => askAct(readRecords, { state, who, body: shift, facts: nobodyOfIt });
  expect(read(wu)).toEqual(["handover.records-read"]);
  expect(read(lin)).toEqual({ refused: "handover.own-closing", rules: ["ZB-18", "ZB-34"] });
  expect(read(zhao)).toMatchObject({ refused: "handover.not-on-duty" });
  const body = { ...shift, counts: [{ item: "radio", found: 1, damaged: 0, missing: 1, explanation: "柜里没有" }] };
  expect(askAct(countKit, { state, who: wu, body, facts: nobodyOfIt })).toEqual(["handover.counted"]);
  const sign = (who: string) =>
    askAct(signHandover, { state, who, seen: 4, body: { ...shift, forms: ["work", "property"] }, facts: nobodyOfIt });
  expect(sign(lin)).toMatchObject({ refused: "handover.own-closing" });
  expect(sign(wu)).toMatchObject({ refused: "handover.records-unread" });
});

test("while whoever leads the shift is there it is handed over to them instead; where they are away it is taken up", () => {
  const state = once(...closed);
  const ways = [{}, { following: undefined }, { away: [lin] }, { following: undefined, outgoing: undefined }].map(
    (more) => ({ ...facts, ...more }),
  );
  expect(ways.map((each) => mayTakeUp(state, each, wu))).toEqual([false, false, true, true]);
  expect(ways.map((each) => formToTakeUp(state, each, wu) !== undefined)).toEqual([false, false, true, true]);
  expect(askAct(readRecords, { state, who: wu, body: shift })).toMatchObject({ refused: "handover.completed-already" });
});

test("what the form lists and the post still has is taken before it is signed, and what is signed in part stays as it was read", () => {
  const leak = { id: "lobby/leak", class: "ordinary" as const, notes: 0 };
  const listing = prepared({ relief: undefined, next: undefined, matters: [leak] as never });
  const state = once(opened, listing, signed("outgoing"), closedWith({ takeUpBy }), readingEntry, counted, booksTaken);
  const sign = (its: Handover, more: object) =>
    askAct(signHandover, {
      state: its,
      who: wu,
      seen: 7,
      body: { ...shift, forms: ["work"] },
      facts: { ...nobodyOfIt, ...more },
    });
  expect(sign(state, { matters: [leak] })).toMatchObject({ refused: "handover.matter-not-taken" });
  expect(sign(state, {})).toEqual(["handover.signed"]);
  const inPart = once(...closed, readingEntry, signed("incoming", ["work"]));
  const read = askAct(readRecords, { state: inPart, who: wu, body: shift, facts: nobodyOfIt });
  expect(read).toEqual({ refused: "handover.signed-already", rules: ["ZB-03"] });
});

test("it is gone through with what the post has now, and the page as it was last corrected", () => {
  const corrected = { version: 9, hash: "p9" };
  const kit = [{ item: "torch", expected: 1 }];
  const form = formToTakeUp(once(...closed), { ...afterIt, corrected, kit, books: [] }, wu);
  expect(form?.preparation).toMatchObject({ relief: wu, kit, books: [], page: corrected });
  expect(form?.signatures).toMatchObject([{ side: "outgoing", person: lin }]);
});

test("nobody hands on what somebody else closed and they never took up; whoever stands in could not have", () => {
  const untaken = [{ occurrence: { ...storyOccurrence, date: "2026-11-20" as never }, closedBy: zhao }];
  const prepares = (who: string, closedBy: string, state = once(opened)) =>
    askAct(prepareHandover, {
      state,
      who,
      body: writeUp,
      facts: { untaken: untaken.map((each) => ({ ...each, closedBy })) },
    });
  expect(prepares(lin, zhao)).toMatchObject({
    refused: "handover.before-not-taken-up",
    rules: ["SLH-02", "GPH-04", "SLH-09", "SLH-06", "SLH-07", "ZB-34"],
  });
  expect(prepares(lin, lin)).toEqual(["handover.prepared"]);
  expect(untakenFor(untaken, wu)).toBe(untaken[0]);
  const stoodIn: HandoverEntry = {
    type: "handover.stood-in",
    body: { person: zhao, reason: { sealed: "x", kind: "free-text" } },
  };
  const gone = { outgoing: undefined, untaken: untaken.map((each) => ({ ...each, closedBy: wu })) };
  const state = once(opened, [stoodIn, ofLin]);
  expect(askAct(prepareHandover, { state, who: zhao, body: writeUp, facts: gone })).toEqual(["handover.prepared"]);
});

test("it is owed until the hand-over of the next shift is due, met by taking it up and ended by whoever had closed it", () => {
  const owed = (...more: readonly HandoverEntry[]) =>
    handoverOwes(once(...closed, ...more.map((each) => [each, ofWu] as const)), rule).find(
      ({ key }) => key === "take-up",
    );
  expect(owed()).toMatchObject({ dueAt: at("23:10"), opensAt: ofLin.at });
  expect(owed()).not.toHaveProperty("metAt");
  expect(owed(takenUp)).toMatchObject({ metAt: ofWu.at });
  expect(owed(ended)).toMatchObject({ endedAt: ofWu.at });
});
