import { afterEach, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { isQuietAt, quietFor, quietFrom, soundedAgain, soundsEvery } from "./call-sound.ts";

test("a call that waits sounds at least twice a minute, and nobody quiets it for longer than one", () => {
  expect(soundsEvery).toBeGreaterThan(0);
  expect(soundsEvery).toBeLessThanOrEqual(minute / 2);
  expect(quietFor).toBeGreaterThan(0);
  expect(quietFor).toBeLessThanOrEqual(minute);
});

afterEach(() => void vi.useRealTimers());

test("quiet lasts from the press to the end of its minute, and begins again only with another", () => {
  const until = quietFrom(1_000_000);
  const quiet = [1_000_000, 1_000_000 + minute - 1, 1_000_000 + minute].map((now) => isQuietAt(now, until));
  expect(quiet).toEqual([true, true, false]);
  expect(isQuietAt(0, 0)).toBe(false);
});

test("a call sounds at once, again every half minute, and no more once it is called off", () => {
  vi.useFakeTimers();
  const sounds = vi.fn();
  const stop = soundedAgain(sounds);
  expect(sounds).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2 * minute);
  expect(sounds).toHaveBeenCalledTimes(5);
  stop();
  vi.advanceTimersByTime(2 * minute);
  expect(sounds).toHaveBeenCalledTimes(5);
});
