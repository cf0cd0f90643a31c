import { describe, expect, test } from "vitest";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { by, given } from "#test/given.ts";
import { type LastLeft, type Manning, manningKind } from "./manning.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { ManningEntry } from "./manning-shapes.ts";
import { reckonManning, reckonManningAgain } from "./reckon-manning.ts";

const at = (time: string): Instant => instantOf(`2026-11-2${time.replace(" ", "T")}:00+08:00`);
const date = "2026-11-24" as BusinessDate;
const body = { post: "lobby", date };
const ladder = [{ afterMinutes: 0, call: "leader" }];
const rule: ManningRule = { manned: { daysBefore: 3, withinMinutes: 30, ladder, cites: ["ZB-28"] } };
const span = (shift: string, from: string, to: string): ShiftOccurrence => ({
  ...{ post: "lobby", date, shift, under: 3 },
  ...{ startsAt: at(from), endsAt: at(to) },
});
const night = span("night", "4 00:00", "4 08:00");
const day = span("day", "4 08:00", "4 16:00");

const clock = "00000000-0000-4000-8000-000000000001";
const ask = (
  state: Manning,
  now: string,
  { owed = [night, day], manned = [] as readonly string[], under = rule } = {},
  decide = reckonManning,
) =>
  decide({
    state,
    body,
    rule: under,
    facts: { owed, manned, there: 0, lastLeft: undefined, called: [] },
    circumstances: by(clock, at(now)),
  }).entries;

type Told = readonly [now: string, entry: ManningEntry];
const stateAfter = (...told: readonly Told[]) =>
  given(
    manningKind,
    "lobby/2026-11-24",
    told.map(([now, entry]) => [entry, { at: at(now) }] as const),
  );
const found = ({ shift, startsAt, endsAt }: ShiftOccurrence, manned: boolean) => ({ shift, startsAt, endsAt, manned });
const reckoned = (...shifts: ReturnType<typeof found>[]): ManningEntry => ({
  type: "manning.reckoned",
  body: { under: 3, shifts },
});
const fresh = stateAfter();
const bothEmpty = stateAfter(["1 00:00", reckoned(found(night, false), found(day, false))]);
const owes = (state: Manning) => manningKind.owes(state, rule);

describe("reckoning a date", () => {
  test("enters the shifts that nobody is due for, and nothing where everybody is", () => {
    expect(ask(fresh, "1 00:00", { manned: ["day"] })).toEqual([reckoned(found(night, false))]);
    expect(ask(fresh, "1 00:00", { manned: ["day", "night"] })).toEqual([]);
  });

  test("again enters only what is new", () => {
    expect(ask(bothEmpty, "1 09:00")).toEqual([]);
    expect(ask(bothEmpty, "1 09:00", { manned: ["day"] })).toEqual([reckoned(found(day, true))]);
  });

  test("says nothing of a shift that is over, nor where no regulation asks", () => {
    expect(ask(fresh, "4 08:00")).toEqual([reckoned(found(day, false))]);
    expect(ask(fresh, "4 16:00")).toEqual([]);
    expect(ask(fresh, "1 00:00", { under: {} })).toEqual([]);
  });

  test("follows a shift that was moved, and ends one that is no longer owed", () => {
    const later = span("day", "4 09:00", "4 17:00");
    const longer = span("day", "4 08:00", "4 17:00");
    expect(ask(bothEmpty, "1 09:00", { owed: [night, later] })).toEqual([reckoned(found(later, false))]);
    expect(ask(bothEmpty, "1 09:00", { owed: [night, longer] })).toEqual([reckoned(found(longer, false))]);
    expect(ask(bothEmpty, "1 09:00", { owed: [night] })).toEqual([
      { type: "manning.ended", body: { shifts: ["day"] } },
    ]);
  });

  test("after a change of the set-up begins nothing", () => {
    expect(ask(fresh, "1 00:00", {}, reckonManningAgain)).toEqual([]);
    expect(ask(bothEmpty, "1 09:00", { owed: [night] }, reckonManningAgain)).toHaveLength(1);
  });

  test("of a shift that runs with nobody there a plan fills no post: somebody is to be there, counted from the beginning", () => {
    const empty = { ...found(day, false), emptied: true, since: at("4 08:00") };
    const changed = (state: Manning, now: string, there = 0, manned = ["day", "night"], lastLeft?: LastLeft) =>
      reckonManning({
        ...{
          state,
          body: { ...body, changed: "day" },
          rule,
          facts: { owed: [night, day], manned, there, lastLeft, called: [] },
        },
        circumstances: by(clock, at(now)),
      }).entries;
    expect(changed(fresh, "4 08:10")).toEqual([reckoned(empty)]);
    expect(changed(fresh, "4 07:59")).toEqual([]);
    expect(changed(fresh, "4 16:00")).toEqual([]);
    expect(changed(fresh, "4 08:10", 1)).toEqual([]);
    expect(changed(stateAfter(["4 08:10", reckoned(empty)]), "4 08:25")).toEqual([]);
    expect(changed(stateAfter(["4 08:10", reckoned(empty)]), "4 08:25", 0, [])).toEqual([]);
    const lacking = stateAfter(["1 00:00", reckoned(found(day, false))]);
    const goesOn = {
      type: "obligation.escalated",
      body: { key: "day/2", rung: 1, call: "leader", dueAt: at("4 08:30") },
    };
    const planned = { manned: ["day", "night"] };
    expect(ask(lacking, "4 08:10", planned)).toEqual([reckoned(found(day, true), empty), goesOn]);
    // At its very beginning it is due and called; a gap that was found in the last minutes has the time to be filled.
    expect(ask(lacking, "4 08:00", planned)).toEqual([reckoned(found(day, true), empty), goesOn]);
    const justFound = stateAfter(["4 08:05", reckoned(found(day, false))]);
    expect(ask(justFound, "4 08:10", planned)).toEqual([reckoned(found(day, true), empty)]);
    const called = {
      type: "obligation.escalated",
      body: { key: "day", rung: 1, call: "leader", dueAt: at("4 09:10") },
    };
    expect(changed(fresh, "4 08:40")).toEqual([reckoned(empty), called]);
    const gone = { ...empty, since: at("4 08:20"), left: "wu" };
    expect(changed(fresh, "4 08:40", 0, ["day"], { at: at("4 08:20"), by: "wu" })).toEqual([reckoned(gone)]);
  });
});

describe("what a date makes owed", () => {
  test("is due when the shift begins, and opens so many days before it", () => {
    expect(owes(bothEmpty)).toEqual([
      {
        ...{ key: "night", what: "manning.publish", detail: { date, shift: "night" }, post: "lobby" },
        ...{ opensAt: at("1 00:00"), dueAt: at("4 00:00"), rules: ["ZB-28"], ladder, againAfter: 30 },
      },
      {
        ...{ key: "day", what: "manning.publish", detail: { date, shift: "day" }, post: "lobby" },
        ...{ opensAt: at("1 08:00"), dueAt: at("4 08:00"), rules: ["ZB-28"], ladder, againAfter: 30 },
      },
    ]);
    expect(manningKind.owes(bothEmpty, {})).toEqual([]);
  });

  test("is due within the time to come where the shift had begun before anybody knew", () => {
    const state = stateAfter(["4 08:00", reckoned(found(day, false))]);
    expect(owes(state)).toMatchObject([{ opensAt: at("4 08:00"), dueAt: at("4 08:30") }]);
  });

  test("is met when somebody is found, and owed anew when they are not there after all", () => {
    const filled: Told[] = [
      ["1 00:00", reckoned(found(day, false))],
      ["2 09:00", reckoned(found(day, true))],
    ];
    expect(owes(stateAfter(...filled))).toMatchObject([{ key: "day", metAt: at("2 09:00") }]);
    const emptied = owes(stateAfter(...filled, ["3 09:00", reckoned(found(day, false))]));
    expect(emptied).toMatchObject([
      { key: "day", metAt: at("2 09:00") },
      { key: "day/2", opensAt: at("3 09:00"), dueAt: at("4 08:00") },
    ]);
    expect(emptied[1]?.metAt).toBeUndefined();
  });

  test("moves with the shift", () => {
    const moved = reckoned(found(span("day", "4 09:00", "4 17:00"), false));
    const state = stateAfter(["1 00:00", reckoned(found(day, false))], ["1 09:00", moved]);
    expect(owes(state)).toMatchObject([{ key: "day", dueAt: at("4 09:00") }]);
    expect(manningKind.wakesAt?.(state, rule)).toBe(at("4 17:00"));
  });

  test("a shift that was never empty is filled by nothing", () => {
    expect(stateAfter(["1 00:00", reckoned(found(day, true))]).gaps).toEqual([]);
  });

  test("ends when the shift is over, and the next one is waited for", () => {
    expect(manningKind.wakesAt?.(bothEmpty, rule)).toBe(at("4 08:00"));
    expect(manningKind.wake?.(bothEmpty, rule, at("4 07:59"))).toEqual([]);
    const over = manningKind.wake?.(bothEmpty, rule, at("4 08:00"));
    expect(over).toEqual([{ type: "manning.ended", body: { shifts: ["night"] } }]);
    const state = stateAfter(
      ["1 00:00", reckoned(found(night, false), found(day, false))],
      ["4 08:00", { type: "manning.ended", body: { shifts: ["night"] } }],
    );
    expect(owes(state)).toMatchObject([{ key: "night", endedAt: at("4 08:00") }, { key: "day" }]);
    expect(manningKind.wakesAt?.(state, rule)).toBe(at("4 16:00"));
    expect(manningKind.wakesAt?.(fresh, rule)).toBeUndefined();
  });
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["manning.reckon"].decide).toBe(reckonManning);
  expect(acts["manning.reckon-again"].decide).toBe(reckonManningAgain);
});
