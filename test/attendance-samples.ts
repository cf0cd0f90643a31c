import type { Attendance } from "#duty/attendance/attendance.ts";
import { attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { given, type Under } from "./given.ts";

/* One turn at the gate and what can be entered about it, for the tests of the noun. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const sun = "00000000-0000-4000-8000-000000000009";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const date = "2026-11-21" as BusinessDate;
const shift = { post: "gate", date, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const turn = { occurrence, person: lin };
/** Their turn at the other post, which may keep them. */
const lobby = { post: "lobby", date, shift: "night" };
const id = `gate/${date}/day/${lin}`;
const sealed: Sealed = { sealed: "s", kind: "free-text" };
const rule: AttendanceRule = {
  onePlace: { required: true, cites: ["ZB-06"] },
  opens: { minutes: 60, cites: ["ZB-05"] },
  early: { minutes: 15, cites: ["SLH-01"] },
  putIn: { withinMinutes: 30, cites: ["ZB-25"] },
  briefing: { keyPoints: true, attendees: true, cites: ["SLH-03"] },
  untilRelieved: { required: true, ladder: [{ afterMinutes: 5, call: "squad-leader" }], cites: ["GPH-09"] },
  signOff: { withinMinutes: 30, latestMinutes: 1440, ladder: [{ afterMinutes: 0, call: "chief" }], cites: ["CSD-30"] },
};

export type TurnEntry = readonly [AttendanceEntry, Under];
type SignedOn = Extract<AttendanceEntry, { type: "attendance.signed-on" }>["body"];

const due: TurnEntry = [{ type: "attendance.expected", body: turn }, { at: at("07:45") }];
const came = (time: string, more: Partial<SignedOn> = {}): TurnEntry => [
  { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, ...more } },
  { at: at(time) },
];
const briefed = (time: string): TurnEntry => [
  { type: "attendance.briefed", body: { attendees: [sun] } },
  { at: at(time) },
];
const off = (time: string): TurnEntry => [
  { type: "attendance.signed-off", body: { overtimeMinutes: 0 } },
  { at: at(time), actor: { person: lin } },
];
const excused = (time: string): TurnEntry => [{ type: "attendance.excused", body: { cover: sun } }, { at: at(time) }];
const putIn = (time: string): TurnEntry => [{ type: "attendance.put-in", body: turn }, { at: at(time) }];
const bound = (time: string, until: string): TurnEntry => [
  { type: "attendance.bound", body: { until: at(until), by: lobby } },
  { at: at(time) },
];
const unbound = (time: string, since: string): TurnEntry => [
  { type: "attendance.unbound", body: { since: at(since) } },
  { at: at(time) },
];
/** Somebody else says that they had left the post. */
const abandoned = (leftAt: string, time: string, more: { readonly wasOff?: true } = {}): TurnEntry => [
  { type: "attendance.abandoned", body: { leftAt: at(leftAt), account: sealed, violation: true, ...more } },
  { at: at(time), actor: { person: wu } },
];
/** Somebody else says that they had signed off. */
const recorded = (time: string, enteredAt: string): TurnEntry => [
  { type: "attendance.sign-off-recorded", body: { at: at(time), overtimeMinutes: 0, reason: sealed } },
  { at: at(enteredAt), actor: { person: wu } },
];
const attendance = (...all: readonly TurnEntry[]): Attendance => given(attendanceKind, id, all);
const entered = (decision: Decision<{ type: string; body: unknown }>) =>
  (decision.entries ?? []).map(({ type, body }) => ({ type, body }));

/** One turn, whoever has to do with it, and what may be entered about it. */
export const attendanceSample = {
  ...{ lin, wu, sun, at, date, shift, occurrence, turn, lobby, id, sealed, rule },
  ...{ due, came, briefed, off, excused, putIn, bound, unbound, abandoned, recorded, attendance, entered },
};
