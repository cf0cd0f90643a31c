import { expect, test } from "vitest";
import { type Instant, instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { mostWakesAtOnce } from "#duty/world.ts";
import { countWake, type Unrested } from "./unrested.ts";

const start = instant(1_800_000_000_000);
const many = Array.from({ length: mostWakesAtOnce + 1 }, (_, index) => index);

/** Wakes a stream eleven times while time goes on by half a minute each; what it is woken for falls due as told. */
function wakes(
  dueAt: (now: Instant, index: number) => Instant,
  name = (_: number) => "tower:attendance/lin",
): () => void {
  const unrested: Unrested = new Map();
  return () => {
    for (const index of many) {
      const now = instant(start + (index * minute) / 2);
      countWake(unrested, name(index), { dueAt: dueAt(now, index), now });
    }
  };
}

test("what falls due after a stream was woken is no restlessness, though a long turn of the clock comes to it again and again", () => {
  expect(wakes((now) => now)).not.toThrow();
  expect(wakes((now) => instant(now - 1))).not.toThrow();
});

test("what was due already when a stream was woken last is", () => {
  const again = "due again as often as it is woken";
  expect(wakes(() => start)).toThrow(again);
  expect(wakes((now, index) => (index === 0 ? now : instant(now - minute / 2)))).toThrow(again);
});

test("one rest is enough, and each stream is counted by itself", () => {
  expect(wakes((_, index) => (index === 6 ? plusMinutes(start, 3) : start))).not.toThrow();
  expect(
    wakes(
      () => start,
      (index) => `tower:attendance/${index % 2}`,
    ),
  ).not.toThrow();
});
