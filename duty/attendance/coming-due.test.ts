import { expect, test } from "vitest";
import { attendanceSample, type TurnEntry } from "#test/attendance-samples.ts";
import { attendanceKind } from "./attendance.ts";

/* What is owed by coming, of somebody for whom a shift waits more than once. */

const { abandoned, at, attendance, bound, briefed, came, due, excused, off, putIn, rule, turn, unbound } =
  attendanceSample;
const owes = (...all: TurnEntry[]) => attendanceKind.owes(attendance(...all), rule);

test("an answer is enough for the time in which somebody else of the shift is there, and not for the one before", () => {
  const manned: TurnEntry = [{ type: "attendance.shift-manned", body: {} }, { at: at("09:20") }];
  const reliefs = owes(due, excused("08:05"), putIn("08:45"), manned).filter(
    ({ what }) => what === "attendance.relief",
  );
  expect(reliefs.map(({ key, againAfter }) => [key, againAfter])).toEqual([
    ["relief", 30],
    ["relief/2", undefined],
  ]);
});

test("whoever comes though they were let go came for the shift as the roster has it", () => {
  const coming = owes(due, excused("08:05"), came("08:30")).filter(({ detail }) => detail);
  expect(coming.map(({ key, dueAt, metAt, endedAt }) => [key, dueAt, metAt, endedAt])).toEqual([
    ["sign-on", at("07:45"), undefined, at("08:05")],
    ["relief", at("08:00"), undefined, at("08:05")],
    ["sign-on/2", at("07:45"), at("08:30"), undefined],
    ["relief/2", at("08:00"), at("08:30"), undefined],
  ]);
});

test("a lateness that goes on after they were let go for a moment ends when they are let go in earnest", () => {
  const all = [due, excused("07:46"), putIn("07:46"), excused("07:50"), putIn("09:00")];
  expect(owes(...all).map(({ key, dueAt, endedAt }) => [key, dueAt, endedAt])).toEqual([
    ["sign-on", at("07:45"), at("07:50")],
    ["relief", at("08:00"), at("07:46")],
    ["relief/2", at("08:00"), at("07:50")],
    ["sign-on/3", at("09:30"), undefined],
    ["relief/3", at("09:30"), undefined],
  ]);
});

test("a line-up may be held from when they came, however long after that it was", () => {
  const lineUp = (...all: TurnEntry[]) => owes(...all).find(({ key }) => key === "briefing");
  expect(lineUp(came("07:49"), briefed("07:55"))).toMatchObject({ opensAt: at("07:49"), metAt: at("07:55") });
});

test("whoever has stood in the shift before they are put in again has stood in it, and nobody else", () => {
  const stood = (...all: TurnEntry[]) => attendance(...all, putIn("09:00"));
  expect(stood(due, came("07:49"), off("08:30"))).toMatchObject({ phase: "expected", stood: true });
  expect(stood(due, came("07:49"), off("08:00"))).toMatchObject({ stood: true });
  expect(stood(due, came("07:49"), off("07:59"))).not.toHaveProperty("stood");
  expect(stood(due, excused("08:30"))).not.toHaveProperty("stood");
  expect(stood()).not.toHaveProperty("stood");
  const again = [due, came("07:49"), off("08:30"), putIn("09:00"), excused("09:10")];
  expect(attendance(...again)).toMatchObject({ phase: "excused", stood: true });
  expect(stood(...again)).toMatchObject({ phase: "expected", stood: true });
});

test("what is entered of somebody to whom it does not apply changes nothing", () => {
  const entries: Record<"manned" | "linedUp" | "offered" | "withdrawn", TurnEntry[0]> = {
    manned: { type: "attendance.shift-manned", body: {} },
    linedUp: { type: "attendance.lined-up", body: { by: turn.person } },
    offered: { type: "attendance.exchange-offered", body: { to: "lobby", exchangeWith: turn.person } },
    withdrawn: { type: "attendance.exchange-withdrawn", body: {} },
  };
  const under = { at: at("09:00") };
  const [on, gone] = [[came("07:49")], [came("07:49"), off("08:30")]];
  for (const all of [on, gone])
    for (const each of [[entries.manned, under] as const, bound("09:00", "09:30"), unbound("09:00", "08:50")])
      expect(attendance(...all, each)).toEqual(attendance(...all));
  for (const entry of [entries.linedUp, entries.offered, entries.withdrawn])
    for (const before of [[due], gone]) {
      expect(attendance(...before, [entry, under])).toEqual(attendance(...before));
      expect(attendance(...before, [entry, under])).not.toHaveProperty("offer");
    }
  const atEnd: TurnEntry = [{ type: "attendance.goes-at-end", body: {} }, under];
  expect(attendance(...on, atEnd)).toEqual(attendance(...on));
});

test("an offer stands with the turn until it is taken back", () => {
  const offered: TurnEntry = [
    { type: "attendance.exchange-offered", body: { to: "lobby", exchangeWith: turn.person } },
    { at: at("10:00") },
  ];
  const withdrawn: TurnEntry = [{ type: "attendance.exchange-withdrawn", body: {} }, { at: at("10:05") }];
  expect(attendance(came("07:49"), offered)).toMatchObject({
    offer: { to: "lobby", exchangeWith: turn.person, at: at("10:00") },
  });
  expect(attendance(came("07:49"), offered, withdrawn)).toEqual(attendance(came("07:49")));
});

test("who is said to come again comes into the same turn only where they had gone from it", () => {
  const again = came("08:30", { again: true });
  expect(attendance(due, again)).toEqual(attendance(due, came("08:30")));
  expect(attendance(again)).not.toHaveProperty("cameFirstAt");
});

test("whoever had held no line-up when they left comes back to hold one only before the shift begins", () => {
  const back = (time: string) => attendance(came("07:40"), abandoned("07:50", "07:52"), came(time, { again: true }));
  expect(back("07:59")).toMatchObject({ phase: "on", linedUpAt: undefined });
  expect(back("08:00")).toMatchObject({ phase: "on", linedUpAt: at("07:50") });
});
