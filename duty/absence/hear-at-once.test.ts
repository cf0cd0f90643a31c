import { expect, test } from "vitest";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { by } from "#test/given.ts";
import { absenceKind } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import { hearAbsence } from "./come-back.ts";
import { leaveAtOnce } from "./leave-at-once.ts";
import { manPost } from "./man-post.ts";

/* By when those at a post hear that somebody left it at once, by which rules, and what makes it heard. */

const { at, atOnce, bare, entered, entries, heard, left, lin, ma, occurrence, returned, rule, shift, wu, xu } =
  absenceSample;
const emergency = rule.emergency as NonNullable<AbsenceRule["emergency"]>;
const coDuty = { withinMinutes: 10, cites: ["LVP-07"] };
const people = [
  { person: ma, post: "lobby" },
  { person: wu, post: "gate" },
];
const leftAtOnce: SampleEntry = [
  { type: "absence.left-at-once", body: { occurrence, told: [ma, wu] } },
  { at: at("11:30"), actor: { person: lin } },
];
const called: SampleEntry = [
  { type: "absence.colleagues-called", body: { people } },
  { at: at("11:30"), actor: { person: lin } },
];
const hearings = (all: readonly SampleEntry[], its: AbsenceRule = { emergency }) =>
  absenceKind.owes(entries(...all), its).filter(({ what }) => what === "absence.hear");
const of = (person: string, post: string, more: object = {}) => ({
  ...{ key: `hear/1/${person}`, what: "absence.hear", post, person, opensAt: at("11:30"), dueAt: at("11:35") },
  ...{ rules: ["ZB-22"], ladder: [{ afterMinutes: 0, call: "@colleague" }], ...more },
});

test("each of them owes it where they stand, called at once, by when somebody is to stand in", () => {
  expect(hearings([leftAtOnce, called])).toEqual([of(ma, "lobby"), of(wu, "gate")]);
  const both = { emergency: { ...emergency, withinMinutes: 20 }, coDuty };
  const sooner = { dueAt: at("11:40"), rules: ["LVP-07", "ZB-22"] };
  expect(hearings([leftAtOnce, called], both)[0]).toEqual(of(ma, "lobby", sooner));
  expect(hearings([leftAtOnce, called], { coDuty })[1]).toEqual(of(wu, "gate", { ...sooner, rules: ["LVP-07"] }));
  expect(hearings([leftAtOnce, called], {})).toEqual([]);
});

test("who was told before anybody was called about it owes it in silence, and only where the regulation says so", () => {
  expect(hearings([atOnce])).toEqual([]);
  const silent = { dueAt: at("11:40"), rules: ["LVP-07"], ladder: [] };
  expect(hearings([atOnce], { emergency, coDuty })).toEqual([of(ma, "lobby", silent)]);
});

test("it is heard by whoever says so and by whoever stands in, once; who stands in for an ordinary leave has said nothing", () => {
  expect(hearings([leftAtOnce, called, heard])[0]).toEqual(of(ma, "lobby", { metAt: at("11:33") }));
  const standsIn = (person: string, time: string): SampleEntry => [
    { type: "absence.accepted", body: { cover: { ...shift, person }, told: [] } },
    { at: at(time), actor: { person } },
  ];
  const inStead = [leftAtOnce, called, standsIn(wu, "11:32")];
  expect(hearings(inStead)).toEqual([of(ma, "lobby"), of(wu, "gate", { metAt: at("11:32") })]);
  expect(hearings([...inStead, standsIn(wu, "11:34"), standsIn(xu, "11:36")])[1]?.metAt).toBe(at("11:32"));
  expect(hearings([atOnce, standsIn(ma, "11:32")], { coDuty })[0]?.metAt).toBeUndefined();
  expect(hearings([leftAtOnce, called, returned])).toMatchObject([{ endedAt: at("11:50") }, { endedAt: at("11:50") }]);
});

test("whoever stands there keeps the post by hearing, but not where a cover that is wanted has gone", () => {
  const turn = { ...shift, person: lin };
  const hear = (of: readonly (typeof turn)[]) =>
    hearAbsence({
      ...{ state: entries(leftAtOnce, called), body: turn, rule, facts: { kept: of } },
      circumstances: by(ma, at("11:33")),
    });
  expect(entered(hear([]))).toEqual([{ type: "absence.heard", body: {} }]);
  expect(entered(hear([turn]))).toEqual([
    { type: "absence.heard", body: {} },
    { type: "absence.heard-at-post", body: { of: [turn] } },
  ]);
  const covered = { covered: { required: true, cites: ["LVP-04"] } };
  const man = (all: readonly SampleEntry[], its: AbsenceRule, more: object) =>
    entered(
      manPost({
        ...{ state: entries(...all), body: { turn, by: ma, ...more }, rule: its, facts: { others: 0 } },
        circumstances: by(ma, at("11:33")),
      }),
    );
  const manned = [{ type: "absence.post-manned", body: { by: ma } }];
  const heardIt = { heard: true };
  expect(man([leftAtOnce], covered, heardIt)).toEqual(manned);
  expect(man([left, bare], covered, heardIt)).toEqual([]);
  expect(man([left, bare], { covered: { ...covered.covered, required: false } }, heardIt)).toEqual(manned);
  expect(man([left, bare], {}, heardIt)).toEqual(manned);
  expect(man([left, bare], covered, {})).toEqual(manned);
  expect(man([left], {}, heardIt)).toEqual([]);
});

test("as many are called as are there: each by their own call, and nobody where nobody is or no time is said", () => {
  const leave = (its: AbsenceRule, colleagues = people) => {
    const facts = { occurrence, onDuty: true, colleagues, relieving: [] };
    const decided = leaveAtOnce({
      state: entries(),
      body: shift,
      rule: its,
      facts,
      circumstances: by(lin, at("11:30")),
    });
    return entered(decided).map(({ type, body }) => [type, (body as { key?: string }).key]);
  };
  const gone = ["absence.left-at-once", undefined];
  const call = (key: string) => ["obligation.escalated", key];
  const each = people.map(({ person }) => call(`hear/1/${person}`));
  const named = ["absence.colleagues-called", undefined];
  expect(leave(rule)).toEqual([gone, named, ...each, call("stand-in/1/1")]);
  expect(leave({ coDuty })).toEqual([gone, named, ...each]);
  expect(leave(rule, [])).toEqual([gone, call("stand-in/1/1")]);
  expect(leave({})).toEqual([gone]);
});
