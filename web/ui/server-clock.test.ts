import { expect, test } from "vitest";
import { wallOf } from "./server-clock.ts";

const wall = wallOf("Asia/Shanghai");

test("the wall of the site tells a moment in the site's zone", () => {
  const at = Date.UTC(2026, 10, 21);
  expect([wall.day(at), wall.time(at)]).toEqual(["2026-11-21", "08:00"]);
});

test.each([Number.MAX_SAFE_INTEGER, 8.64e15 + 1, -Number.MAX_SAFE_INTEGER])(
  "a moment without a date, %d, is told as well: one bad row never takes the screen from everybody",
  (at) => {
    expect(wall.time(at)).toMatch(/^\d{2}:\d{2}$/);
    expect(wall.day(at)).toMatch(/-\d{2}-\d{2}$/);
    expect(wall.date(at)).toMatch(/\d{2}-\d{2}$/);
  },
);
