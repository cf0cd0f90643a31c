import { expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { arrivals, signOnDueAt } from "./coming-due.ts";
import { putInAttendance } from "./put-in-attendance.ts";
import { signOn } from "./sign-on.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const sun = "00000000-0000-4000-8000-000000000009";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const turn = { occurrence, person: lin };
const rule: AttendanceRule = {
  early: { minutes: 15, cites: ["SLH-01"] },
  putIn: { withinMinutes: 30, cites: ["ZB-25"] },
};

type Told = readonly [AttendanceEntry, Under];
const due: Told = [{ type: "attendance.expected", body: turn }, { at: at("07:45") }];
const putIn: Told = [{ type: "attendance.put-in", body: turn }, { at: at("08:02") }];
const came: Told = [{ type: "attendance.signed-on", body: { ...turn, lateMinutes: 0 } }, { at: at("08:20") }];
const excused: Told = [{ type: "attendance.excused", body: { cover: sun } }, { at: at("08:05") }];
const putBack: Told = [{ type: "attendance.put-in", body: turn }, { at: at("08:45") }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "gate/2026-11-21/day/lin", entries);

test("whoever was put in is due when they can have come, and never earlier than the others", () => {
  const spans = (putInAt: Instant, its: AttendanceRule) =>
    arrivals({ occurrence, person: lin, putInAt }, its, {}).map(({ opensAt, dueAt }) => [opensAt, dueAt]);
  const late = [at("08:02"), at("08:32")];
  expect(spans(at("08:02"), rule)).toEqual([late, late]);
  expect(spans(at("06:00"), rule).map(([, dueAt]) => dueAt)).toEqual([at("07:45"), at("08:00")]);
  expect(spans(at("08:02"), {}).map(([, dueAt]) => dueAt)).toEqual([at("08:02"), at("08:02")]);
  expect(signOnDueAt(occurrence, rule)).toBe(at("07:45"));
});

/** The same at another moment. */
function told([entry]: Told, time: string): Told {
  return [entry, { at: at(time) }];
}

test("the time stays with the turn, whatever becomes of it", () => {
  const signOnOf = (...entries: Told[]) => attendanceKind.owes(attendance(...entries), rule)[0];
  expect(signOnOf(putIn)).toMatchObject({ key: "sign-on", dueAt: at("08:32") });
  expect(signOnOf(putIn, came)).toMatchObject({ dueAt: at("08:32"), metAt: at("08:20") });
  expect(signOnOf(putIn, excused)).toMatchObject({ dueAt: at("08:32"), endedAt: at("08:05") });
  expect(attendance(due, excused, putBack)).toMatchObject({ phase: "expected", putInAt: at("08:45") });
  // What was missed the first time is not what is owed now: each is missed, and called, by itself.
  const owed = (...entries: Told[]) =>
    attendanceKind.owes(attendance(...entries), rule).map(({ key, dueAt, endedAt }) => [key, dueAt, endedAt]);
  expect(owed(due, excused, putBack)).toEqual([
    ["sign-on", at("07:45"), at("08:05")],
    ["relief", at("08:00"), at("08:05")],
    ["sign-on/2", at("09:05"), undefined],
    ["relief/2", at("09:15"), undefined],
  ]);
  const again = [told(excused, "08:50"), told(putIn, "09:00")] as const;
  expect(owed(due, excused, putBack, ...again).slice(2)).toEqual([
    ["sign-on/2", at("09:05"), at("08:50")],
    ["relief/2", at("09:15"), at("08:50")],
    ["sign-on/3", at("09:25"), undefined],
    ["relief/3", at("09:30"), undefined],
  ]);
  expect(owed(due, excused, putBack, told(came, "09:00")).map(([key]) => key)).toEqual([
    ...["sign-on", "relief", "sign-on/2", "relief/2", "sign-off"],
  ]);
  expect(attendance(due, came)).toMatchObject({ phase: "on", putInAt: undefined });
  expect(attendance(came)).toMatchObject({ phase: "on", putInAt: undefined });
});

test("what they were waited for stays counted when they come by a move, and when they come back by one", () => {
  const movedIn: Told = [
    { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, from: "lobby" } },
    { at: at("09:00") },
  ];
  const moved: Told = [{ type: "attendance.moved", body: { to: "lobby" } }, { at: at("08:40") }];
  const owed = (...entries: Told[]) =>
    attendanceKind
      .owes(attendance(...entries), rule)
      .map(({ key, metAt, endedAt }) => [key, metAt, endedAt])
      .filter(([key]) => key !== "sign-off");
  const never = ["sign-on", "relief"].map((key) => [key, undefined, at("08:05")]);
  expect(owed(due, excused, movedIn)).toEqual(never);
  const later = [told(came, "08:50"), told(moved, "08:55"), movedIn] as const;
  expect(owed(due, excused, putBack, ...later)).toEqual([
    ...never,
    ["sign-on/2", at("08:50"), undefined],
    ["relief/2", at("08:50"), undefined],
  ]);
  expect(owed(due, came, moved, movedIn, moved, movedIn)).toEqual(
    ["sign-on", "relief"].map((key) => [key, at("08:20"), undefined]),
  );
  expect(owed(movedIn)).toEqual([]);
});

test("whoever was late already when they were taken out for a moment is so still: it is missed once, and they came late", () => {
  const soon = [told(excused, "07:46"), told(putIn, "07:46")] as const;
  const owed = (...entries: Told[]) =>
    attendanceKind
      .owes(attendance(...entries), rule)
      .map(({ key, dueAt, metAt, endedAt }) => [key, dueAt, metAt ?? endedAt])
      .filter(([key]) => key !== "sign-off");
  const relief = [
    ["relief", at("08:00"), at("07:46")],
    ["relief/2", at("08:00"), undefined],
  ];
  expect(owed(due, ...soon)).toEqual([["sign-on", at("07:45"), undefined], ...relief]);
  expect(owed(due, ...soon, ...soon)).toEqual([
    ["sign-on", at("07:45"), undefined],
    ...relief.map(([key, dueAt]) => [key, dueAt, at("07:46")]),
    ["relief/3", at("08:00"), undefined],
  ]);
  expect(owed(due, ...soon, told(came, "08:12"))[0]).toEqual(["sign-on", at("07:45"), at("08:12")]);
  expect(owed(due, ...soon, told(excused, "07:50"))[0]).toEqual(["sign-on", at("07:45"), at("07:50")]);
});

test("written down where they can hardly come by the time to sign on, and for whoever was excused before", () => {
  const put = (state: Attendance, time: string, known: typeof occurrence | undefined = occurrence) =>
    outcomeOf(
      putInAttendance({
        ...{ state, rule, body: { ...shift, person: lin }, facts: { occurrence: known } },
        circumstances: by(lin, at(time), { actor: "reaction" }),
      }),
    );
  expect(put(attendance(), "07:15")).toEqual([]);
  expect(put(attendance(), "07:16")).toEqual(["attendance.put-in"]);
  expect(put(attendance(due, excused), "07:30")).toEqual(["attendance.put-in"]);
  for (const state of [attendance(due), attendance(came)]) expect(put(state, "08:30")).toEqual([]);
  const off = (type: "signed-off" | "moved" | "departed") =>
    attendance(due, came, [
      { type: `attendance.${type}`, body: { to: "lobby", overtimeMinutes: 0 } } as AttendanceEntry,
      { at: at("08:25") },
    ]);
  expect(put(off("signed-off"), "15:59")).toEqual(["attendance.put-in"]);
  expect(put(off("signed-off"), "16:00")).toEqual([]);
  for (const type of ["moved", "departed"] as const) expect(put(off(type), "09:00")).toEqual([]);
  const nowhere = putInAttendance({
    ...{ state: attendance(), rule, body: { ...shift, person: lin }, facts: { occurrence: undefined } },
    circumstances: by(lin, at("08:00"), { actor: "reaction" }),
  });
  expect(outcomeOf(nowhere)).toEqual([]);
});

test("whoever was put in is late from when they can have come", () => {
  const facts = {
    occurrence,
    rostered: true,
    elsewhere: undefined,
    linedUpBy: undefined,
    changedFrom: undefined,
    handedOver: false,
    goesAtEnd: false,
    unconfirmed: [],
  };
  const signing = (state: Attendance, time: string) =>
    signOn({ state, rule, body: shift, facts, circumstances: by(lin, at(time)) }).entries?.[0]?.body;
  expect(signing(attendance(putIn), "08:31")).toMatchObject({ lateMinutes: 0 });
  expect(signing(attendance(putIn), "08:35")).toMatchObject({ lateMinutes: 3 });
  expect(signing(attendance(due), "08:02")).toMatchObject({ lateMinutes: 17 });
});
