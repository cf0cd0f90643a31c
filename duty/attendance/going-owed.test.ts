import { expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { attendanceSample, type TurnEntry } from "#test/attendance-samples.ts";
import { by, outcomeOf } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import { departAttendance } from "./depart-attendance.ts";

/* When it counts that somebody has gone, by whichever way it became known. */

const { abandoned, at, attendance, came, due, lin, off, recorded, rule, wu } = attendanceSample;
const on = came("07:45");
const owed = (what: string, ...all: TurnEntry[]) =>
  attendanceKind.owes(attendance(...all), rule).find(({ key }) => key === what);
const goneAt = (...all: TurnEntry[]) => owed("sign-off", ...all)?.metAt;

test("whoever is said to have left the post only after they should have signed off had missed that by then", () => {
  expect(goneAt(on, abandoned("12:00", "16:29"))).toBe(at("12:00"));
  expect(goneAt(on, abandoned("12:00", "16:30"))).toBe(at("16:30"));
  expect(goneAt(on, abandoned("12:00", "18:00"))).toBe(at("18:00"));
});

test("a sign-off that somebody else enters counts from when they enter it, late or not", () => {
  expect(goneAt(on, recorded("16:05", "16:20"))).toBe(at("16:20"));
  expect(goneAt(on, recorded("16:05", "18:00"))).toBe(at("18:00"));
});

test("who was off duty already was gone when that was first said, whatever is entered of it afterwards", () => {
  expect(goneAt(on, off("16:05"), recorded("16:00", "18:00"))).toBe(at("16:05"));
  const wasOff = { wasOff: true } as const;
  expect(goneAt(on, recorded("16:05", "16:20"), abandoned("12:00", "18:00", wasOff))).toBe(at("16:20"));
});

test("it is kept who entered that somebody has gone, where it was a person", () => {
  const [left] = abandoned("12:00", "16:29");
  const byNobody: TurnEntry = [left, { at: at("16:40") }];
  expect(attendance(on, abandoned("12:00", "16:29"))).toMatchObject({ entered: { by: wu, as: "recorded" } });
  expect(attendance(on, byNobody)).toMatchObject({ phase: "off", how: "abandoned", offAt: at("12:00") });
  expect(attendance(on, byNobody)).not.toHaveProperty("entered");
  expect(goneAt(on, byNobody)).toBe(at("12:00"));
});

test("nobody is recorded as gone who was not there", () => {
  for (const entry of [abandoned("12:00", "12:30", { wasOff: true }), abandoned("12:00", "12:30")])
    expect(attendance(due, entry)).toEqual(attendance(due));
  expect(attendance(due, recorded("12:00", "12:30"))).toEqual(attendance(due));
});

test("a stay at the post is not met before they may go", () => {
  const held: TurnEntry = [{ type: "attendance.held", body: { until: at("17:00") } }, { at: at("16:30") }];
  expect(owed("stay", on, held)).not.toHaveProperty("metAt");
  expect(owed("stay", on, held, off("16:50"))?.metAt).toBe(at("16:50"));
});

test("a stay at the post that was missed is met from when somebody says that they had gone, not from when they had", () => {
  const latest = rule.signOff?.latestMinutes ?? 0;
  const over = instant(at("16:00") + latest * minute);
  const held: TurnEntry = [
    { type: "attendance.held", body: { until: instant(over + 30 * minute) } },
    { at: instant(over - minute) },
  ];
  const [left] = abandoned("15:50", "16:00");
  const saidAt = (when: number): TurnEntry => [left, { ...by(wu, instant(when)), at: instant(when) }];
  const metAt = (when: number) => owed("stay", on, held, saidAt(when))?.metAt;
  expect(owed("stay", on, held)?.dueAt).toBe(over);
  expect(metAt(over - 1)).toBe(at("15:50"));
  expect(metAt(over + 10 * minute)).toBe(over + 10 * minute);
});

test("whoever leaves the company while on duty is off duty; of all others nothing is to be said", () => {
  const departs = (state: Attendance) =>
    outcomeOf(departAttendance({ ...{ state, rule, body: {}, facts: {} }, circumstances: by(lin, at("12:00")) }));
  expect(departs(attendance(on))).toEqual(["attendance.departed"]);
  for (const state of [attendance(), attendance(due), attendance(on, off("11:00"))]) expect(departs(state)).toEqual([]);
});
