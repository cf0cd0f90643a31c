import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import type { SpecialDay } from "#duty/grammar/special-days.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { CalendarYear } from "./tower.ts";

/*
 * China's holidays and the days worked in their stead, as the State Council publishes them year by year. Read from the data of the package and
 * not by its functions: those tell dates by the time zone of the machine.
 */

/** The calendar of a year; nothing of a year that is not yet published. */
export function chinaCalendar(year: number): CalendarYear {
  const days = [...daysOf(published.holidays, year, "holiday"), ...daysOf(published.workdays, year, "make-up")];
  return { year, days: days.toSorted((one, other) => (one.date < other.date ? -1 : 1)) };
}

/** Their names stand side by side, `National Day,国庆节,3`. */
function daysOf(named: Readonly<Record<string, string>>, year: number, type: SpecialDay["type"]) {
  return Object.entries(named).flatMap(([date, names]): CalendarYear["days"] => {
    const name = names.split(",")[1];
    return date.startsWith(`${year}-`) && name !== undefined ? [{ date: date as BusinessDate, type, name }] : [];
  });
}
