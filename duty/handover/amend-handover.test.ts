import { describe, expect, test } from "vitest";
import type { Under } from "#test/given.ts";
import {
  askAct,
  at,
  counted,
  entered,
  evening,
  facts,
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
  secretly,
  shift,
  signed,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { amendHandover } from "./amend-handover.ts";
import { isOutOfDate } from "./changed-since.ts";
import type { Handover, Side } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { hindrances } from "./hindrances.ts";
import { reopenHandover } from "./reopen-handover.ts";
import { reportFault } from "./report-fault.ts";
import { signHandover } from "./sign-handover.ts";

const body = { ...shift, reasons: [] };
const ordinary = { id: leak, class: "ordinary" as const, released: false };
const continuing = { id: lift, class: "continuing" as const, released: false };
const byZhao = { successors: [{ person: zhao, page: evening, onDuty: true }] };
const amendedTo = (matters: readonly object[], relief = wu): readonly [HandoverEntry, Under] => [
  { type: "handover.amended", body: { relief, matters: matters as never } },
  ofLin,
];

describe("what changed after preparing is taken up", () => {
  const amend = (state: Handover, more: Partial<HandoverFacts> = {}, said: object = {}, who = lin) =>
    askAct(amendHandover, { state, body: { ...body, ...said }, facts: more, who });

  test("a matter opened since comes onto the form with its reason, one that was settled goes, and reasons given before stay", () => {
    const listed = { id: lift, class: "continuing" as const, reason: text("等厂家") };
    const state = once(opened, prepared({ matters: [listed, { id: "lobby/gone", class: "ordinary" }] }));
    const said = { ...body, reasons: [{ matter: leak, reason: "等配件" }] };
    const about = { state, body: said, facts: { matters: [continuing, ordinary] } };
    const matters = [listed, { id: leak, class: "ordinary", reason: secretly("等配件") }];
    expect(entered(amendHandover, about)).toEqual([{ type: "handover.amended", body: { relief: wu, matters } }]);
    expect(amend(state, { matters: [ordinary] })).toMatchObject({ refused: "handover.matter-reason-missing" });
  });

  test("only the outgoing person does, while it is prepared; where nothing has changed nothing is entered", () => {
    expect(amend(once(...ready), {}, {}, wu)).toMatchObject({ refused: "handover.not-leading" });
    expect(amend(once(opened))).toMatchObject({ refused: "handover.not-prepared" });
    expect(amend(once(...over))).toMatchObject({ refused: "handover.completed-already" });
    expect(amend(once(...ready))).toEqual([]);
    expect(amend(once(...ready, amendedTo([continuing])), { matters: [continuing] })).toEqual([]);
  });

  test("no word is written again, what was read and counted stays, and the signatures are void", () => {
    const before = [...ready, signed("outgoing")];
    const state = once(...before, amendedTo([{ id: lift, class: "continuing" }]));
    const { preparation, readings, counts, booksTaken } = once(...before) as Extract<Handover, { phase: "prepared" }>;
    const matters = [{ id: lift, class: "continuing" }];
    expect(state).toMatchObject({ phase: "prepared", signatures: [], readings, counts, booksTaken });
    expect(state).toMatchObject({ preparation: { ...preparation, matters }, content: { version: 7, hash: "h7" } });
    const seen = askAct(signHandover, { state, body: { ...shift, forms: [] }, who: wu, seen: 6 });
    expect(seen).toMatchObject({ refused: "handover.changed-since" });
  });
});

describe("the relief that was named does not come any more", () => {
  const codes = (state: Handover, side: Side, known: HandoverFacts) =>
    hindrances({ state, rule, facts: known, side, now: at("15:58"), lateReason: false }).map(({ code }) => code);

  test("both sides are told, and another is named in one act, who counts and reads for themselves", () => {
    const known = { ...facts, ...byZhao };
    for (const side of ["outgoing", "incoming"] as const)
      expect(codes(once(...ready), side, known)[0]).toBe("handover.relief-gone");
    const naming = { state: once(...ready), body: { ...body, relief: zhao }, facts: known };
    expect(askAct(amendHandover, naming)).toEqual(["handover.amended"]);
    const anew = once(...ready, amendedTo([], zhao));
    expect(codes(anew, "incoming", known)).toEqual([
      "handover.records-unread",
      "handover.item-uncounted",
      "handover.book-not-taken",
    ]);
    expect(
      askAct(signHandover, { state: anew, body: { ...shift, forms: [] }, who: wu, seen: 6, facts: known }),
    ).toEqual({ refused: "handover.not-the-relief", rules: ["GPH-05", "ZB-18"] });
  });

  test("named is somebody who comes, on the page that was opened", () => {
    const amend = (relief: string | undefined, more: Partial<HandoverFacts>) =>
      askAct(amendHandover, { state: once(...ready), body: { ...body, relief }, facts: more });
    expect(amend(undefined, byZhao)).toMatchObject({ refused: "handover.relief-not-due" });
    expect(amend(lin, byZhao)).toMatchObject({ refused: "handover.relief-is-self" });
    const later = { successors: [{ person: zhao, page: "lobby/2026-11-22/night", onDuty: true }] };
    expect(amend(zhao, later)).toEqual({ refused: "handover.page-changes", rules: ["ZB-07"] });
  });

  test("where the relief has signed and is not there, the post does not pass to them", () => {
    const state = once(...ready, signed("incoming"));
    const sign = (more: Partial<HandoverFacts>) =>
      askAct(signHandover, { state, body: { ...shift, forms: ["work", "property"] }, seen: 6, facts: more });
    const left = { refused: "handover.relief-left", rules: ["ZB-01", "ZB-31"] };
    expect(sign({ away: [wu] })).toEqual(left);
    expect(sign({ successors: [{ person: wu, page: evening, onDuty: false }] })).toEqual(left);
    expect(sign({})).toEqual(["handover.signed", "handover.completed"]);
  });

  test("and bringing it up to date is offered as soon as they are gone", () => {
    const state = once(...ready, signed("incoming"));
    expect([{}, { away: [wu] }].map((more) => isOutOfDate({ state, facts: { ...facts, ...more } }))).toEqual([
      false,
      true,
    ]);
  });
});

test("who is away from the post neither signs nor brings it up to date nor takes it back, on either side", () => {
  const away = { refused: "handover.away-from-post", rules: ["ZB-01", "ZB-17"] };
  const forms = { ...shift, forms: [] };
  for (const who of [lin, wu]) {
    const about = { state: once(...ready), who, facts: { away: [who] } };
    expect(askAct(signHandover, { ...about, body: forms, seen: 5 })).toEqual(away);
    expect(askAct(reopenHandover, { ...about, body: { ...shift, reason: "改" } })).toEqual(away);
  }
  expect(askAct(amendHandover, { state: once(...ready), body, facts: { away: [lin] } })).toEqual(away);
});

test("once the form is written, what is found while both are there stands on it, and afterwards what was left behind", () => {
  const report = (state: Handover, more: Partial<HandoverFacts> = {}) =>
    askAct(reportFault, { state, body: { ...shift, text: "门", photos: [] }, who: wu, now: at("16:20"), facts: more });
  const found = ["handover.fault-found", "obligation.escalated"];
  expect(report(once(...ready, counted))).toMatchObject({ refused: "handover.not-completed" });
  expect(report(once(...ready, signed("outgoing")))).toMatchObject({ refused: "handover.not-completed" });
  expect(report(once(...ready), { outgoing: undefined })).toEqual(found);
  expect(report(once(...ready), { away: [lin] })).toEqual(found);
  expect(report(once(opened))).toEqual(found);
});
