import { expect, test } from "vitest";
import { instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { manShift } from "./man-shift.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const at = (time: string) => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "lobby", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const rule: AttendanceRule = {
  untilRelieved: { required: true, ladder: [{ afterMinutes: 15, call: "lead" }], cites: ["ZB-24"] },
  putIn: { withinMinutes: 30, cites: ["ZB-25"] },
};

type Told = readonly [AttendanceEntry, Under];
const expected: Told = [{ type: "attendance.expected", body: { occurrence, person: lin } }, { at: at("08:00") }];
const manned: Told = [{ type: "attendance.shift-manned", body: {} }, { at: at("08:45") }];
const excused: Told = [{ type: "attendance.excused", body: { cover: wu } }, { at: at("09:00") }];
const putIn: Told = [{ type: "attendance.put-in", body: { occurrence, person: lin } }, { at: at("09:30") }];
const turn = (...all: readonly Told[]): Attendance => given(attendanceKind, `lobby/2026-11-21/day/${lin}`, all);

test("that somebody has not come is not called anew where others of the shift are there, and is where nobody is", () => {
  const asked = (state: Attendance, others: number) =>
    outcomeOf(manShift({ state, body: undefined, rule, facts: { others }, circumstances: by(lin, at("08:45")) }));
  expect(asked(turn(expected), 1)).toEqual(["attendance.shift-manned"]);
  expect(asked(turn(expected), 0)).toEqual([]);
  expect(asked(turn(expected, excused), 1)).toEqual([]);
});

test("from then on an answer is enough, until they are waited for anew", () => {
  const again = (...all: readonly Told[]) =>
    attendanceKind.owes(turn(...all), rule).map(({ key, againAfter }) => [key, againAfter]);
  const asks = attendanceKind.beforeCallingAnew;
  expect(again(expected)).toContainEqual(["relief", 30]);
  expect(again(expected, manned)).toContainEqual(["relief", undefined]);
  expect(again(expected, manned, excused, putIn)).toContainEqual(["relief", 30]);
  expect(asks?.(`lobby/2026-11-21/day/${lin}`, "relief/2")).toEqual({
    act: "attendance.man-shift",
    body: { ...shift, person: lin },
  });
  expect(asks?.(`lobby/2026-11-21/day/${lin}`, "stay")).toBeUndefined();
});
