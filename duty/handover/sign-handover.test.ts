import { describe, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import type { Under } from "#test/given.ts";
import {
  askAct,
  at,
  booksTaken,
  counted,
  facts,
  fault,
  leak,
  lift,
  lin,
  ofLin,
  once,
  opened,
  over,
  prepared,
  readingEntry,
  ready,
  rule,
  shift,
  signed,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Handover } from "./handover.ts";
import { handoverKind } from "./handover-kind.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { hindrances } from "./hindrances.ts";
import { acknowledgeFault, reportFault } from "./report-fault.ts";
import { signHandover } from "./sign-handover.ts";

describe("what hinders a signature", () => {
  const codes = (state: Handover, more: Partial<Parameters<typeof hindrances>[0]> = {}) =>
    hindrances({ state, rule, facts, side: "incoming", now: at("16:00"), lateReason: false, ...more }).map(
      ({ code, field }) => `${code} → ${field}`,
    );

  test("everything is listed at once, each with the place to go to", () => {
    const matters = [
      { id: leak, class: "ordinary" as const, released: false },
      { id: lift, class: "important" as const, released: false },
    ];
    const state = once(opened, prepared({ matters }), [
      { type: "handover.problem-raised", body: { problem: "p", text: text("门锁") } },
      ofLin,
    ]);
    expect(codes(state, { facts: { ...facts, matters }, now: at("16:11") })).toEqual([
      "handover.records-unread → records",
      "handover.item-uncounted → counts",
      "handover.book-not-taken → books",
      "handover.problem-unconfirmed → problems",
      "handover.problem-unconfirmed → problems",
      "handover.matter-not-taken → matters",
      "handover.matter-unreleased → matters",
      "handover.late-reason-missing → lateReason",
    ]);
  });

  test("nothing is left once everything is done", () => expect(codes(once(...ready))).toEqual([]));

  test("a matter that was settled meanwhile still stands on the form as pending, and hinders until that is brought up to date", () => {
    const listed = prepared({ matters: [{ id: leak, class: "ordinary" }] });
    const state = once(opened, listed, readingEntry, counted, booksTaken);
    expect(codes(state)).toEqual(["handover.matter-settled-since → matters"]);
    const amended = once(opened, listed, readingEntry, counted, booksTaken, [
      { type: "handover.amended", body: { relief: wu, matters: [] } },
      ofLin,
    ]);
    expect(codes(amended)).toEqual([]);
  });

  test("where the regulation says who signs first, the other side waits", () => {
    const first = { ...rule, order: { first: "outgoing" as const, cites: ["CSD-26"] } };
    expect(codes(once(...ready), { rule: first })).toEqual(["handover.other-side-first → signatures"]);
    expect(codes(once(...ready, signed("outgoing")), { rule: first })).toEqual([]);
  });

  test("late is what is past the grace", () => {
    expect(codes(once(...ready), { now: instant(at("16:10") - 1) })).toEqual([]);
    expect(codes(once(...ready), { now: at("16:10") })).toEqual(["handover.late-reason-missing → lateReason"]);
  });
});

describe("signing", () => {
  const body = { ...shift, forms: ["work", "property"] };
  const sign = (about: {
    state?: Handover;
    who?: string;
    seen?: number;
    facts?: Partial<HandoverFacts>;
    body?: object;
  }) => askAct(signHandover, { state: once(...ready), who: wu, seen: 5, ...about, body: { ...body, ...about.body } });

  test("the second of two signatures passes the post", () => {
    expect(sign({})).toEqual(["handover.signed"]);
    expect(sign({ state: once(...ready, signed("outgoing")), seen: 6 })).toEqual([
      "handover.signed",
      "handover.completed",
    ]);
  });

  test("each form bears both signatures, or the post does not pass", () => {
    const state = once(...ready, signed("outgoing", ["property"]));
    expect(sign({ state, seen: 6 })).toEqual(["handover.signed"]);
    const rest = once(...ready, signed("outgoing", ["property"]), signed("incoming"));
    expect(sign({ state: rest, who: lin, seen: 7, body: { forms: ["work"] } })).toEqual([
      "handover.signed",
      "handover.completed",
    ]);
  });

  test("signed twice is signed once", () => {
    expect(sign({ state: once(...ready, signed("incoming")), seen: 6 })).toEqual([]);
  });

  test("one who is neither side does not sign", () => {
    expect(sign({ who: zhao })).toEqual({ refused: "handover.not-the-relief", rules: ["GPH-05", "ZB-18"] });
  });

  test("one person does not sign for both sides, whoever leads meanwhile", () => {
    const state = once(...ready, signed("incoming"));
    expect(sign({ state, who: wu, seen: 6, facts: { outgoing: wu } })).toEqual({
      refused: "handover.same-person",
      rules: ["SLH-06", "SLH-07", "ZB-18"],
    });
  });

  test.each([
    ["nothing", undefined, "handover.not-seen"],
    ["what stood before the last change", 4, "handover.changed-since"],
    ["what does not exist yet", 12, "handover.changed-since"],
  ])("who has seen %s does not sign", (_, seen, refused) => {
    const about = seen === undefined ? {} : { seen };
    const asked = { state: once(...ready), who: wu, body, ...about };
    expect(askAct(signHandover, asked)).toEqual({ refused, rules: ["ZB-03"] });
  });

  test("the first hindrance is the refusal", () => {
    expect(sign({ state: once(opened, prepared()), seen: 2 })).toEqual({
      refused: "handover.records-unread",
      rules: ["SLH-02"],
    });
    expect(sign({ state: once(opened) })).toMatchObject({ refused: "handover.not-prepared" });
  });
});

describe("found afterwards", () => {
  const body = { ...shift, text: "消防通道被堵", photos: [] };
  const found: readonly [HandoverEntry, Under] = [
    { type: "handover.fault-found", body: { fault, text: text("消防通道被堵"), photos: [] } },
    { at: at("17:00"), actor: { person: wu } },
  ];

  test("whoever has taken over reports it; it is told at once, and owed an answer soon", () => {
    const reported = ["handover.fault-found", "obligation.escalated"];
    expect(askAct(reportFault, { state: once(...over), body, who: wu })).toEqual(reported);
    const later = { ...rule, foundAfterwards: { ...rule.foundAfterwards, withinMinutes: 5 } as never };
    expect(askAct(reportFault, { state: once(...over), body, who: wu, rule: later })).toEqual(reported.slice(0, 1));
    expect(askAct(reportFault, { state: once(...over), body, who: zhao })).toMatchObject({
      refused: "handover.not-on-duty",
    });
    expect(askAct(reportFault, { state: once(...ready), body, who: wu })).toMatchObject({
      refused: "handover.not-completed",
    });
    const [, , owed] = handoverKind.owes(once(...over, found), rule);
    expect(owed).toMatchObject({ key: `fault-${fault}`, dueAt: at("17:10"), rules: ["GPH-07"] });
  });

  test("whom the regulation calls answers for it", () => {
    const state = once(...over, found);
    const answer = { ...shift, fault };
    const functions = { functions: ["squad-leader"], aboutThem: [] };
    expect(askAct(acknowledgeFault, { state, body: answer, facts: functions })).toEqual([
      "handover.fault-acknowledged",
    ]);
    expect(askAct(acknowledgeFault, { state, body: answer })).toMatchObject({ refused: "handover.function-lacking" });
    expect(askAct(acknowledgeFault, { state, body: { ...shift, fault: lin } })).toMatchObject({
      refused: "handover.no-such-fault",
    });
  });
});
