import { describe, expect, test } from "vitest";
import { type Instant, instant } from "#duty/grammar/time.ts";
import {
  askAct,
  at,
  booksTaken,
  commandId,
  counted,
  entered,
  evening,
  fault,
  leak,
  lift,
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
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { handoverKind } from "./handover-kind.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import { reopenHandover } from "./reopen-handover.ts";
import { acknowledgeFault, faultsToAcknowledge, isOver, type ReportFaultFacts, reportFault } from "./report-fault.ts";
import { signHandover } from "./sign-handover.ts";
import { standIn } from "./stand-in.ts";

/* What an act writes down, word for word: a decision that is right and entered wrongly is wrong. */

const matters = [
  { id: leak, class: "ordinary" as const, released: false },
  { id: lift, class: "continuing" as const, released: false },
];

describe("signing writes down", () => {
  const body = { ...shift, forms: ["work", "property"] };
  const half = once(...ready, signed("outgoing"));
  const seen = { version: 5, hash: "h5" };

  test("the side, the forms, what was on the screen, and no reason where none was needed", () => {
    const sign = (who: string) => entered(signHandover, { state: once(...ready), body, who, seen: 5 });
    expect(sign(wu)).toEqual([{ type: "handover.signed", body: { side: "incoming", forms: body.forms, seen } }]);
    expect(sign(lin)[0]?.body).toMatchObject({ side: "outgoing" });
  });

  test("why it was late, sealed", () => {
    const about = {
      state: once(...ready),
      body: { ...body, lateReason: "路上堵车" },
      who: wu,
      seen: 5,
      now: at("16:20"),
    };
    expect(entered(signHandover, about)[0]?.body).toMatchObject({ lateReason: secretly("路上堵车") });
  });

  test("only the forms that this side had not signed", () => {
    const begun = once(...ready, signed("incoming", ["work"]));
    expect(entered(signHandover, { state: begun, body, who: wu, seen: 6 })[0]?.body).toMatchObject({
      forms: ["property"],
    });
    const other = once(...ready, signed("outgoing", ["work"]));
    expect(entered(signHandover, { state: other, body, who: wu, seen: 6 })[0]?.body).toMatchObject({
      forms: body.forms,
    });
  });

  test("with the last signature, to whom the post passed, with what, and how late", () => {
    const listed = matters.map(({ id, class: its }) => ({ id, class: its }));
    const taken: StoryEntry = [{ type: "handover.matter-taken", body: { matter: leak } }, ofWu];
    const withMatters = once(
      ...[opened, prepared({ matters: listed }), readingEntry, counted, booksTaken, taken, signed("outgoing")],
    );
    const last = (now = at("15:58")) =>
      entered(signHandover, {
        state: withMatters,
        body: { ...body, lateReason: "堵车" },
        who: wu,
        seen: 6,
        now,
        facts: { matters },
      })[1];
    expect(last()).toEqual({
      type: "handover.completed",
      body: { outgoing: lin, incoming: wu, next: evening, matters: [leak, lift], lateMinutes: 0 },
    });
    expect(last(at("16:25"))?.body).toMatchObject({ lateMinutes: 25 });
  });

  test("who signed for the outgoing side, though somebody else leads by now; nobody comes where one is alone", () => {
    const about = { state: half, body, who: wu, seen: 6, facts: { outgoing: zhao } };
    expect(entered(signHandover, about)[1]?.body).toMatchObject({ outgoing: lin });
    const alone = once(opened, prepared({ relief: lin }));
    const facts = { successors: [{ person: lin, page: evening, onDuty: false }] };
    const closed = entered(signHandover, { state: alone, body, who: lin, seen: 2, facts })[1]?.body;
    expect(closed).toEqual({ outgoing: lin, next: evening, matters: [], lateMinutes: 0 });
  });

  test("nothing where the screen showed another hand-over of the same length", () => {
    const sign = (version: number, seenHash: string) =>
      askAct(signHandover, { state: once(...ready), body, who: wu, seen: version, seenHash });
    expect(sign(5, "another")).toEqual({ refused: "handover.changed-since", rules: ["ZB-03"] });
    expect(sign(9, "another")).toEqual({ refused: "handover.changed-since", rules: ["ZB-03"] });
    expect(sign(9, "h9")).toEqual(["handover.signed"]);
    expect(sign(7, "between")).toEqual(["handover.signed"]); // what else was recorded changed nothing of this
  });
});

describe("a fault is about whose shift it was", () => {
  test("whom it is about does not answer for it", () => {
    const body = { fault, text: text(""), photos: [], of: [lin, zhao] };
    const state = once(...over, [{ type: "handover.fault-found", body }, ofWu]);
    const about = (aboutThem: readonly string[]) => ({ functions: ["squad-leader"], aboutThem });
    const answer = (own: readonly string[]) =>
      askAct(acknowledgeFault, { body: { ...shift, fault }, state, facts: about(own) });
    for (const own of [[`fault-${fault}`], ["fault-other", `fault-${fault}`]]) {
      expect(answer(own)).toMatchObject({ refused: "handover.own-fault" });
      expect(faultsToAcknowledge(state, rule, about(own))).toEqual([]);
    }
    for (const others of [[], ["fault-other"]]) {
      expect(answer(others)).toEqual(["handover.fault-acknowledged"]);
      expect(faultsToAcknowledge(state, rule, about(others))).toEqual([fault]);
    }
    expect(handoverKind.owes(state, rule).find(({ key }) => key === `fault-${fault}`)?.detail).toEqual({
      about: `${lin} ${zhao}`,
    });
  });

  test("whose shift it was is who stood there in it; where nobody did, who handed it over, stayed on from before or was due", () => {
    const of = (facts: Pick<ReportFaultFacts, "stood"> & Partial<ReportFaultFacts>) =>
      entered(reportFault, { state: once(...over), body: { ...shift, text: "门", photos: [] }, who: wu, facts })[0]
        ?.body;
    expect(of({ stood: [zhao, wu], stayedOn: [lin] })).toMatchObject({ of: [zhao, wu] });
    expect(of({ stood: [], stayedOn: [zhao], due: [lin, wu] })).toMatchObject({ of: [lin, zhao, wu] });
  });
});

describe("afterwards and beside", () => {
  test("a shift whose people are there is over from its very end on, and can be found fault with then", () => {
    const there = { outgoing: lin, away: [], leftAtOnce: [] } as unknown as HandoverFacts;
    const asked = (now: Instant) => isOver(once(opened), there, now);
    expect([asked(instant(at("16:00") - 1)), asked(at("16:00"))]).toEqual([false, true]);
  });

  test("a fault is kept with its photos under the name of the command, an answer with its note", () => {
    const body = { ...shift, text: "消防通道被堵", photos: ["p1"] };
    expect(entered(reportFault, { state: once(...over), body, who: wu })).toEqual([
      {
        type: "handover.fault-found",
        body: { fault: commandId, text: secretly("消防通道被堵"), photos: ["p1"], of: [lin] },
      },
      {
        type: "obligation.escalated",
        body: { key: `fault-${commandId}`, rung: 1, call: "squad-leader", dueAt: at("16:00") },
      },
    ]);
    const found: StoryEntry = [{ type: "handover.fault-found", body: { fault, text: text(""), photos: [] } }, ofWu];
    const other: StoryEntry = [
      { type: "handover.fault-found", body: { fault: "f2", text: text(""), photos: [] } },
      ofWu,
    ];
    const about = { state: once(...over, found, other), facts: { functions: ["squad-leader"], aboutThem: [] } };
    const answer = (more: object) => entered(acknowledgeFault, { ...about, body: { ...shift, fault: "f2", ...more } });
    expect(answer({ note: "已清理" })[0]?.body).toEqual({ fault: "f2", note: secretly("已清理") });
    expect(answer({})[0]?.body).toEqual({ fault: "f2" });
  });

  test("a fault that is answered is not answered twice; where nobody is called, anybody answers", () => {
    const found: StoryEntry = [{ type: "handover.fault-found", body: { fault, text: text(""), photos: [] } }, ofWu];
    const done: StoryEntry = [{ type: "handover.fault-acknowledged", body: { fault } }, ofLin];
    const about = { body: { ...shift, fault }, facts: { functions: ["squad-leader"], aboutThem: [] } };
    expect(entered(acknowledgeFault, { ...about, state: once(...over, found, done) })).toEqual([]);
    expect(faultsToAcknowledge(once(...over, found, done), rule, about.facts)).toEqual([]);
    expect(faultsToAcknowledge(once(...over, found), rule, { ...about.facts, functions: [] })).toEqual([]);
    expect(faultsToAcknowledge(once(), rule, about.facts)).toEqual([]);
    const nobody = { body: { ...shift, fault }, state: once(...over, found), rule: {} };
    expect(entered(acknowledgeFault, nobody)).toHaveLength(1);
    expect(askAct(acknowledgeFault, { ...about, state: once(opened) })).toMatchObject({
      refused: "handover.no-such-fault",
    });
  });

  test("reopening and standing in keep their reasons", () => {
    const body = { ...shift, reason: "换了接班人" };
    expect(entered(reopenHandover, { state: once(...ready), body })).toEqual([
      { type: "handover.reopened", body: { reason: secretly("换了接班人") } },
    ]);
    const gone = { outgoing: undefined, functions: ["squad-leader"] };
    expect(entered(standIn, { state: once(opened), body, who: zhao, facts: gone })).toEqual([
      { type: "handover.stood-in", body: { person: zhao, reason: secretly("换了接班人") } },
    ]);
  });

  test("nobody stands in once somebody has signed, before it began, or when it is over; who stands in does so once", () => {
    const body = { ...shift, reason: "代交" };
    const gone = { outgoing: undefined, functions: ["squad-leader"] };
    const about = { body, who: zhao, facts: gone };
    const half = once(...ready, signed("outgoing"));
    expect(askAct(standIn, { ...about, state: half })).toMatchObject({ refused: "handover.signed-already" });
    // What the relief has signed was another form.
    expect(askAct(standIn, { ...about, state: once(...ready, signed("incoming")) })).toEqual([
      "handover.reopened",
      "handover.stood-in",
    ]);
    expect(askAct(standIn, { ...about, state: once() })).toMatchObject({ refused: "handover.not-open" });
    expect(askAct(standIn, { ...about, state: once(...over) })).toMatchObject({
      refused: "handover.completed-already",
    });
    const stoodIn: StoryEntry = [{ type: "handover.stood-in", body: { person: zhao, reason: text("") } }, ofLin];
    expect(askAct(standIn, { ...about, state: once(opened, stoodIn) })).toEqual([]);
    expect(askAct(standIn, { ...about, state: once(opened, stoodIn), who: wu })).toMatchObject({
      refused: "handover.relief-is-self",
    });
    expect(askAct(standIn, { ...about, state: once(opened), rule: {}, facts: { outgoing: undefined } })).toEqual([
      "handover.stood-in",
    ]);
  });
});
