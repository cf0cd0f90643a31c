import { afterEach, expect, test, vi } from "vitest";
import { asServerTime, hearServerTime, serverNow, tickedEach, wallOf } from "./server-clock.ts";

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

afterEach(() => vi.useRealTimers());

test("a device whose clock is wrong by hours counts on from what the server last said", () => {
  vi.useFakeTimers({ now: 5_000_000 });
  hearServerTime(9_000_000);
  expect(serverNow()).toBe(9_000_000);
  vi.setSystemTime(5_000_700);
  expect(serverNow()).toBe(9_000_700);
  expect(asServerTime(4_999_000)).toBe(8_999_000);
});

test.each([1000, 15_000, 60_000])(
  "a clock tells the time at once and then on each %d ms of the server, until it is stopped",
  (step) => {
    vi.useFakeTimers({ now: 5_000_300 });
    hearServerTime(9_000_100);
    const told: number[] = [];
    const stop = tickedEach(step, (now) => void told.push(now));
    vi.advanceTimersByTime(3 * step);
    const first = Math.ceil(9_000_100 / step) * step;
    expect(told).toEqual([9_000_100, first, first + step, first + 2 * step]);
    stop();
    vi.advanceTimersByTime(3 * step);
    expect(told).toHaveLength(4);
  },
);
