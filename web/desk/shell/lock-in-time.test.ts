import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askedAtLock, asksForLockIn } from "./lock-in-time.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const second = 1000;

test("a desk is asked once it has locked by the server's clock, and within a second or two of that", () => {
  const times = fc.property(
    fc.nat(10 * 3600 * second),
    fc.integer({ min: -5 * second, max: 3600 * second }),
    (now, left) => {
      const wait = asksForLockIn({ locked: false, locksAt: now + left, now }) ?? Number.NaN;
      expect(wait).toBeGreaterThan(left);
      expect(wait).toBeLessThanOrEqual(Math.max(0, left) + second);
      expect(wait).toBeGreaterThanOrEqual(second);
    },
  );
  fc.assert(times);
});

test("a desk that is locked, or that never locks, is not asked", () => {
  expect(asksForLockIn({ locked: true, locksAt: 60_000, now: 0 })).toBeUndefined();
  expect(asksForLockIn({ locked: false, locksAt: null, now: 0 })).toBeUndefined();
  const ask = vi.fn();
  expect(askedAtLock({ locked: true, locksAt: 60_000, now: 0 }, ask)).toBeUndefined();
  vi.advanceTimersByTime(600_000);
  expect(ask).not.toHaveBeenCalled();
});

test("it is asked once, at its moment; not where the desk was left or touched meanwhile", () => {
  const ask = vi.fn();
  askedAtLock({ locked: false, locksAt: 1_060_000, now: 1_000_000 }, ask);
  vi.advanceTimersByTime(60_000);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(second);
  expect(ask).toHaveBeenCalledTimes(1);
  const ended = askedAtLock({ locked: false, locksAt: 1_060_000, now: 1_000_000 }, ask);
  ended?.();
  vi.advanceTimersByTime(600_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
