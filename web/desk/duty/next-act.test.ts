import { expect, test } from "vitest";
import type { PostAttendance } from "#server/attendance/attendance-answer.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { nextAct } from "./next-act.ts";

const hour = 3_600_000;
const day = { date: "2026-11-21", shift: "day", startsAt: 8 * hour, endsAt: 16 * hour };
const evening = { date: "2026-11-21", shift: "evening", startsAt: 16 * hour, endsAt: 24 * hour };
const [lin, zhang] = ["lin", "zhang"];

/** Both stand at the post: one still, the other already. */
const both = {
  post: "lobby",
  shift: day,
  next: evening,
  on: [
    { person: lin, date: day.date, shift: day.shift, since: 7 * hour, lateMinutes: 0, briefed: false },
    { person: zhang, date: evening.date, shift: evening.shift, since: 15 * hour, lateMinutes: 0, briefed: false },
  ],
  due: [],
} as PostAttendance;

function handoverOfDay(phase: string): HandoverAnswer {
  return { state: { phase, occurrence: day } } as unknown as HandoverAnswer;
}

function whatIsNext(person: string, phase: string): string {
  return nextAct(both, handoverOfDay(phase), person, 15.5 * hour).do;
}

test("while a shift is handed over, one side prepares and goes on, the other takes over", () => {
  expect(whatIsNext(lin, "open")).toBe("prepare");
  expect(whatIsNext(lin, "prepared")).toBe("continue-handover");
  expect(whatIsNext(zhang, "open")).toBe("take-over");
  expect(whatIsNext(zhang, "prepared")).toBe("take-over");
});

test("once the post has passed, who had it goes and who has it stays", () => {
  expect(whatIsNext(lin, "completed")).toBe("sign-off");
  expect(whatIsNext(zhang, "completed")).toBe("keep-watch");
});
