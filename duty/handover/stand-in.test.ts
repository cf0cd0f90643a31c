import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Under } from "#test/given.ts";
import {
  askAct,
  endsAt,
  facts,
  lin,
  ofLin,
  once,
  opened,
  storyOccurrence,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { isAwayAtEnd } from "./stand-in.ts";

const state = { occurrence: storyOccurrence };
const rule = { window: { minutesBefore: 60, cites: ["ZB-26"] } };
const at = (minutes: number) => plusMinutes(endsAt, minutes);

test("whoever leads is missed at the end of the shift where they left and are not back, not before, and nobody else is", () => {
  const away = { ...facts, away: [lin] };
  expect([isAwayAtEnd(state, rule, away, at(0)), isAwayAtEnd(state, rule, away, at(-1))]).toEqual([true, false]);
  expect(isAwayAtEnd(state, rule, { ...facts, away: [wu] }, at(0))).toBe(false);
  expect(isAwayAtEnd(state, rule, { ...away, outgoing: undefined }, at(0))).toBe(false);
  expect(isAwayAtEnd(state, rule, facts, at(0))).toBe(false);
});

test("whoever left at once is missed as soon as the shift may be handed over; where nothing says when, at once", () => {
  const gone = { ...facts, away: [lin], leftAtOnce: [lin] };
  expect([isAwayAtEnd(state, rule, gone, at(-60)), isAwayAtEnd(state, rule, gone, at(-61))]).toEqual([true, false]);
  expect(isAwayAtEnd(state, {}, gone, at(-400))).toBe(true);
});

test("who stands in speaks for the outgoing side, and nobody else does", () => {
  const stoodIn: readonly [HandoverEntry, Under] = [
    { type: "handover.stood-in", body: { person: zhao, reason: text("") } },
    ofLin,
  ];
  const state = once(opened, stoodIn);
  const away = { away: [lin] };
  expect(askAct(prepareHandover, { state, body: writeUp, who: zhao, facts: away })).toEqual(["handover.prepared"]);
  const notLeading = { refused: "handover.not-leading" };
  expect(askAct(prepareHandover, { state, body: writeUp, who: lin, facts: away })).toMatchObject(notLeading);
  // Once whoever leads is at the post again, they lead; so they do where whoever stood in may not any more.
  expect(askAct(prepareHandover, { state, body: writeUp, who: zhao })).toMatchObject(notLeading);
  expect(askAct(prepareHandover, { state, body: writeUp, who: lin })).toEqual(["handover.prepared"]);
  const lost = { outgoing: undefined, standInHolds: false };
  expect(askAct(prepareHandover, { state, body: writeUp, who: zhao, facts: lost })).toMatchObject({
    refused: "handover.outgoing-gone",
  });
});
