import { describe, expect, test } from "vitest";
import type { Under } from "#test/given.ts";
import {
  at,
  endsAt,
  facts,
  lin,
  once,
  opened,
  prepared,
  rule,
  type StoryEntry,
  signed,
  storyOccurrence,
  text,
  wu,
} from "#test/handover-story.ts";
import type { Form, Handover, Side } from "./handover.ts";
import { handoverDueAt, minutesHandedOverLate } from "./handover-owes.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { wantsLateReason } from "./late-side.ts";

/* For whom a late hand-over waited, one wait after the other; it is due at ten past four (GPH-08). */

const [form] = prepared();
const by = (person: string, time: string): Under => ({ at: at(time), actor: { person } });
const written = (time: string): StoryEntry => [form, by(lin, time)];
const takenBack = (time: string, person = lin): StoryEntry => [
  { type: "handover.reopened", body: { reason: text("改") } },
  by(person, time),
];
const signs = (side: Side, time: string, forms: Form[] = ["work", "property"]): StoryEntry => [
  signed(side, forms)[0],
  by(side === "outgoing" ? lin : wu, time),
];

interface Asking {
  readonly came: string | undefined;
  readonly now: string;
  readonly rule?: Partial<HandoverRule>;
  readonly first?: Side;
}

/** Who is asked: the outgoing side, the incoming one. */
function asked(story: readonly StoryEntry[], { came, now, rule: more = {}, first }: Asking): readonly boolean[] {
  const state = once(opened, ...story) as Extract<Handover, { phase: "prepared" }>;
  const order = first === undefined ? {} : { order: { first, cites: ["SLH-06"] } };
  const known = { ...facts, reliefSince: came === undefined ? undefined : at(came) };
  const about = { state, rule: { ...rule, ...order, ...more }, facts: known, now: at(now) };
  return (["outgoing", "incoming"] as const).map((side) => wantsLateReason(about, side));
}

describe("a form that was taken back", () => {
  test("before the hand-over was due, and was there again when the relief had long come, was waited for", () => {
    const story = [written("15:30"), takenBack("15:40"), written("16:25")];
    expect(asked(story, { came: "16:20", now: "16:26" })).toEqual([true, true]);
  });

  test("after it was due is waited for from when the relief came on, no more than the grace", () => {
    const story = [written("15:30"), takenBack("16:12"), written("16:25")];
    expect(asked(story, { came: "16:20", now: "16:26" })).toEqual([false, true]);
    const longer = [written("15:30"), takenBack("16:12"), written("16:31")];
    expect(asked(longer, { came: "16:20", now: "16:32" })).toEqual([true, true]);
  });

  test("by the relief and had again within the grace was waited for by nobody else", () => {
    const story = [written("15:30"), takenBack("16:00", wu), written("16:10")];
    expect(asked(story, { came: "15:30", now: "16:10" })).toEqual([true, false]);
    const sooner = [written("15:30"), takenBack("16:01", wu), written("16:10")];
    expect(asked(sooner, { came: "15:30", now: "16:10" })).toEqual([false, true]);
  });

  test("and signed before is waited for anew by whoever signs, from when it is there again", () => {
    const story = [written("15:30"), signs("incoming", "15:35"), takenBack("16:20"), written("16:21")];
    expect(asked(story, { came: "15:30", now: "16:24" })).toEqual([true, false]);
    expect(asked(story, { came: "15:30", now: "16:31" })).toEqual([true, true]);
  });

  test("is no form for whoever signs while it is not there", () => {
    const story = [written("15:30"), takenBack("15:40"), written("16:30")];
    expect(asked(story, { came: "15:30", now: "16:31", first: "outgoing" })).toEqual([true, false]);
    expect(asked(story, { came: "15:30", now: "16:31", first: "incoming" })).toEqual([true, false]);
  });
});

describe("who is there", () => {
  test("is a relief that comes at the very moment of the form, and has waited for none", () => {
    expect(asked([written("16:30")], { came: "16:30", now: "16:31" })).toEqual([false, true]);
  });

  test("is no relief because the other side has signed", () => {
    const story = [written("15:40"), signs("outgoing", "15:50", ["work"])];
    expect(asked(story, { came: undefined, now: "16:50", first: "outgoing" })).toEqual([false, true]);
  });

  test("is a relief that has signed, also where it has gone since", () => {
    const story = [written("15:40"), signs("incoming", "15:50")];
    expect(asked(story, { came: undefined, now: "16:50" })).toEqual([true, false]);
  });
});

describe("whose turn it is to sign", () => {
  const byOne = { propertyForm: { signatures: 1, cites: ["SLH-07"] } };

  test("is the second one's once the first has signed what both sign: what one side signs is left to the second", () => {
    const story = [written("15:40"), signs("outgoing", "15:50", ["work"])];
    expect(asked(story, { came: "15:45", now: "16:50", first: "outgoing" })).toEqual([true, false]);
    expect(asked(story, { came: "15:45", now: "16:50", first: "outgoing", rule: byOne })).toEqual([false, true]);
  });

  test("stays the first one's until the last of the forms is signed, one after the other", () => {
    const story = [written("15:40"), signs("outgoing", "15:50", ["work"]), signs("outgoing", "16:30", ["property"])];
    expect(asked(story, { came: "15:45", now: "16:35", first: "outgoing" })).toEqual([true, false]);
    const inTime = [written("15:40"), signs("outgoing", "15:50", ["property"]), signs("outgoing", "15:55", ["work"])];
    expect(asked(inTime, { came: "15:45", now: "16:35", first: "outgoing" })).toEqual([false, true]);
  });

  test("is nobody's for less than the grace: whose turn came when the time was up has let nothing wait", () => {
    const minute = { punctual: { graceMinutes: 1, reason: true, ladder: [], cites: ["GPH-08"] } };
    const story = [written("15:40"), signs("outgoing", "16:05")];
    expect(asked(story, { came: "15:45", now: "16:05", first: "outgoing", rule: minute })).toEqual([true, false]);
    expect(asked(story, { came: "15:45", now: "16:06", first: "outgoing", rule: minute })).toEqual([true, true]);
  });

  test("counts each time by itself, and the times together", () => {
    const twice = [
      ...[written("15:30"), signs("outgoing", "15:40"), takenBack("16:16", lin), written("16:16")],
      signs("outgoing", "16:16"),
    ];
    const first = "outgoing";
    expect(asked(twice, { came: "15:30", now: "16:20", first })).toEqual([false, true]);
    const again = [
      ...[written("15:30"), signs("outgoing", "15:40"), takenBack("16:12"), written("16:12")],
      ...[signs("outgoing", "16:16"), takenBack("16:17"), written("16:17")],
    ];
    expect(asked(again, { came: "15:30", now: "16:22", first })).toEqual([false, true]);
    expect(asked(again, { came: "15:30", now: "16:23", first })).toEqual([true, true]);
  });
});

describe("from when on it is owed", () => {
  const from = (owedAnewSince?: string) => ({
    occurrence: storyOccurrence,
    ...(owedAnewSince === undefined ? {} : { owedAnewSince: at(owedAnewSince) }),
  });

  test("is the end of the shift, or when it was taken back after that, with the grace of the regulation", () => {
    expect([from(), from("15:20"), from("16:30")].map((each) => handoverDueAt(each, rule))).toEqual([
      ...[at("16:10"), at("16:10")],
      at("16:40"),
    ]);
    expect([from(), from("16:30")].map((each) => handoverDueAt(each, {}))).toEqual([endsAt, at("16:30")]);
  });

  test("and from then on the minutes are counted, once the grace is over", () => {
    expect([at("16:09"), at("16:10")].map((now) => minutesHandedOverLate(from(), rule, now))).toEqual([0, 10]);
    expect([at("16:39"), at("16:45")].map((now) => minutesHandedOverLate(from("16:30"), rule, now))).toEqual([0, 15]);
  });

  test("of what was closed alone and taken back, only a form that was written since is one", () => {
    const [alone] = prepared({ relief: undefined, next: undefined });
    const closed: HandoverEntry = {
      type: "handover.completed",
      body: { outgoing: lin, matters: [], lateMinutes: 0 },
    };
    const story = [
      ...[[alone, by(lin, "15:40")], signs("outgoing", "15:41"), [closed, by(lin, "15:41")]],
      ...[takenBack("16:30", wu), written("16:55")],
    ] as readonly StoryEntry[];
    const latecomer: HandoverEntry = {
      type: "handover.reopened",
      body: { reason: text("来人"), owedSince: at("16:00") },
    };
    const late = [...story.slice(0, -2), [latecomer, by(wu, "16:30")], written("16:35")] as readonly StoryEntry[];
    expect(asked(late, { came: "16:25", now: "16:36" })).toEqual([true, true]);
    // Owed anew since half past four, so due at twenty to five.
    expect(asked(story, { came: "16:25", now: "16:56" })).toEqual([true, false]);
    expect(asked(story.with(-1, written("16:30")), { came: "16:25", now: "16:56" })).toEqual([false, true]);
  });
});
