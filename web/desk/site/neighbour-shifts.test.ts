import { expect, test } from "vitest";
import { neighbourShifts } from "./neighbour-shifts.ts";

const day = ["night", "day", "evening"].map((key, index) => {
  return { key, name: key, starts: `${String(index * 8).padStart(2, "0")}:00`, minutes: 480 };
});

test("within a day the shifts follow each other", () => {
  expect(neighbourShifts(day, { date: "2026-11-21", shift: "day" })).toEqual({
    previous: { date: "2026-11-21", shift: "night" },
    next: { date: "2026-11-21", shift: "evening" },
  });
});

test("past its ends stands the day before or after", () => {
  expect(neighbourShifts(day, { date: "2026-11-30", shift: "evening" })?.next).toEqual({
    date: "2026-12-01",
    shift: "night",
  });
  expect(neighbourShifts(day, { date: "2026-12-01", shift: "night" })?.previous).toEqual({
    date: "2026-11-30",
    shift: "evening",
  });
});

test("a shift that the post no longer has leads nowhere", () => {
  expect(neighbourShifts(day, { date: "2026-11-21", shift: "long" })).toBeUndefined();
});
