import { describe, expect, test } from "vitest";
import {
  askAct,
  at,
  leak,
  lift,
  lin,
  ofLin,
  once,
  opened,
  over,
  prepared,
  ready,
  rule,
  shift,
  signed,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Handover } from "./handover.ts";
import { handoverKind } from "./handover-kind.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { type PrepareFacts, prepareHandover } from "./prepare-handover.ts";
import { reopenHandover } from "./reopen-handover.ts";
import { standIn } from "./stand-in.ts";

const prepare = (about: { body?: object; facts?: Partial<PrepareFacts>; rule?: HandoverRule; who?: string }) =>
  askAct(prepareHandover, { state: once(opened), ...about, body: { ...writeUp, ...about.body } });

describe("preparing", () => {
  test("the leading person writes up the shift and names the relief", () => {
    expect(prepare({})).toEqual(["handover.prepared"]);
  });

  test.each([
    ["without a summary", { summary: undefined }, "handover.summary-missing", "GPH-03"],
    ["without what is done", { done: undefined }, "handover.done-missing", "SLH-05"],
    ["without a word on what is pending", { nothingPending: false }, "handover.pending-missing", "SLH-05"],
    ["without a relief", { relief: undefined }, "handover.relief-missing", "GPH-05"],
    ["naming somebody who is not due", { relief: zhao }, "handover.relief-not-due", "GPH-05"],
    ["naming oneself while somebody follows", { relief: lin }, "handover.relief-is-self", "ZB-18"],
  ])("%s is refused", (_, body, refused, cited) => {
    expect(prepare({ body })).toEqual({ refused, rules: expect.arrayContaining([cited]) });
  });

  test("whoever is the only one to follow names themselves", () => {
    const successors = [{ person: lin, page: "lobby/2026-11-21/evening", onDuty: false }];
    expect(prepare({ body: { relief: lin }, facts: { successors } })).toEqual(["handover.prepared"]);
  });

  test("not before its window opens, where the regulation gives one", () => {
    const window = { window: { minutesBefore: 45, cites: ["ZB-26"] } };
    const preparing = (now: string, its: HandoverRule) =>
      askAct(prepareHandover, { state: once(opened), body: writeUp, rule: { ...rule, ...its }, now: at(now) });
    expect(preparing("15:14", window)).toEqual({ refused: "handover.too-early", rules: ["ZB-26"] });
    expect(preparing("15:15", window)).toEqual(["handover.prepared"]);
    expect(preparing("09:00", {})).toEqual(["handover.prepared"]);
    const wholeShift = { window: { minutesBefore: 481, cites: ["ZB-26"] } };
    expect(preparing("07:59", wholeShift)).toEqual({ refused: "handover.too-early", rules: ["ZB-26"] });
    expect(preparing("08:00", wholeShift)).toEqual(["handover.prepared"]);
  });

  test("a regulation that asks for none of it gets none of it", () => {
    const bare = { summary: undefined, done: undefined, nothingPending: false, relief: undefined };
    expect(prepare({ body: bare, rule: {} })).toEqual(["handover.prepared"]);
  });

  test("that nothing is pending cannot be said while a matter is open", () => {
    const open = { matters: [{ id: leak, class: "ordinary" as const, released: false }] };
    expect(prepare({ facts: open })).toMatchObject({ refused: "handover.pending-open" });
  });

  test("an ordinary matter passes with a reason, a continuing one by itself", () => {
    const ordinary = { matters: [{ id: leak, class: "ordinary" as const, released: false }] };
    const continuing = { matters: [{ id: lift, class: "continuing" as const, released: false }] };
    const pending = { nothingPending: false };
    expect(prepare({ facts: ordinary, body: pending })).toMatchObject({ refused: "handover.matter-reason-missing" });
    expect(prepare({ facts: continuing, body: pending })).toEqual(["handover.prepared"]);
    const reasons = [{ matter: leak, reason: "等待配件" }];
    expect(prepare({ facts: ordinary, body: { ...pending, reasons } })).toEqual(["handover.prepared"]);
  });

  test("only the leading person hands over; two people at once, the second is told", () => {
    expect(prepare({ who: zhao })).toEqual({ refused: "handover.not-leading", rules: ["ZB-18"] });
    expect(prepare({ facts: { outgoing: undefined } })).toMatchObject({ refused: "handover.outgoing-gone" });
    const twice = askAct(prepareHandover, { state: once(opened, prepared()), body: writeUp });
    expect(twice).toMatchObject({ refused: "handover.prepared-already" });
    expect(askAct(prepareHandover, { state: once(), body: writeUp })).toMatchObject({ refused: "handover.not-open" });
    expect(askAct(prepareHandover, { state: once(...over), body: writeUp })).toMatchObject({
      refused: "handover.completed-already",
    });
  });
});

describe("reopening and standing in", () => {
  const body = { ...shift, reason: "换了接班人" };

  test("either side reopens, and every signature is void", () => {
    const state = once(...ready, signed("outgoing"));
    expect(askAct(reopenHandover, { state, body, who: wu })).toEqual(["handover.reopened"]);
    expect(askAct(reopenHandover, { state, body, who: zhao })).toMatchObject({ refused: "handover.not-a-side" });
    const reopened = once(...ready, signed("outgoing"), [
      { type: "handover.reopened", body: { reason: text("") } },
      ofLin,
    ]);
    expect(reopened).toMatchObject({ phase: "open", signatures: [], readings: [{ by: wu }] });
    expect(askAct(reopenHandover, { state: once(...over), body })).toMatchObject({
      refused: "handover.completed-already",
    });
  });

  test("a superior stands in where nobody of the shift is left, and only there", () => {
    const gone = { outgoing: undefined, functions: ["squad-leader"] };
    const state = once(opened);
    expect(askAct(standIn, { state, body, who: zhao, facts: gone })).toEqual(["handover.stood-in"]);
    expect(askAct(standIn, { state, body, who: zhao, facts: { functions: ["squad-leader"] } })).toMatchObject({
      refused: "handover.outgoing-there",
    });
    expect(askAct(standIn, { state, body, who: zhao, facts: { outgoing: undefined } })).toEqual({
      refused: "handover.function-lacking",
      rules: ["ZB-17"],
    });
    const both = { state: once(opened, prepared()), body, who: wu, facts: gone };
    expect(askAct(standIn, both)).toMatchObject({ refused: "handover.relief-is-self" });
  });
});

test("a hand-over is owed by the end of the shift and its records before, until they are there", () => {
  const dues = (state: Handover) =>
    handoverKind.owes(state, rule).map(({ key, dueAt, metAt }) => ({ key, dueAt, metAt }));
  expect(dues(once(opened))).toEqual([
    { key: "complete", dueAt: at("16:10"), metAt: undefined },
    { key: "close-records", dueAt: at("15:55"), metAt: undefined },
  ]);
  expect(dues(once(...over))).toEqual([
    { key: "complete", dueAt: at("16:10"), metAt: at("15:55") },
    { key: "close-records", dueAt: at("15:55"), metAt: at("15:50") },
  ]);
});
