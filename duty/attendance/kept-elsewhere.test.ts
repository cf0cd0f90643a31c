import { describe, expect, test } from "vitest";
import { instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { attendanceSample, type TurnEntry } from "#test/attendance-samples.ts";
import { by } from "#test/given.ts";
import { type Attendance, attendanceKind, isKeptElsewhere } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import { type BindFacts, bindAttendance } from "./bind-attendance.ts";

/* Whoever is due at one post and kept on duty at another is not late: they are asked again, and have time to come from when they might go (ZB-25). */

const { at, attendance, bound, came, due, entered, excused, id, lin, lobby, occurrence, off, putIn, rule } =
  attendanceSample;
const { abandoned, shift, unbound } = attendanceSample;
const missedBefore: TurnEntry = [{ type: "attendance.missed-before", body: {} }, { at: at("08:00") }];

/** What the clock asks of a turn before something of it is missed. */
const free: BindFacts = { keptBy: undefined, freeSince: undefined, missed: [], lacksLineUp: false };
const bind = (state: Attendance, facts: Partial<BindFacts>, now = at("08:10"), its: AttendanceRule = rule) =>
  entered(
    bindAttendance({
      ...{ state, rule: its, body: { ...shift, person: lin }, facts: { ...free, ...facts } },
      circumstances: by(lin, now, { actor: "clock" }),
    }),
  );
const until = (moment: number) => [{ type: "attendance.bound", body: { until: moment, by: lobby } }];

describe("before somebody counts as late", () => {
  test("whoever is kept at another post is asked again after as long as whoever is put in has", () => {
    expect(bind(attendance(due), { keptBy: lobby })).toEqual(until(at("08:40")));
    expect(bind(attendance(due, bound("07:45", "08:10")), { keptBy: lobby })).toEqual(until(at("08:40")));
  });

  test("where no rule gives time, after as long as the shift has lasted, and a minute at least", () => {
    const { putIn: _, ...its } = rule;
    const asked = (time: string) => bind(attendance(due), { keptBy: lobby }, at(time), its);
    expect(asked("08:10")).toEqual(until(at("08:20")));
    expect([asked("08:00"), asked("07:45")]).toEqual([until(at("08:01")), until(at("07:46"))]);
    const seconds = instant(at("08:00") + minute / 2);
    expect(bind(attendance(due), { keptBy: lobby }, seconds, its)).toEqual(until(plusMinutes(seconds, 1)));
  });

  test("whoever was kept and is no longer has time from when they went, or from now where nobody saw them go", () => {
    const kept = attendance(due, bound("07:45", "08:10"));
    const since = (moment: number) => [{ type: "attendance.unbound", body: { since: moment } }];
    expect(bind(kept, { freeSince: at("08:05") })).toEqual(since(at("08:05")));
    expect(bind(kept, {})).toEqual(since(at("08:10")));
    expect(bind(attendance(due, bound("07:45", "08:10"), unbound("08:10", "08:05")), {})).toEqual([]);
  });

  test("whoever might have come is not excused by it, nor anybody who is not waited for or may be at two posts", () => {
    expect(bind(attendance(due), { freeSince: at("08:05") })).toEqual([]);
    for (const state of [attendance(), attendance(came("07:45")), attendance(due, excused("08:00"))])
      expect(bind(state, { keptBy: lobby })).toEqual([]);
    expect(bind(attendance(due, bound("07:45", "08:10"), came("08:10")), {})).toEqual([]);
    const apart = { ...rule, onePlace: { required: false, cites: ["ZB-06"] } };
    for (const its of [{}, apart]) expect(bind(attendance(due), { keptBy: lobby }, at("08:10"), its)).toEqual([]);
  });

  test("whoever had missed their sign-on before they were kept is late all the same, and told so once", () => {
    const late = [{ type: "attendance.missed-before", body: {} }];
    const asked = (state: Attendance, missed: string[]) => bind(state, { keptBy: lobby, missed }, at("08:00"));
    expect(asked(attendance(due), ["sign-on"])).toEqual([...late, ...until(at("08:30"))]);
    expect(asked(attendance(due, excused("07:40"), putIn("07:42")), ["sign-on/2"])).toEqual([
      ...late,
      ...until(at("08:30")),
    ]);
    // What was missed of another time, or was the relief, is no word of this sign-on.
    expect(asked(attendance(due, excused("07:50"), putIn("07:58")), ["sign-on"])).toEqual(until(at("08:30")));
    expect(asked(attendance(due), ["relief"])).toEqual(until(at("08:30")));
    expect(asked(attendance(due, missedBefore), ["sign-on"])).toEqual(until(at("08:30")));
  });

  test("of each time for which they are waited for, that is asked of signing on and of relieving, and of nothing else", () => {
    const asks = (key: string) => attendanceKind.beforeMissing?.(id, key);
    const body = { ...shift, person: lin };
    for (const key of ["sign-on", "sign-on/2", "relief", "relief/2"])
      expect(asks(key), key).toEqual({ act: "attendance.bind", body });
    expect(asks("sign-off")).toEqual({ act: "attendance.hold", body });
    for (const key of ["briefing", "stay", "", "no-sign-on/", "sign-onward"]) expect(asks(key), key).toBeUndefined();
  });
});

test("that the line-up is lacking is told when the shift has begun, of whoever was to be there before, and once", () => {
  const lacks = (state: Attendance, facts: Partial<BindFacts> = {}, now = at("08:00"), its = rule) =>
    bind(state, { lacksLineUp: true, ...facts }, now, its);
  const told = [{ type: "attendance.line-up-lacking", body: {} }];
  expect(lacks(attendance(due))).toEqual(told);
  expect(lacks(attendance(putIn("07:29")))).toEqual(told);
  const { briefing: _, ...unled } = rule;
  const { onePlace: __, ...apart } = rule;
  expect(lacks(attendance(due), {}, at("08:00"), apart)).toEqual(told);
  expect(lacks(attendance(due), {}, at("08:00"), unled)).toEqual([]);
  expect(lacks(attendance(due), {}, at("07:59"))).toEqual([]);
  expect(lacks(attendance(putIn("07:30")))).toEqual([]);
  expect(lacks(attendance(due), { keptBy: lobby })).toEqual(until(at("08:30")));
  expect(lacks(attendance(due, [{ type: "attendance.line-up-lacking", body: {} }, { at: at("08:00") }]))).toEqual([]);
  expect(bind(attendance(due), {}, at("08:00"))).toEqual([]);
});

test("somebody is kept elsewhere as long as they are waited for and might not come when last asked", () => {
  expect(isKeptElsewhere(attendance(due, bound("07:45", "08:10")))).toBe(true);
  const others = [[], [due], [due, bound("07:45", "08:10"), unbound("08:10", "08:05")]];
  const ended = [came("08:10"), excused("08:10")].map((end) => [due, bound("07:45", "08:10"), end]);
  for (const entries of [...others, ...ended]) expect(isKeptElsewhere(attendance(...entries))).toBe(false);
});

describe("by when whoever is kept comes", () => {
  const owed = (...all: TurnEntry[]) =>
    attendanceKind
      .owes(attendance(...all), rule)
      .filter(({ key }) => /^(sign-on|relief)/.test(key))
      .map(({ key, dueAt, rules }) => [key, dueAt, rules]);
  const both = (signOn: string, relief: string, more: string[]) => [
    ["sign-on", at(signOn), ["SLH-01", ...more]],
    ["relief", at(relief), ["GPH-09", ...more]],
  ];

  test("by when they are asked again, never before it was due, and by the rule of whoever is put in", () => {
    expect(owed(due)).toEqual(both("07:45", "08:00", []));
    expect(owed(due, bound("07:45", "08:15"))).toEqual(both("08:15", "08:15", ["ZB-25"]));
    expect(owed(due, bound("07:45", "07:50"))).toEqual(both("07:50", "08:00", ["ZB-25"]));
  });

  test("once they might go, within the time of whoever is put in then", () => {
    const went = [due, bound("07:45", "08:15"), unbound("08:15", "08:10")];
    expect(owed(...went)).toEqual(both("08:40", "08:40", ["ZB-25"]));
    expect(owed(due, bound("07:45", "08:15"), unbound("08:15", "07:20"))).toEqual(both("07:50", "08:00", ["ZB-25"]));
  });

  test("whoever had missed their sign-on before keeps its time, and relieves by the later one", () => {
    const kept = [due, missedBefore, bound("08:00", "08:30")];
    const late = [
      ["sign-on", at("07:45"), ["SLH-01"]],
      ["relief", at("08:30"), ["GPH-09", "ZB-25"]],
    ];
    for (const end of [[], [came("08:25")], [excused("08:25")]]) expect(owed(...kept, ...end)).toEqual(late);
    const went = owed(...kept, unbound("08:30", "08:25"));
    expect(went.map(([, dueAt]) => dueAt)).toEqual([at("07:45"), at("08:55")]);
    const again = owed(...kept, excused("08:10"), putIn("08:15"));
    expect(again.map(([key, dueAt]) => [key, dueAt])).toEqual([
      ["sign-on", at("07:45")],
      ["relief", at("08:30")],
      ["relief/2", at("08:40")],
    ]);
  });

  test("it stays so when they come again after they were recorded as gone", () => {
    const gone = [came("08:10"), abandoned("08:40", "08:40"), came("08:50", { again: true })];
    expect(owed(due, bound("07:45", "08:15"), ...gone)).toEqual(both("08:15", "08:15", ["ZB-25"]));
  });

  test("it stays so whether they come, are let go, or never come", () => {
    const absent: TurnEntry = [{ type: "attendance.absent", body: {} }, { at: at("16:00") }];
    for (const end of [came("08:30"), excused("08:30"), absent]) {
      expect(owed(due, bound("07:45", "08:15"), end)).toEqual(both("08:15", "08:15", ["ZB-25"]));
      const went = [due, bound("07:45", "08:15"), unbound("08:15", "08:10")];
      expect(owed(...went, end)).toEqual(both("08:40", "08:40", ["ZB-25"]));
    }
  });

  test("and when they are put in again, be it that they had been let go or had come", () => {
    for (const end of [excused("08:20"), off("08:20")]) {
      const then = end[0].type === "attendance.excused" ? [end] : [came("08:16"), end];
      const again = owed(due, bound("07:45", "08:15"), ...then, putIn("09:00"));
      expect(again.slice(0, 2)).toEqual(both("08:15", "08:15", ["ZB-25"]));
      expect(again.slice(2).map(([key]) => key)).toEqual(["sign-on/2", "relief/2"]);
    }
  });

  test("whoever is kept so late holds no line-up after the shift has begun; who might go in time was to hold one", () => {
    const lineUp = (...all: TurnEntry[]) =>
      attendanceKind.owes(attendance(...all), rule).filter(({ key }) => key === "briefing");
    const kept = [due, bound("07:45", "08:15")];
    expect(lineUp(...kept, came("08:05"))).toEqual([]);
    expect(lineUp(...kept, unbound("08:15", "08:10"), came("08:20"))).toEqual([]);
    expect(lineUp(...kept, unbound("08:15", "07:20"), came("08:20"))).toMatchObject([{ opensAt: at("08:20") }]);
    expect(lineUp(due, missedBefore, bound("08:00", "08:30"), came("08:20"))).toMatchObject([{ dueAt: at("08:00") }]);
    expect(lineUp(...kept, came("07:55"))).toMatchObject([{ opensAt: at("07:55") }]);
  });
});

describe("at the end of the shift", () => {
  const ends = (...all: TurnEntry[]) =>
    attendanceKind.wake?.(attendance(...all), rule, occurrence.endsAt).map(({ type }) => type);

  test("whoever was kept to the end could not come, and whoever was put in so late that their time was not over", () => {
    expect(ends(due, bound("15:00", "15:30"))).toEqual(["attendance.could-not-come"]);
    expect(ends(putIn("15:31"))).toEqual(["attendance.could-not-come"]);
    expect(ends(due, bound("07:45", "15:45"), unbound("15:45", "15:40"))).toEqual(["attendance.could-not-come"]);
    expect(ends(due, missedBefore, bound("08:00", "15:45"), unbound("15:45", "15:40"))).toEqual([
      "attendance.could-not-come",
    ]);
  });

  test("whoever might have come is absent", () => {
    expect(ends(due)).toEqual(["attendance.absent"]);
    expect(ends(putIn("15:30"))).toEqual(["attendance.absent"]);
    expect(ends(due, bound("07:45", "08:15"), unbound("08:15", "08:10"))).toEqual(["attendance.absent"]);
  });

  test("who could not come is not waited for any more, and was until then", () => {
    const over: TurnEntry = [{ type: "attendance.could-not-come", body: {} }, { at: at("16:00") }];
    expect(attendance(due, bound("15:00", "15:30"), over)).toMatchObject({
      ...{ phase: "excused", since: at("16:00"), boundUntil: at("15:30") },
    });
  });
});
