import { describe, expect, test } from "vitest";
import {
  at,
  endsAt,
  evening,
  facts,
  leak,
  lift,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  ready,
  rule,
  type StoryEntry,
  signed,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { isOutOfDate } from "./changed-since.ts";
import type { Handover, ListedMatter, Side } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { hindrances } from "./hindrances.ts";

/* What stands between one side and its signature, for each side by itself. */

interface Asking {
  readonly side?: Side;
  readonly rule?: HandoverRule;
  readonly facts?: Partial<HandoverFacts>;
  readonly signer?: string;
}

const asked = (state: Handover, { side = "incoming", rule: its = rule, facts: more = {}, signer }: Asking = {}) =>
  hindrances({
    ...{ state, rule: its, facts: { ...facts, ...more }, side, signer },
    ...{ now: at("15:58"), lateReason: false },
  });
const codes = (...about: Parameters<typeof asked>) => asked(...about).map(({ code }) => code);

describe("a problem that stands on the form", () => {
  const raised: StoryEntry = [{ type: "handover.problem-raised", body: { problem: "p", text: text("门") } }, ofWu];
  const confirmed = (side: Side): StoryEntry => [
    { type: "handover.problem-confirmed", body: { problem: "p", side } },
    side === "outgoing" ? ofLin : ofWu,
  ];
  const both = [...ready, raised, confirmed("outgoing"), confirmed("incoming")];
  const gone = { facts: { away: [lin] } };

  test("keeps the relief from signing once the other side has signed and is not there any more", () => {
    const state = once(...both, signed("outgoing"));
    const [found, ...rest] = asked(state, gone);
    expect(found).toMatchObject({ code: "handover.other-side-not-there", rules: ["GPH-06"], field: "problems" });
    expect(found?.detail).toEqual({ side: "outgoing" });
    expect(rest).toEqual([]);
    expect(codes(state)).toEqual([]);
  });

  test("does not where nobody has signed for the other side, where there is none, or where no text asks", () => {
    expect(codes(once(...both), gone)).toEqual([]);
    expect(codes(once(...both, signed("incoming", ["work"])), gone)).toEqual([]);
    expect(codes(once(...ready, signed("outgoing")), gone)).toEqual([]);
    const { problems: _, ...silent } = rule;
    expect(codes(once(...both, signed("outgoing")), { ...gone, rule: silent })).toEqual([]);
    const one = { ...rule, problems: { bothConfirm: false, cites: ["GPH-06"] } };
    expect(codes(once(...both, signed("outgoing")), { ...gone, rule: one })).toEqual([]);
  });

  test("keeps it from signing also where the relief has signed a part of the forms before", () => {
    const state = once(...both, signed("incoming", ["work"]), signed("outgoing"));
    expect(codes(state, gone)).toEqual(["handover.other-side-not-there"]);
  });

  test("does not keep the outgoing side from what is left of its own forms, wherever they are", () => {
    expect(codes(once(...both, signed("outgoing", ["work"])), { ...gone, side: "outgoing" })).toEqual([]);
  });

  test("is confirmed by both only where the text asks for that", () => {
    const unsaid = ["handover.problem-unconfirmed", "handover.problem-unconfirmed"];
    expect(codes(once(...ready, raised))).toEqual(unsaid);
    const { problems: _, ...silent } = rule;
    expect(codes(once(...ready, raised), { rule: silent })).toEqual([]);
  });
});

describe("matters that the form does not list as they are", () => {
  const ordinary: ListedMatter = { id: leak, class: "ordinary" };
  const important: ListedMatter = { id: lift, class: "important" };
  const open = (...matters: readonly ListedMatter[]) => ({
    matters: matters.map((each) => ({ ...each, released: false })) as HandoverFacts["matters"],
  });
  const listing = (...matters: readonly ListedMatter[]) => once(opened, prepared({ matters }), ...ready.slice(2));
  const told = (...about: Parameters<typeof asked>) =>
    asked(...about).map(({ code, detail }) => `${code} ${detail?.matter}`);

  test("hinder as opened since, each by itself, and are not to be taken or released as well", () => {
    const taken: StoryEntry = [{ type: "handover.matter-taken", body: { matter: leak } }, ofWu];
    const state = once(opened, prepared({ matters: [ordinary] }), ...ready.slice(2), taken);
    const known = { facts: open(ordinary, important) };
    expect(told(state, known)).toEqual([`handover.matter-opened-since ${lift}`]);
  });

  test("hinder as told more of since, and only that one of two", () => {
    const before = [{ ...ordinary, notes: 1 }, important];
    const known = { facts: open({ ...ordinary, notes: 2 }, important), rule: {} };
    expect(told(listing(...before), known)).toEqual([`handover.matter-progressed-since ${leak}`]);
  });

  test("are named with the texts that ask for them, and with the product's own rule where none does", () => {
    const cited = (its: HandoverRule) => asked(once(...ready), { facts: open(important), rule: its })[0]?.rules;
    expect(cited({})).toEqual(["ZB-31"]);
    expect(cited({ importantMatters: { released: false, cites: ["ZB-09"] } })).toEqual(["ZB-31"]);
    expect(cited({ oneByOne: { required: false, cites: ["ZB-12"] } })).toEqual(["ZB-31"]);
    expect(cited({ sections: { done: true, pending: false, cites: ["SLH-05"] } })).toEqual(["ZB-31"]);
  });

  test("are taken one by one only where the text asks for that", () => {
    const known = { facts: open(ordinary) };
    expect(told(listing(ordinary), known)).toEqual([`handover.matter-not-taken ${leak}`]);
    expect(told(listing(ordinary), { ...known, rule: {} })).toEqual([]);
  });
});

describe("words of somebody else", () => {
  const byZhao = { facts: { outgoing: zhao } };

  test("hinder the outgoing side that has not written them, and not the relief", () => {
    expect(codes(once(...ready), { ...byZhao, side: "outgoing" })).toEqual(["handover.words-of-another"]);
    expect(codes(once(...ready), byZhao)).toEqual([]);
  });

  test("hinder also whoever wrote them to go on themselves: nobody closes alone a shift that somebody else leads, or nobody", () => {
    const state = once(opened, prepared({ relief: lin }));
    const goesOn = (outgoing: string | undefined) =>
      codes(state, { signer: lin, facts: { outgoing, successors: [{ person: lin, page: evening, onDuty: true }] } });
    expect(goesOn(zhao)).toEqual(["handover.words-of-another"]);
    expect(goesOn(undefined)).toEqual(["handover.outgoing-gone"]);
    expect(goesOn(lin)).toEqual([]);
  });

  test("and the form is out of date then, as long as there is somebody to make it theirs", () => {
    const outdated = (more: Partial<HandoverFacts>, state: Handover = once(...ready)) =>
      isOutOfDate({ state, facts: { ...facts, ...more } });
    expect([outdated({}), outdated({ outgoing: zhao }), outdated({ outgoing: undefined })]).toEqual([
      false,
      true,
      false,
    ]);
    expect(outdated({ outgoing: zhao }, once(opened))).toBe(false);
  });
});

test("whoever closes a shift alone for which somebody may still be put in waits until it is over", () => {
  const state = once(opened, prepared({ relief: undefined, next: undefined }));
  const [found] = asked(state, { side: "outgoing", facts: { next: undefined, successors: [] } });
  expect(found).toEqual({
    ...{ code: "handover.relief-awaited", rules: ["GPH-05", "ZB-20"] },
    ...{ field: "signatures", detail: { endsAt } },
  });
});

test("a plan by which somebody follows themselves, and nobody does any more, is not the plan of that form", () => {
  const state = once(opened, prepared({ relief: lin }));
  const outdated = (...people: readonly string[]) =>
    codes(state, {
      ...{ side: "outgoing", rule: {} },
      facts: { successors: people.map((person) => ({ person, page: evening, onDuty: false })) },
    });
  expect(outdated(lin)).toEqual([]);
  expect(outdated(lin, wu)).toEqual(["handover.relief-has-come"]);
  expect(outdated()).toEqual(["handover.relief-has-come"]);
});

test("where one side signs first, what the other has signed of it says nothing", () => {
  const first = { rule: { ...rule, order: { first: "outgoing" as const, cites: ["GPH-06"] } } };
  expect(codes(once(...ready, signed("incoming", ["work"])), first)).toEqual(["handover.other-side-first"]);
});
