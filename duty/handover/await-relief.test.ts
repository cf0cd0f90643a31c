import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import {
  at,
  facts as atTheLobby,
  endsAt,
  entered,
  evening,
  rule as guards,
  lin,
  ofLin,
  once,
  opened,
  over,
  shift,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { awaitRelief } from "./await-relief.ts";
import type { Handover } from "./handover.ts";
import { handoverDueAt, handoverOwes, timeToPass } from "./handover-owes.ts";
import type { HandoverRule } from "./handover-rule.ts";

const house: HandoverRule = { passes: { withinMinutes: 30, cites: ["ZB-35"] } };
const none: HandoverRule = {};
const due = { person: wu, page: evening, onDuty: false };
const there = { ...due, onDuty: true };
const facts = { ...atTheLobby, outgoing: lin, following: evening, away: [], missed: false };
const waited = (until: string): Handover =>
  once(opened, [{ type: "handover.relief-waited", body: { until: at(until) } }, ofLin]);
const passing = (since: string): Handover =>
  once(opened, [{ type: "handover.can-pass", body: { since: at(since) } }, ofLin]);

interface Question {
  readonly state?: Handover;
  readonly rule?: HandoverRule;
  readonly successors?: readonly (typeof due)[];
  readonly now: string;
  readonly more?: object;
  readonly came?: string;
}

function asked({ state = once(opened), rule = house, successors = [due], now, more = {}, came }: Question) {
  const body = { ...shift, ...(came === undefined ? {} : { came }) };
  const about = { state, rule, body, facts: { ...facts, successors, ...more }, now: at(now) };
  return entered(awaitRelief, { ...about, who: lin } as never);
}

const waits = (until: string) => [{ type: "handover.relief-waited", body: { until: at(until) } }];
const passes = (since: string) => [{ type: "handover.can-pass", body: { since: at(since) } }];

test("while somebody is to come and nobody is there it waits, and is asked again after as long as it was owed, and no sooner than there is time for it", () => {
  expect(asked({ now: "16:29" })).toEqual([]);
  expect(asked({ now: "16:30" })).toEqual(waits("17:00"));
  expect(asked({ state: waited("17:40"), now: "17:40" })).toEqual(waits("19:20"));
  expect(asked({ rule: none, now: "16:00" })).toEqual(waits("16:01"));
  expect(asked({ rule: guards, now: "16:10" })).toEqual(waits("16:20"));
  expect(asked({ successors: [there], more: { away: [wu] }, now: "16:30" })).toEqual(waits("17:00"));
});

test("what could be done is missed: somebody stands there, the post rests, or only whoever hands over is to come", () => {
  expect(asked({ successors: [due, { ...there, person: zhao }], now: "16:30" })).toEqual([]);
  expect(asked({ successors: [], more: { following: undefined }, now: "16:30" })).toEqual([]);
  expect(asked({ successors: [{ ...there, person: lin }], now: "16:30" })).toEqual([]);
  expect(asked({ successors: [], now: "16:30" })).toEqual([]);
});

test("once it can be done, there is time from when that is found", () => {
  expect(asked({ state: waited("17:00"), successors: [there], now: "17:00" })).toEqual(passes("17:00"));
  expect(asked({ state: waited("17:00"), successors: [], now: "17:00" })).toEqual(passes("17:00"));
  expect(asked({ state: passing("17:00"), successors: [there], now: "17:30" })).toEqual([]);
});

test("where nobody is to come it can be closed from the end of the shift on, and is not missed in that very moment", () => {
  expect(asked({ rule: none, successors: [], now: "16:00" })).toEqual(passes("16:00"));
  expect(asked({ rule: none, state: passing("16:00"), successors: [], now: "16:01" })).toEqual([]);
  expect(asked({ rule: none, successors: [there], now: "16:00" })).toEqual([]);
});

test("whoever is the first to come after the end can take over from then on; nobody who comes before, or beside others, or hands over themselves", () => {
  expect(asked({ now: "16:00", came: wu })).toEqual(passes("16:00"));
  expect(asked({ now: "15:59", came: wu })).toEqual([]);
  expect(asked({ successors: [due, { ...there, person: zhao }], now: "16:20", came: wu })).toEqual([]);
  expect(asked({ now: "16:20", came: lin })).toEqual([]);
});

test("nothing is entered of what was missed already, is handed over, or never began", () => {
  expect(asked({ now: "16:40", more: { missed: true } })).toEqual([]);
  expect(asked({ now: "16:40", came: wu, more: { missed: true } })).toEqual([]);
  expect(asked({ state: once(...over), now: "18:00" })).toEqual([]);
  expect(asked({ state: { phase: "unknown" }, now: "18:00" })).toEqual([]);
});

test("it is due after the minutes that there are, from the end, from when it is asked again, or from when it could be done", () => {
  const dueOf = (state: Handover, rule: HandoverRule) => handoverDueAt(state as never, rule);
  expect([guards, house, none].map((each) => dueOf(once(opened), each))).toEqual(
    [10, 30, 0].map((minutes) => plusMinutes(endsAt, minutes)),
  );
  expect([guards, house, none].map((each) => dueOf(passing("18:00"), each))).toEqual([
    ...[at("18:10"), at("18:30"), at("18:01")],
  ]);
  expect(dueOf(waited("19:20"), guards)).toBe(at("19:20"));
  expect(timeToPass(none)).toBe(60_000);
});

test("it cites the house's rule where no text has a grace of its own, and wherever it has waited", () => {
  const rules = (state: Handover, rule: HandoverRule) =>
    handoverOwes(state, rule).find(({ key }) => key === "complete")?.rules;
  const both = { ...guards, ...house };
  expect(rules(once(opened), house)).toEqual(["ZB-35"]);
  expect(rules(once(opened), both)).toEqual(["GPH-08"]);
  expect([waited("17:00"), passing("17:00")].map((each) => rules(each, both))).toEqual([
    ["GPH-08", "ZB-35"],
    ["GPH-08", "ZB-35"],
  ]);
});
