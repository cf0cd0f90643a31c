import { expect, test } from "vitest";
import { isSameShift, type PostBoard, shiftInView, shiftToHandOver, shiftToWriteIn } from "./post-board.ts";

const date = "2026-11-21";
const hours = (shift: string, from: number) => ({ date, shift, startsAt: from, endsAt: from + 8 });
const [day, evening] = [hours("day", 8), hours("evening", 16)];
const turn = (person: string, { shift }: { shift: string }, since: number) => ({ person, date, shift, since });

const empty: PostBoard = { shift: day, next: evening, on: [], due: [] };
const both: PostBoard = { ...empty, on: [turn("zhang", evening, 15), turn("lin", day, 7)] };

test("the books are opened at the running shift, else at the next one", () => {
  expect(shiftInView(empty)).toBe(day);
  expect(shiftInView({ shift: null, next: evening })).toBe(evening);
  expect(shiftInView({ shift: null, next: null })).toBeUndefined();
});

test("whoever has stood longest hands over", () => {
  expect(shiftToHandOver(both)?.shift).toBe("day");
  expect(shiftToHandOver({ ...both, shift: evening, next: null })?.shift).toBe("day");
  expect(shiftToHandOver(empty)?.shift).toBe("day");
});

test("one writes in one's own shift, others read in that of who is here", () => {
  expect(shiftToWriteIn(both, "zhang")?.shift).toBe("evening");
  expect(shiftToWriteIn(both, "sun")?.shift).toBe("day");
  expect(shiftToWriteIn({ ...both, on: [turn("zhang", evening, 15)] }, "sun")?.shift).toBe("evening");
  expect(shiftToWriteIn(empty, "sun")?.shift).toBe("day");
});

test("a shift is the same on the same day alone", () => {
  expect(isSameShift({ date, shift: "day" }, { date, shift: "day" })).toBe(true);
  expect(isSameShift({ date, shift: "day" }, { date, shift: "evening" })).toBe(false);
  expect(isSameShift({ date, shift: "day" }, { date: "2026-11-22", shift: "day" })).toBe(false);
});
