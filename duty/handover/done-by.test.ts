import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Under } from "#test/given.ts";
import {
  askAct,
  at,
  booksTaken,
  counted,
  evening,
  facts,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  readingEntry,
  ready,
  rule,
  type StoryEntry,
  shift,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { sidesOf, workDone } from "./done-by.ts";
import type { Handover, Preparation } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { hindrances } from "./hindrances.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { signHandover } from "./sign-handover.ts";
import { standIn } from "./stand-in.ts";

const ofZhao: Under = { at: at("15:58"), actor: { person: zhao } };
const reopened: StoryEntry = [{ type: "handover.reopened", body: { reason: text("") } }, ofLin];
const raised: StoryEntry = [{ type: "handover.problem-raised", body: { problem: "p", text: text("门锁") } }, ofLin];
const confirmedBy = (side: "outgoing" | "incoming", who: Under): StoryEntry => [
  { type: "handover.problem-confirmed", body: { problem: "p", side } },
  who,
];
const bothThere = {
  successors: [
    { person: wu, page: evening, onDuty: true },
    { person: zhao, page: evening, onDuty: true },
  ],
};

describe("what a side must do, whoever signs for it has done", () => {
  const codes = (state: Handover, signer: string, side: "outgoing" | "incoming" = "incoming") =>
    hindrances({
      ...{ state, rule, facts: { ...facts, ...bothThere }, side, signer, now: at("16:00"), lateReason: false },
    }).map(({ code }) => code);
  const all = ["handover.records-unread", "handover.item-uncounted", "handover.book-not-taken"];

  test("another relief begins anew, and both sides see it; the first one again finds what they have done", () => {
    const forZhao = once(...ready, reopened, prepared({ relief: zhao }));
    expect(codes(forZhao, zhao)).toEqual(all);
    expect(codes(forZhao, lin, "outgoing")).toEqual(all);
    expect(codes(once(...ready, reopened, prepared({ relief: zhao }), reopened, prepared()), wu)).toEqual([]);
  });

  test("where nobody was named, what one of them did is not done by the other", () => {
    const { relief: _, ...unnamed } = prepared()[0].body as Preparation;
    const prepare: StoryEntry = [{ type: "handover.prepared", body: unnamed }, ofLin];
    const state = once(opened, prepare, readingEntry, counted, booksTaken);
    expect(codes(state, wu)).toEqual([]);
    expect(codes(state, zhao)).toEqual(all);
  });

  test("what was read before the page went on is read anew", () => {
    const later = prepared({ page: { version: 9, hash: "p9" } });
    expect(codes(once(...ready, reopened, later), wu)).toEqual(["handover.records-unread"]);
  });

  test("talked over is what the two who sign have said", () => {
    const said = [raised, confirmedBy("outgoing", ofLin), confirmedBy("incoming", ofWu)];
    expect(codes(once(...ready, ...said), wu)).toEqual([]);
    const { incoming } = sidesOf(once(...ready, ...said) as never, facts);
    expect(incoming).toBe(wu);
    const byZhao = once(...ready, raised, confirmedBy("outgoing", ofLin), confirmedBy("incoming", ofZhao));
    expect(codes(byZhao, wu)).toEqual(["handover.problem-unconfirmed"]);
    expect(codes(once(...ready, ...said), zhao, "outgoing")).toEqual([
      "handover.words-of-another",
      "handover.problem-unconfirmed",
    ]);
  });

  test("nothing is anybody's where nobody is known", () => {
    const byClock: StoryEntry = [counted[0], { at: at("15:58"), actor: "clock" }];
    const work = workDone(once(opened, prepared(), byClock) as never, { outgoing: undefined, incoming: undefined });
    expect(work).toMatchObject({ recordsRead: false, counts: [], booksTaken: [], taken: [] });
  });
});

test("whoever did what, and whoever is named, nobody may sign who has not done it", () => {
  const who = fc.constantFrom(ofWu, ofZhao);
  const deed = fc.oneof(
    who.map((under): StoryEntry => [readingEntry[0], under]),
    who.map((under): StoryEntry => [counted[0], under]),
    who.map((under): StoryEntry => [booksTaken[0], under]),
  );
  const again = fc.constantFrom(wu, zhao).map((relief): StoryEntry[] => [reopened, prepared({ relief })]);
  const steps = fc.array(
    fc.oneof(
      deed.map((each) => [each]),
      again,
    ),
    { maxLength: 24, size: "max" },
  );
  let signed = 0;
  fc.assert(
    fc.property(steps, fc.constantFrom(wu, zhao), (happened, signer) => {
      const told = happened.flat();
      const seen = told.length + 2;
      const outcome = askAct(signHandover, {
        ...{ state: once(opened, prepared(), ...told), who: signer, body: { ...shift, forms: ["work", "property"] } },
        ...{ seen, facts: { ...bothThere, head: { version: seen, hash: `h${seen}` } } },
      });
      if (!Array.isArray(outcome)) return;
      signed += 1;
      const own = told.filter(([, { actor }]) => JSON.stringify(actor) === JSON.stringify({ person: signer }));
      expect(own.map(([{ type }]) => type)).toEqual(
        expect.arrayContaining(["handover.records-read", "handover.counted", "handover.books-taken"]),
      );
    }),
    { numRuns: 1000 },
  );
  expect(signed).toBeGreaterThan(20);
});

describe("one side alone", () => {
  const body = { ...shift, forms: ["work", "property"] };
  const sign = (about: { state: Handover; who: string; seen: number; facts?: Partial<HandoverFacts> }) =>
    askAct(signHandover, { ...about, body });

  test("where nobody follows, or only the same person, one signature closes the shift", () => {
    const { next: _, relief: __, ...office } = prepared()[0].body as Preparation;
    const alone: readonly [HandoverEntry, Under] = [{ type: "handover.prepared", body: office }, ofLin];
    const state = once(opened, alone);
    const nobody = { next: undefined, following: undefined, successors: [] };
    expect(sign({ state, who: lin, seen: 2, facts: nobody })).toEqual(["handover.signed", "handover.completed"]);
    const self = once(opened, prepared({ relief: lin }));
    const onlyLin = { successors: [{ person: lin, page: evening, onDuty: false }] };
    expect(sign({ state: self, who: lin, seen: 2, facts: onlyLin })).toEqual(["handover.signed", "handover.completed"]);
    // Since then the plan has changed, or somebody has come: one signature is not enough any more.
    const come = { refused: "handover.relief-has-come", rules: ["GPH-05", "ZB-18"] };
    expect(sign({ state, who: lin, seen: 2, facts: { next: undefined } })).toEqual(come);
    const awaited = { refused: "handover.relief-awaited", rules: ["GPH-05", "ZB-20"] };
    expect(sign({ state, who: lin, seen: 2, facts: { ...nobody, following: evening } })).toEqual(awaited);
    expect(sign({ state: self, who: lin, seen: 2 })).toEqual(come);
  });

  test("whoever stands in never closes the shift alone, nor stands in where they could take over", () => {
    const stoodIn: readonly [HandoverEntry, Under] = [
      { type: "handover.stood-in", body: { person: wu, reason: text("") } },
      ofWu,
    ];
    const onlyWu = { outgoing: undefined, successors: [{ person: wu, page: evening, onDuty: true }] };
    const [entry] = prepared({ relief: wu });
    const itself = once(opened, stoodIn, [entry, ofWu]);
    expect(sign({ state: itself, who: wu, seen: 3, facts: onlyWu })).toMatchObject({
      refused: "handover.records-unread",
    });
    const leads = { functions: ["squad-leader"] };
    const stand = (state: Handover, who: string, known: object) =>
      askAct(standIn, { state, who, body: { ...shift, reason: "代交" }, facts: { ...leads, ...known } });
    expect(stand(once(opened), wu, onlyWu)).toEqual({ refused: "handover.relief-is-self", rules: ["ZB-18"] });
    expect(stand(once(opened), zhao, onlyWu)).toEqual(["handover.stood-in"]);
    expect(stand(once(opened, stoodIn), zhao, onlyWu)).toEqual(["handover.stood-in"]);
    // Whoever has not signed is replaced, whatever became of them.
    expect(stand(once(opened, stoodIn), zhao, { outgoing: undefined, successors: [] })).toEqual(["handover.stood-in"]);
    const naming = askAct(prepareHandover, { state: once(opened, stoodIn), who: wu, body: writeUp, facts: onlyWu });
    expect(naming).toMatchObject({ refused: "handover.relief-is-self" });
  });
});
