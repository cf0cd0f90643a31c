import { expect, test } from "vitest";
import { sortOfDay } from "#duty/grammar/special-days.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { setCalendarBody } from "#duty/site/site-shapes.ts";
import { chinaCalendar } from "./china-calendar.ts";

/* The notice of the State Council on the holidays of 2026. */

const { days } = chinaCalendar(2026);
const special = Object.fromEntries(days.map(({ date, type, name }) => [date, { type, name }]));
const sortOf = (date: string) => sortOfDay(special, date as BusinessDate);

test("the National Day of 2026 is seven days long, and a Saturday is worked for it", () => {
  expect(sortOf("2026-09-30")).toBe("working");
  for (let day = 1; day <= 7; day += 1) expect(sortOf(`2026-10-0${day}`)).toBe("holiday");
  expect(sortOf("2026-10-10")).toBe("make-up");
  expect(sortOf("2026-10-11")).toBe("weekend");
  expect(special["2026-10-01"]).toEqual({ type: "holiday", name: "国庆节" });
});

test("what is made of it can be told to a site", () => {
  expect(setCalendarBody.parse({ year: 2026, days })).toEqual({ year: 2026, days });
  expect(days.length).toBeGreaterThan(30);
});

test("of a year that nobody has published nothing is told", () => {
  expect(chinaCalendar(2099)).toEqual({ year: 2099, days: [] });
});
