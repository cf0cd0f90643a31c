import { describe, expect, test } from "vitest";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { by, given } from "#test/given.ts";
import { type EmptyManningBody, type EmptyManningFacts, emptyManning, fillManning } from "./empty-manning.ts";
import { type Manning, manningKind } from "./manning.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { ManningEntry } from "./manning-shapes.ts";

const at = (time: string): Instant => instantOf(`2026-11-24T${time}:00+08:00`);
const clock = "00000000-0000-4000-8000-000000000001";
const [lin, wu] = ["lin", "wu"];
const own = { post: "lobby", date: "2026-11-24" as BusinessDate, shift: "day" };
const day: ShiftOccurrence = { ...own, under: 3, startsAt: at("08:00"), endsAt: at("16:00") };
const ladder = [{ afterMinutes: 0, call: "leader" }];
const rule: ManningRule = { manned: { daysBefore: 3, withinMinutes: 30, ladder, cites: ["ZB-28"] } };
const found = { shift: "day", startsAt: at("08:00"), endsAt: at("16:00"), manned: false };
const emptied = { ...found, emptied: true, left: lin };
const reckoned = (...shifts: object[]) => ({ type: "manning.reckoned", body: { under: 3, shifts } }) as ManningEntry;
const left = { type: "manning.left", body: { under: 3, shift: "day", person: lin } } as const;
const stateAfter = (...told: readonly (readonly [string, ManningEntry])[]): Manning =>
  given(
    manningKind,
    "lobby/2026-11-24",
    told.map(([now, entry]) => [entry, { at: at(now) }] as const),
  );
const called = (key: string, dueAt: Instant) => ({
  ...{ type: "obligation.escalated", body: { key, rung: 1, call: "leader", dueAt } },
});

const facts = { occurrence: day, manned: false, there: 0, answered: [], called: ["day"] };
function leave(
  now: string,
  more: Partial<EmptyManningFacts> = {},
  {
    state = stateAfter(),
    under = rule,
    ...about
  }: Partial<EmptyManningBody> & { state?: Manning; under?: ManningRule } = {},
) {
  const leftAt = at(now);
  const body: EmptyManningBody = { ...own, left: { ...own, person: lin }, how: "gone", leftAt, ...about };
  const all = { ...facts, lastLeft: { at: leftAt, by: lin }, ...more };
  const asked = { state, body, rule: under, facts: all, circumstances: by(clock, at(now)) };
  return emptyManning(asked).entries;
}

describe("somebody has gone", () => {
  test("from a shift that runs: where nobody stands there, the first rung is called at once", () => {
    expect(leave("10:00")).toEqual([left, reckoned(emptied), called("day", at("10:30"))]);
    expect(leave("10:00", {}, { how: "passed" })).toEqual([reckoned(emptied), called("day", at("10:30"))]);
    expect(leave("10:00", { there: 1, manned: true })).toEqual([left]);
  });

  test("where others stand there in another shift, somebody is to be found for this one", () => {
    expect(leave("10:00", { there: 1 })).toEqual([left, reckoned(found)]);
    expect(leave("10:00", { there: 1 }, { how: "company" })).toEqual([
      left,
      reckoned(found),
      called("day", at("10:30")),
    ]);
    expect(leave("10:00", { there: 1 }, { how: "passed" })).toEqual([]);
  });

  test("from a shift that comes: it has a gap, and from another shift of the post it has none", () => {
    expect(leave("07:50")).toEqual([left, reckoned(found)]);
    expect(leave("07:50", { manned: true })).toEqual([left]);
    expect(leave("07:50", {}, { state: stateAfter(["06:00", reckoned(found)]) })).toEqual([left]);
    expect(leave("07:50", {}, { how: "passed" })).toEqual([reckoned(found)]);
    expect(leave("07:50", { manned: true }, { how: "passed" })).toEqual([]);
    expect(leave("08:00", { there: 1 }, { how: "passed" })).toEqual([]);
    const other = { ...own, shift: "night", person: lin };
    expect(leave("07:50", {}, { left: other })).toEqual([]);
    expect(leave("08:10", {}, { left: other })).toEqual([reckoned(emptied), called("day", at("08:40"))]);
  });

  test("after a call that still runs nothing new is called, after one that was answered it is", () => {
    const state = stateAfter(["09:00", reckoned({ ...emptied, left: wu })]);
    expect(leave("10:00", {}, { state })).toEqual([left]);
    const again = [left, reckoned(emptied), called("day/2", at("10:30"))];
    expect(leave("10:00", { answered: ["day"] }, { state })).toEqual(again);
    const planned = stateAfter(["09:00", reckoned({ ...found, emptied: true, since: at("08:00") })]);
    expect(leave("10:00", {}, { state: planned })).toEqual(again);
    const lacking = stateAfter(["06:00", reckoned(found)]);
    expect(leave("10:00", {}, { state: lacking })).toEqual(again);
  });

  test("one who leaves makes one gap: what their own leaving has entered before is called about, once", () => {
    const planned = stateAfter(["10:00", reckoned({ ...found, emptied: true, since: at("10:00") })]);
    expect(leave("10:00", { called: [] }, { state: planned })).toEqual([left, called("day", at("10:30"))]);
    expect(leave("10:00", {}, { state: planned })).toEqual([left]);
    const away = stateAfter(["09:50", reckoned({ ...emptied, since: at("09:40") })]);
    expect(leave("10:00", { called: [] }, { state: away })).toEqual([left, called("day", at("10:10"))]);
    expect(leave("10:00", { answered: ["day"] }, { state: away })).toEqual([left]);
  });

  test("the post has stood empty since the last one left it, be it told later", () => {
    const last = { at: at("09:50"), by: wu };
    const empty = { ...found, emptied: true, left: wu, since: at("09:50") };
    expect(leave("10:00", { lastLeft: last })).toEqual([left, reckoned(empty), called("day", at("10:20"))]);
    expect(leave("10:30", { lastLeft: last })).toEqual([left, reckoned(empty), called("day", at("11:00"))]);
    for (const lastLeft of [undefined, { at: at("07:50"), by: wu }])
      expect(leave("08:10", { lastLeft })).toEqual([
        left,
        reckoned({ ...found, emptied: true, since: at("08:00") }),
        called("day", at("08:30")),
      ]);
  });

  test("from what is not owed, or is over, or where no regulation asks, nothing follows", () => {
    expect(leave("16:00")).toEqual([]);
    expect(leave("10:00", { occurrence: undefined })).toEqual([]);
    expect(leave("10:00", {}, { under: {} })).toEqual([]);
  });
});

test("a call about a post that somebody left is about them", () => {
  const state = stateAfter(["09:00", reckoned({ ...emptied, left: wu })], ["09:00", left]);
  expect(manningKind.owes(state, rule)).toMatchObject([{ detail: { about: "wu lin" }, dueAt: at("09:30") }]);
  // Who left another shift of the day has nothing to do with this one, and may answer.
  const night = { ...left, body: { ...left.body, shift: "night" } };
  const other = stateAfter(["07:30", night], ["09:00", reckoned({ ...emptied, left: wu })]);
  expect(manningKind.owes(other, rule)).toMatchObject([{ detail: { about: "wu" } }]);
  expect(manningKind.owes(stateAfter(["06:00", reckoned(found)]), rule)[0]?.detail).toEqual({
    ...{ date: "2026-11-24", shift: "day" },
  });
});

test("how long a post has stood empty counts from when it came to be; where that is over, from when it is known", () => {
  const since = (now: string) =>
    manningKind.owes(stateAfter([now, reckoned({ ...found, emptied: true, since: at("08:00") })]), rule)[0]?.dueAt;
  expect([since("08:10"), since("08:29"), since("08:30")]).toEqual([at("08:30"), at("08:30"), at("09:00")]);
});

test("whoever comes fills what stood empty, and of the plan only their own shift", () => {
  const come = (state: Manning, shift: string) =>
    fillManning({
      ...{ state, body: { ...own, by: { ...own, shift, person: wu } }, rule, facts: {} },
      circumstances: by(clock, at("10:00")),
    }).entries;
  const both = stateAfter(["06:00", reckoned(found)], ["09:00", reckoned(emptied)]);
  const [planned, there] = [
    { ...found, manned: true },
    { ...found, manned: true, emptied: true },
  ];
  expect(come(both, "day")).toEqual([reckoned(planned, there)]);
  expect(come(both, "night")).toEqual([reckoned(there)]);
  expect(come(stateAfter(), "day")).toEqual([]);
  const after = stateAfter(["06:00", reckoned(found)], ["09:00", reckoned(emptied)], ["10:00", reckoned(there)]);
  expect(after.gaps.map(({ filledAt }) => filledAt)).toEqual([undefined, at("10:00")]);
  expect(come(after, "night")).toEqual([]);
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["manning.empty"].decide).toBe(emptyManning);
  expect(acts["manning.fill"].decide).toBe(fillManning);
});
