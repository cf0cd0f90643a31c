import { describe, expect, test } from "vitest";
import { type Instant, instant } from "#duty/grammar/time.ts";
import {
  askAct,
  at,
  counted,
  evening,
  facts,
  leak,
  lift,
  lin,
  ofWu,
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
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Handover, Side } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";
import { sideOf } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { hindrances } from "./hindrances.ts";
import { wantsLateReason } from "./late-side.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { reportFault } from "./report-fault.ts";
import { takeMatter } from "./take-matter.ts";

/* Where one of several is meant, and where a regulation says nothing. */

type Prepared = Extract<Handover, { phase: "prepared" }>;

describe("of several, the one that is meant", () => {
  const others = [
    { person: zhao, page: evening, onDuty: false },
    { person: wu, page: evening, onDuty: true },
  ];

  test("a later count replaces the earlier one of each of its items", () => {
    const again = [
      { item: "torch", found: 1, damaged: 0, missing: 0 },
      { item: "radio", found: 1, damaged: 0, missing: 1, explanation: text("送修") },
    ];
    const state = once(opened, prepared(), counted, [{ type: "handover.counted", body: { counts: again } }, ofWu]);
    expect((state as Prepared).counts).toEqual(again.map((each) => ({ ...each, by: wu, listed: {} })));
  });

  test("where no relief was named, whoever of them is on duty speaks for the incoming side", () => {
    const unnamed = { ...(once(opened) as Prepared) };
    expect(sideOf(unnamed, { ...facts, successors: others }, wu)).toBe("incoming");
    expect(sideOf(unnamed, { ...facts, successors: others }, zhao)).toBeUndefined();
  });

  test("a fault is found by whoever of them is on duty", () => {
    const report = (who: string) =>
      askAct(reportFault, {
        state: once(...over),
        body: { ...shift, text: "门", photos: [] },
        who,
        facts: { successors: others },
      });
    expect(report(wu)).toEqual(["handover.fault-found", "obligation.escalated"]);
    expect(report(zhao)).toMatchObject({ refused: "handover.not-on-duty" });
  });

  test("of two matters the one that is named is taken, and only what the form lists", () => {
    const important = { id: lift, class: "important" as const, released: false };
    const ordinary = { id: leak, class: "ordinary" as const, released: false };
    const listed = once(
      opened,
      prepared({
        matters: [
          { id: lift, class: "important" },
          { id: leak, class: "ordinary" },
        ],
      }),
      readingEntry,
    );
    const take = (state: Handover, matter: string) =>
      askAct(takeMatter, { state, body: { ...shift, matter }, who: wu, facts: { matters: [important, ordinary] } });
    expect(take(listed, leak)).toEqual(["handover.matter-taken"]);
    expect(take(listed, lift)).toMatchObject({ refused: "handover.matter-unreleased" });
    const shorter = once(opened, prepared({ matters: [{ id: lift, class: "important" }] }), readingEntry);
    expect(take(shorter, leak)).toMatchObject({ refused: "handover.no-such-matter" });
  });

  test("what was opened after preparing is on no form and hinders both sides, whatever its class and whatever the rules ask for", () => {
    const citing = (its: HandoverRule, of: "ordinary" | "important" | "continuing", side: Side) => {
      const about = { rule: its, side, now: at("16:00"), lateReason: false, state: once(...ready) };
      const [found] = hindrances({ ...about, facts: { ...facts, matters: [{ id: lift, class: of, released: true }] } });
      return found && [found.code, found.field, found.detail?.matter, ...found.rules];
    };
    const since = ["handover.matter-opened-since", "matters", lift];
    const { sections: _, ...silent } = rule;
    for (const side of ["outgoing", "incoming"] as const) {
      expect(citing(rule, "important", side)).toEqual([...since, "SLH-05", "ZB-09", "ZB-12", "ZB-31"]);
      expect(citing(rule, "ordinary", side)).toEqual([...since, "SLH-05", "ZB-12", "ZB-31"]);
      expect(citing(rule, "continuing", side)).toEqual([...since, "SLH-05", "ZB-31"]);
      expect(citing(silent, "continuing", side)).toEqual([...since, "ZB-31"]);
    }
  });
});

describe("where a regulation says nothing", () => {
  test("the hand-over is owed all the same, without anybody to call and nothing else", () => {
    expect(handoverOwes({ phase: "unknown" }, rule)).toEqual([]);
    const [complete, ...rest] = handoverOwes(once(opened), {});
    expect(complete).toMatchObject({ what: "handover.complete", rules: [], ladder: [], dueAt: at("16:00") });
    expect(rest).toEqual([]);
    for (const open of handoverOwes(once(opened), rule)) expect(open).not.toHaveProperty("metAt");
    const later = once(...over, [
      { type: "handover.fault-found", body: { fault: "f", text: text("门"), photos: [] } },
      ofWu,
    ]);
    expect(handoverOwes(later, {}).map(({ what }) => what)).toEqual(["handover.complete"]);
  });

  test("nobody has to say why they are late", () => {
    const state = once(...ready) as Prepared;
    const asked = (its: HandoverRule, now: Instant, side: Side) =>
      wantsLateReason({ state, rule: its, facts, now }, side);
    expect(asked({}, at("18:00"), "incoming")).toBe(false);
    const silent = { ...rule, punctual: { ...rule.punctual, graceMinutes: 10, reason: false, ladder: [], cites: [] } };
    expect(asked(silent, at("18:00"), "incoming")).toBe(false);
    expect(asked(rule, instant(at("16:10") - 1), "incoming")).toBe(false);
    expect(asked(rule, at("16:10"), "incoming")).toBe(true);
    expect(asked(rule, at("16:11"), "outgoing")).toBe(false);
  });

  test("nobody signs first; where it does, the other side waits", () => {
    const about = { facts, now: at("16:00"), lateReason: false };
    const codes = (state: Handover, side: "outgoing" | "incoming", first?: "outgoing") =>
      hindrances({
        ...about,
        ...{ state, side, rule: first ? { ...rule, order: { first, cites: ["GPH-06"] } } : rule },
      }).map(({ code }) => code);
    const state = once(...ready);
    expect(codes(state, "incoming")).toEqual([]);
    expect(codes(state, "incoming", "outgoing")).toEqual(["handover.other-side-first"]);
    expect(codes(state, "outgoing", "outgoing")).toEqual([]);
    expect(codes(once(...ready, signed("outgoing")), "incoming", "outgoing")).toEqual([]);
    expect(codes(once(opened), "incoming")).toEqual(["handover.not-prepared"]);
  });
});

test("nobody is named only where nobody follows and nobody comes", () => {
  const unnamed = (known: object, who?: string, relief?: string) =>
    askAct(prepareHandover, {
      state: once(opened),
      body: { ...writeUp, relief },
      facts: { ...known },
      ...(who ? { who } : {}),
    });
  expect(unnamed({ next: undefined, successors: [] })).toEqual(["handover.prepared"]);
  expect(unnamed({ next: undefined })).toMatchObject({ refused: "handover.relief-missing" });
  expect(unnamed({ successors: [] })).toMatchObject({ refused: "handover.relief-missing" });
  expect(unnamed({ successors: [] }, lin, lin)).toMatchObject({ refused: "handover.relief-not-due" });
});
