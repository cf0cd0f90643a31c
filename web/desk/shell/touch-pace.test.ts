import { afterEach, expect, test, vi } from "vitest";
import { toldOfHands, touchPace } from "./touch-pace.ts";

/** When the server is told, of hands that move once a second. */
function toldOf(idleSeconds: number, seconds: number): number[] {
  const tells = touchPace(idleSeconds, 0);
  return Array.from({ length: seconds }, (_, index) => (index + 1) * 1000).filter(tells);
}

test.each([30, 60, 120, 600, 3600])("of hands at work a server that locks after %i s is told in time", (idle) => {
  const told = toldOf(idle, idle * 10);
  const gaps = told.map((at, index) => at - (told[index - 1] ?? 0));
  // Even where one word of it is lost, and the server writes it down no more often than every twelfth of that time.
  expect(2 * Math.max(...gaps) + (idle * 1000) / 12).toBeLessThan(idle * 1000);
  expect(told.length).toBeLessThanOrEqual(60);
});

test("hands that rest are not told of", () => {
  const tells = touchPace(120, 0);
  expect([tells(19_000), tells(20_000), tells(20_500), tells(39_000), tells(90_000)]).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
});

afterEach(() => void vi.useRealTimers());

test.each(["pointerdown", "pointermove", "keydown", "wheel"])(
  "a %s is the work of hands, until it is called off",
  (sign) => {
    vi.useFakeTimers({ now: 1_000_000 });
    const [page, tell] = [new EventTarget(), vi.fn()];
    const stop = toldOfHands(page, 120, tell);
    page.dispatchEvent(new Event(sign));
    expect(tell).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20_000);
    page.dispatchEvent(new Event("scroll"));
    expect(tell).not.toHaveBeenCalled();
    page.dispatchEvent(new Event(sign));
    page.dispatchEvent(new Event(sign));
    expect(tell).toHaveBeenCalledTimes(1);
    stop();
    vi.advanceTimersByTime(20_000);
    page.dispatchEvent(new Event(sign));
    expect(tell).toHaveBeenCalledTimes(1);
  },
);
