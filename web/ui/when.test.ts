import i18next from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import ui from "../languages/ui.en.json" with { type: "json" };
import { hearServerTime, ZoneContext } from "./server-clock.ts";
import { Moment, stepTowards, When } from "./When.tsx";

const now = Date.UTC(2026, 10, 21, 4);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

beforeAll(() => i18next.use(initReactI18next).init({ lng: "en", resources: { en: { ui } } }));

beforeEach(() => {
  vi.useFakeTimers({ now });
  hearServerTime(now);
});

afterEach(() => vi.useRealTimers());

const words = (markup: string) => markup.replaceAll(/<[^>]+>/g, "|").replaceAll(/\|+/g, "|");
const drawn = (part: typeof When | typeof Moment, props: object, zone = "Asia/Shanghai") =>
  renderToStaticMarkup(createElement(ZoneContext.Provider, { value: zone }, createElement(part, props as never)));
const when = (at: number, met = false) => drawn(When, { at, met });

test.each([
  ["below ten minutes each second counts", now + 9 * minute + 5 * second, "|12:09|9 min 05 s left|"],
  ["from ten minutes on whole ones do", now + 10 * minute + 59 * second, "|12:10|10 min left|"],
  ["an hour and five", now + hour + 5 * minute, "|13:05|1 h 05 min left|"],
  ["tomorrow, by its date", now + 30 * hour, "|11-22 18:00|30 h 00 min left|"],
  ["from two days on by days", now + 49 * hour, "|11-23 13:00|2 d 1 h left|"],
  ["just over", now - 3 * second, "|11:59|0 min 03 s overdue|"],
])("a time to come or over: %s", (_, at, told) => {
  expect(words(when(at))).toBe(told);
});

test("what is shown in seconds is told anew each second, on either side of its moment", () => {
  const steps = [10 * minute + 1, 10 * minute, 0, -10 * minute, -10 * minute - 1].map((left) =>
    stepTowards(now + left, now),
  );
  expect(steps).toEqual([15_000, 1000, 1000, 1000, 15_000]);
});

test("what is due now is overdue from its very moment, and what was met never", () => {
  expect(when(now + 1)).not.toContain("overdue");
  expect(when(now)).toContain("overdue");
  expect(when(now - hour, true)).not.toContain("overdue");
  expect(words(when(now - hour, true))).toBe("|11:00|");
});

test("a moment of today is told by its clock, of another day or where asked with its date", () => {
  const moment = (at: number, withDate = false) => words(drawn(Moment, { at, withDate }));
  expect(moment(now - hour)).toBe("|11:00|");
  expect(moment(now - hour, true)).toBe("|11-21 11:00|");
  expect(moment(now - 24 * hour)).toBe("|11-20 12:00|");
  expect(moment(now - 400 * 24 * hour)).toBe("|2025-10-17 12:00|");
});

test("times are those of the site's zone, wherever the device is", () => {
  expect(words(drawn(Moment, { at: now, withDate: true }, "America/New_York"))).toBe("|11-20 23:00|");
});
