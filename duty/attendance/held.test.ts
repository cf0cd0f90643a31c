import { describe, expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { freeAttendance } from "./free-attendance.ts";
import { type HoldFacts, holdAttendance } from "./hold-attendance.ts";

/* Whoever is due to go and may not. */

const [lin, wu] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const tomorrow = (time: string): Instant => instantOf(`2026-11-22T${time}:00+08:00`);
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, under: 3, startsAt: at("08:00"), endsAt: at("16:00") };
const rule: AttendanceRule = {
  untilRelieved: { required: true, ladder: [], cites: ["GPH-09"] },
  signOff: { withinMinutes: 30, latestMinutes: 1440, ladder: [{ afterMinutes: 0, call: "chief" }], cites: ["CSD-30"] },
};

type Told = readonly [AttendanceEntry, Under];
const on: Told = [
  { type: "attendance.signed-on", body: { occurrence, person: lin, lateMinutes: 0 } },
  { at: at("07:45") },
];
const off: Told = [{ type: "attendance.signed-off", body: { overtimeMinutes: 0 } }, { at: at("16:05") }];
const freed = (time: Instant): Told => [{ type: "attendance.freed", body: {} }, { at: time }];
const heldAt = (time: Instant, until: Instant): Told => [{ type: "attendance.held", body: { until } }, { at: time }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "gate/2026-11-21/day/lin", entries);

describe("before a sign-off counts as missed", () => {
  const alone = {
    othersOn: 0,
    handsOver: true,
    couldHandOver: 0,
    awaitsRelief: true,
    covering: undefined,
    reliefCameAt: undefined,
  };
  const empty: HoldFacts = { relieved: false, closes: false, followed: false, rests: false, ...alone };
  const hold = (state: Attendance, facts: Partial<HoldFacts> = {}, now = at("16:30"), its = rule) =>
    holdAttendance({
      ...{ state, rule: its, body: { ...shift, person: lin } },
      ...{ facts: { ...empty, ...facts }, circumstances: { ...by(wu, now), actor: "clock" } },
    }).entries ?? [];

  test("who may not go is held, and asked again after as long as the shift has been over", () => {
    expect(hold(attendance(on))).toEqual([{ type: "attendance.held", body: { until: at("17:00") } }]);
    expect(hold(attendance(on), {}, at("18:00"))).toEqual([{ type: "attendance.held", body: { until: at("20:00") } }]);
    expect(hold(attendance(on), {}, at("16:00"))).toEqual([{ type: "attendance.held", body: { until: at("16:01") } }]);
    expect(hold(attendance(on), { relieved: true, covering: "hall" })).toHaveLength(1);
  });

  test("who leads waits for the relief though others stand there; whoever does not goes once somebody of it is there", () => {
    expect(hold(attendance(on), { othersOn: 1, couldHandOver: 1 })).toHaveLength(1);
    expect(hold(attendance(on), { othersOn: 1, handsOver: false })).toHaveLength(1);
    const there = { othersOn: 1, handsOver: false, awaitsRelief: false };
    for (const reliefCameAt of [undefined, at("15:50"), at("16:00")])
      expect(hold(attendance(on), { ...there, reliefCameAt })).toEqual([]);
    const since = { ...there, reliefCameAt: at("16:29") };
    expect(hold(attendance(on), since)).toEqual([{ type: "attendance.freed", body: {} }]);
    expect(hold(attendance(on, freed(at("16:30"))), since, at("17:00"))).toEqual([]);
    expect(hold(attendance(on), { handsOver: false })).toHaveLength(1);
  });

  test("who might have gone is not; who was held has the whole time from when they no longer are", () => {
    const held = attendance(on, heldAt(at("16:30"), at("17:00")));
    for (const free of [{ relieved: true }, { closes: true, followed: false }]) {
      expect(hold(attendance(on), free)).toEqual([]);
      expect(hold(held, free, at("17:00"))).toEqual([{ type: "attendance.freed", body: {} }]);
    }
    const nobodyWaits = { ...rule, untilRelieved: { required: false, ladder: [], cites: ["GPH-09"] } };
    expect(hold(attendance(on), {}, at("16:30"), nobodyWaits)).toEqual([]);
    expect(hold(attendance(on, off))).toEqual([]);
  });
});

test("whoever is held owes going by when they are asked again, also where no rule gives time", () => {
  const due = (its: AttendanceRule, ...entries: Told[]) =>
    attendanceKind.owes(attendance(on, ...entries), its).find(({ key }) => key === "sign-off")?.dueAt;
  const { untilRelieved } = rule;
  const held = heldAt(at("16:00"), at("16:01"));
  expect([due({ untilRelieved }), due({ untilRelieved }, held)]).toEqual([at("16:00"), at("16:01")]);
  expect(due({ untilRelieved }, held, freed(at("16:20")))).toBe(at("16:20"));
  expect(due(rule, held, freed(at("16:20")))).toBe(at("16:50"));
});

test("whoever is held is to be let go a day after the end, and was when they might go or went", () => {
  const stay = (state: Attendance, its = rule) => attendanceKind.owes(state, its).find(({ key }) => key === "stay");
  const held = [on, heldAt(at("16:30"), at("17:00"))];
  expect(stay(attendance(on))).toBeUndefined();
  expect(stay(attendance(...held), { untilRelieved: rule.untilRelieved })).toBeUndefined();
  expect(stay(attendance(...held))).toEqual({
    ...{ key: "stay", what: "attendance.stay", post: "gate", detail: { person: lin } },
    ...{ opensAt: at("16:00"), dueAt: tomorrow("16:00"), rules: ["CSD-30"] },
    ladder: [{ afterMinutes: 0, call: "chief" }],
  });
  expect(stay(attendance(...held, freed(at("16:50")), off))?.metAt).toBe(at("16:50"));
  expect(stay(attendance(...held, freed(at("16:50")), heldAt(at("17:20"), at("18:00"))))?.metAt).toBeUndefined();
  expect(stay(attendance(...held, off))?.metAt).toBe(at("16:05"));
});

test("a hand-over frees whoever still stands there, once and whenever they are held; nobody who was missed before", () => {
  const free = (state: Attendance, its = rule, missed = false) =>
    outcomeOf(
      freeAttendance({
        ...{ state, body: { ...shift, person: lin }, rule: its, facts: { missed } },
        circumstances: by(wu, at("16:00")),
      }),
    );
  expect(free(attendance(on), { untilRelieved: rule.untilRelieved })).toEqual([]);
  expect(free(attendance(on))).toEqual(["attendance.freed"]);
  expect(free(attendance(on), rule, true)).toEqual([]);
  expect(free(attendance(on, freed(at("15:59")), heldAt(at("16:30"), at("17:00"))))).toEqual(["attendance.freed"]);
  for (const state of [attendance(), attendance(on, off), attendance(on, freed(at("15:59")))])
    expect(free(state)).toEqual([]);
});
