import { expect, test } from "vitest";
import { attendanceSample, type TurnEntry } from "#test/attendance-samples.ts";
import { dueTurn, onOf } from "./attendance-board.ts";

const { lin, wu, at, occurrence, rule, date, due, came, off, abandoned, attendance } = attendanceSample;

const read = (...all: readonly TurnEntry[]) => ({ state: attendance(...all), rule }) as never;
const turn = { occurrence, assignment: { person: lin, leading: true } } as never;
const lateAt = (time: string, ...all: readonly TurnEntry[]) => dueTurn(turn, read(...all), at(time))?.lateMinutes;

test("who has not come is late by the minutes since they were due; who is there, or has gone for good, is not due", () => {
  expect(lateAt("07:30", due)).toBe(0);
  expect(lateAt("08:00", due)).toBe(15);
  expect(lateAt("09:00", due, came("07:45"))).toBeUndefined();
  expect(lateAt("12:00", due, came("07:45"), off("11:00"))).toBeUndefined();
});

test("who is said to have left the post may come again until the shift is over, and nobody counts them as late", () => {
  const left = [due, came("07:45"), abandoned("09:00", "09:30")];
  expect(lateAt("10:00", ...left)).toBe(0);
  expect(lateAt("16:00", ...left)).toBeUndefined();
});

test.each([
  ["they left this post", { person: lin, date, shift: "day", post: "gate" }, true],
  ["they left another post", { person: lin, date, shift: "day", post: "lobby" }, false],
  ["they left in another shift", { person: lin, date, shift: "evening", post: "gate" }, false],
  ["somebody else left it", { person: wu, date, shift: "day", post: "gate" }, false],
] as const)("whoever is on duty is away where %s", (_, gone, away) => {
  expect(onOf(read(due, came("07:45")), [gone as never])).toMatchObject([{ person: lin, away }]);
});
