import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import {
  type BusinessDate,
  businessDateAt,
  computedOnce,
  datePlus,
  instant,
  instantOf,
  iso,
  legibly,
  localInstant,
  minutesBetween,
  monthOf,
  monthsBetween,
  plusMinutes,
  wallClock,
} from "./time.ts";

const shanghai = "Asia/Shanghai";
const date = (text: string) => text as BusinessDate;

test("a shift of 08:00 in Shanghai starts at midnight UTC", () => {
  expect(localInstant(date("2026-11-21"), "08:00", shanghai)).toBe(instantOf("2026-11-21T00:00:00Z"));
});

test("what happens at 05:59 belongs to yesterday where the day begins at six", () => {
  const early = localInstant(date("2026-03-01"), "05:59", shanghai);
  expect(businessDateAt(early, shanghai, "06:00")).toBe("2026-02-28");
  expect(businessDateAt(plusMinutes(early, 1), shanghai, "06:00")).toBe("2026-03-01");
});

test("a wall time that the clocks skip is the moment of the jump, one they repeat its first", () => {
  expect(localInstant(date("2026-03-08"), "02:30", "America/Chicago")).toBe(instantOf("2026-03-08T08:00:00Z"));
  expect(localInstant(date("2026-03-08"), "02:00", "America/Chicago")).toBe(instantOf("2026-03-08T08:00:00Z"));
  expect(localInstant(date("2011-12-30"), "12:00", "Pacific/Apia")).toBe(instantOf("2011-12-30T10:00:00Z"));
  expect(localInstant(date("2026-11-01"), "01:30", "America/Chicago")).toBe(instantOf("2026-11-01T06:30:00Z"));
});

test("dates count through leap days and month ends", () => {
  expect(datePlus(date("2028-02-28"), 1)).toBe("2028-02-29");
  expect(datePlus(date("2026-12-31"), 1)).toBe("2027-01-01");
  expect(monthOf(date("2026-12-31"))).toBe("2026-12");
});

test("the months between two dates are those of every day between them, from any day of eight years on", () => {
  const days = Array.from({ length: 8 * 366 }, (_, index) => datePlus(date("2026-01-01"), index));
  for (const [index, from] of days.entries()) {
    const within = days.slice(index, index + 430);
    expect(monthsBetween(from, within.at(-1) ?? from), from).toEqual([...new Set(within.map(monthOf))]);
  }
  expect(monthsBetween(date("2026-12-31"), date("2026-12-01"))).toEqual(["2026-12"]);
  expect(monthsBetween(date("2027-01-01"), date("2026-12-31"))).toEqual([]);
});

test("minutes between are whole and signed", () => {
  const at = instantOf("2026-11-21T00:00:00Z");
  expect(minutesBetween(at, plusMinutes(at, 15))).toBe(15);
  expect(minutesBetween(plusMinutes(at, 15), at)).toBe(-15);
});

test("the wall clock undoes the local instant on every day of a zone without clock changes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_500 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
      const day = datePlus(date("2000-01-01"), days);
      const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
      expect(wallClock(localInstant(day, time, shanghai), shanghai)).toEqual({ date: day, time });
    }),
  );
});

test("what comes first on the wall clock never comes later in time, whatever the clocks do in between", () => {
  const zone = fc.constantFrom(
    "Europe/Berlin",
    "America/Chicago",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
  );
  const wall = fc.record({ days: fc.integer({ min: 0, max: 10_000 }), minutes: fc.integer({ min: 0, max: 1439 }) });
  const time = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  fc.assert(
    fc.property(zone, wall, fc.integer({ min: 0, max: 240 }), (where, { days, minutes }, later) => {
      const at = (on: number) =>
        localInstant(datePlus(date("2005-01-01"), days + Math.floor(on / 1440)), time(on % 1440), where);
      expect(at(minutes + later)).toBeGreaterThanOrEqual(at(minutes));
    }),
    { numRuns: 3000, seed: freshSeed() },
  );
});

test("every number that an entry can hold reads as a moment with a date, in every zone", () => {
  const at = fc.oneof(
    fc.maxSafeInteger(),
    fc.constantFrom(8.64e15, 8.64e15 + 1, -8.64e15 - 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
  );
  const zone = fc.constantFrom(shanghai, "Pacific/Kiritimati", "Pacific/Pago_Pago");
  fc.assert(
    fc.property(at, zone, fc.integer({ min: -100_000, max: 100_000 }), (number, where, minutes) => {
      const moment = instant(number);
      expect(wallClock(moment, where).date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(businessDateAt(moment, where, "06:00")).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(iso(moment)).toMatch(/^\d{4}-/);
      expect(Number.isSafeInteger(plusMinutes(moment, minutes))).toBe(true);
    }),
  );
});

test("an answer is computed once, until ten thousand others have been asked for", () => {
  let computed = 0;
  const ask = () => computedOnce("first", () => ++computed);
  expect([ask(), ask()]).toEqual([1, 1]);
  for (let other = 0; other < 10_000; other += 1) computedOnce(`other ${other}`, () => other);
  expect([ask(), ask()]).toEqual([2, 2]);
});

test("a moment that has a date is read as it is", () => {
  const now = instantOf("2026-11-21T00:00:00Z");
  expect(legibly(now)).toBe(now);
});
