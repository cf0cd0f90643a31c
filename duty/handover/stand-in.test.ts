import { describe, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Under } from "#test/given.ts";
import {
  askAct,
  endsAt,
  entered,
  evening,
  facts,
  lin,
  ofLin,
  once,
  opened,
  prepared,
  secretly,
  shift,
  signed,
  storyOccurrence,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Begun, Handover } from "./handover.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { isAwayAtEnd, standIn, wantsStandIn } from "./stand-in.ts";

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
  expect(isAwayAtEnd(state, rule, { ...gone, leftAtOnce: [wu] }, at(-60))).toBe(false);
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

describe("whoever stands in", () => {
  const chen = "00000000-0000-4000-8000-000000000004";
  const body = { ...shift, reason: "代交" };
  const gone = { outgoing: undefined, functions: ["squad-leader"] };
  const stoodIn: readonly [HandoverEntry, Under] = [
    { type: "handover.stood-in", body: { person: zhao, reason: text("") } },
    ofLin,
  ];
  const reopened: readonly [HandoverEntry, Under] = [
    { type: "handover.reopened", body: { reason: text("改") } },
    ofLin,
  ];
  const [form] = prepared();
  const stands = (its: Handover, who: string, more: object = {}) =>
    askAct(standIn, { state: its, body, who, facts: { ...gone, ...more } });

  test("does so instead of whoever leads the shift and is away, and of nobody where nobody does", () => {
    const reason = secretly("代交");
    const enters = (more: object) =>
      entered(standIn, { state: once(opened), body, who: zhao, now: endsAt, facts: { ...gone, ...more } })[0]?.body;
    expect(enters({ outgoing: lin, away: [lin] })).toStrictEqual({ person: zhao, reason, instead: lin });
    expect(enters({})).toStrictEqual({ person: zhao, reason });
  });

  test("takes back what the one before them wrote, and not what whoever leads did, nor what is taken back already", () => {
    const byZhao = [opened, stoodIn, [form, { ...ofLin, actor: { person: zhao } }]] as const;
    expect(stands(once(...byZhao), chen)).toEqual(["handover.reopened", "handover.stood-in"]);
    expect(stands(once(...byZhao, reopened), chen)).toEqual(["handover.stood-in"]);
    expect(stands(once(opened, prepared()), zhao)).toEqual(["handover.stood-in"]);
    expect(stands(once(opened, prepared(), stoodIn), chen)).toEqual(["handover.stood-in"]);
  });

  test("is nobody who was named as relief, though they are not due any more, and no hand of the product", () => {
    const self = { refused: "handover.relief-is-self", rules: ["ZB-18"] };
    expect(stands(once(opened, prepared({ relief: zhao })), zhao)).toEqual(self);
    for (const its of [once(opened), once(opened, prepared())])
      expect(askAct(standIn, { state: its, body, hand: "clock", facts: gone })).toEqual(self);
  });

  test("is wanted where nobody of the shift is there, until somebody has signed for it", () => {
    const wanted = (its: Handover, more: object) => wantsStandIn(its as Begun, {}, { ...facts, ...more }, at(-1));
    expect([wanted(once(opened), gone), wanted(once(opened), {})]).toEqual([true, false]);
    expect(wanted(once(opened, prepared(), signed("outgoing")), gone)).toBe(false);
    expect(wanted(once(opened, prepared(), signed("incoming")), gone)).toBe(true);
  });

  test("may be named as relief by whoever leads the shift again, where they are due", () => {
    const named = { state: once(opened, stoodIn), body: { ...writeUp, relief: zhao } };
    const successors = [wu, zhao].map((person) => ({ person, page: evening, onDuty: true }));
    expect(askAct(prepareHandover, { ...named, facts: { successors } })).toEqual(["handover.prepared"]);
  });
});
