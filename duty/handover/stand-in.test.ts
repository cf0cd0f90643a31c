import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { endsAt, facts, lin, storyOccurrence, wu } from "#test/handover-story.ts";
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
