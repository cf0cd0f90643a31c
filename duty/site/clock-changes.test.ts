import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus, instant, localInstant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { shiftsRunningAt } from "./running-shift.ts";
import { occurrenceOf, type Shift, type Site, shiftAfter, shiftBefore, shiftsOn, siteKind, withPost } from "./site.ts";

/*
 * What follows one another on the wall clock follows one another in time, also in the night in which the clocks change: an hour that they take or
 * give is nobody's to stand alone and nobody's to stand twice.
 */

/** Zones whose clocks change at 01:00, 02:00, 03:00 or midnight, by a whole hour, half of one, two, or (once) by a whole day. */
const zones = [
  ...[
    "Europe/Berlin",
    "Europe/London",
    "America/Chicago",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Atlantic/Azores",
  ],
  ...["Africa/Cairo", "Asia/Beirut", "Antarctica/Troll", "Pacific/Apia", "Asia/Shanghai"],
];

/** Samoa went over to the other side of the date line, and had no such day. */
const skippedDay = "2011-12-30" as BusinessDate;

const dayMinutes = 24 * 60;

/** Days of some years whose length is not that of a day. */
function changeDays(zone: string): BusinessDate[] {
  const first = "2010-06-01" as BusinessDate;
  const days = Array.from({ length: 700 }, (_, days) => datePlus(first, days));
  const starts = (date: BusinessDate) => localInstant(date, "00:00", zone);
  return days.filter((day) => starts(datePlus(day, 1)) - starts(day) !== dayMinutes * minute);
}

const changes = zones.flatMap((zone) => changeDays(zone).map((date) => ({ zone, date })));
const nights = [...changes, { zone: "Asia/Shanghai", date: "2026-10-25" as BusinessDate }];

const wallAt = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** Shifts that follow one another round the clock, from these minutes of the day on. */
function roundFrom(cuts: readonly number[]): Shift[] {
  const sorted = [...cuts].toSorted((one, other) => one - other);
  return sorted.map((from, index) => {
    const until = sorted[index + 1] ?? (sorted[0] as number) + dayMinutes;
    return { key: `s${index}`, name: `s${index}`, starts: wallAt(from), minutes: until - from };
  });
}

/** Cuts often fall on quarters of the hours in which clocks change. */
const cut = fc.oneof(
  fc.integer({ min: 0, max: dayMinutes - 1 }),
  fc.integer({ min: 0, max: 19 }).map((n) => n * 15),
);
const setUps = fc.uniqueArray(cut, { minLength: 1, maxLength: 5 }).map(roundFrom);

function siteWith(shifts: readonly Shift[], zone: string): Site {
  const empty = { ...siteKind.begin("setup"), zone };
  return withPost(empty, { key: "lobby", name: "Lobby", department: "Guards", shifts, kit: [], books: [], binds: [] });
}

function shiftsFrom(site: Site, first: BusinessDate, count: number): ShiftOccurrence[] {
  return Array.from({ length: count }, (_, days) => datePlus(first, days)).flatMap((date) =>
    shiftsOn(site, "lobby", date).flatMap(({ key }) => occurrenceOf(site, { post: "lobby", date, shift: key }) ?? []),
  );
}

/** Where one shift ends and the next does not begin, or one has no length. */
function tornAt(shifts: readonly ShiftOccurrence[]): string[] {
  const sorted = shifts.toSorted((one, other) => one.startsAt - other.startsAt);
  return sorted.flatMap((each, index) => {
    const next = sorted[index + 1];
    const torn = each.endsAt <= each.startsAt || (next !== undefined && next.startsAt !== each.endsAt);
    return torn ? [`${each.date} ${each.shift}`] : [];
  });
}

describe("in the night in which the clocks change", () => {
  test("there are nights of every sort among those that are asked", () => {
    const changing = new Set(changes.map(({ zone }) => zone));
    expect(zones.filter((zone) => !changing.has(zone))).toEqual(["Asia/Shanghai"]);
  });

  test("shifts that follow one another on the wall clock follow without a gap, and each knows its neighbours", () => {
    fc.assert(
      fc.property(fc.constantFrom(...nights), setUps, ({ zone, date }, shifts) => {
        const site = siteWith(shifts, zone);
        const around = shiftsFrom(site, datePlus(date, -2), 5);
        expect(tornAt(around)).toEqual([]);
        const told = (found: ShiftOccurrence | undefined) => found && `${found.date} ${found.shift}`;
        for (const [index, each] of around.slice(0, -1).entries()) {
          const next = around[index + 1] as ShiftOccurrence;
          expect(told(shiftAfter(site, each))).toBe(told(next));
          expect(told(shiftBefore(site, next))).toBe(told(each));
        }
      }),
      { numRuns: 1500, seed: freshSeed(), examples: [[{ zone: "Pacific/Apia", date: skippedDay }, roundFrom([0])]] },
    );
  });

  test("the post is owed by one shift at every moment", () => {
    const minutes = fc.integer({ min: -dayMinutes, max: 2 * dayMinutes });
    fc.assert(
      fc.property(fc.constantFrom(...nights), setUps, minutes, ({ zone, date }, shifts, into) => {
        const at = plusMinutes(localInstant(date, "00:00", zone), into);
        expect(shiftsRunningAt(siteWith(shifts, zone), "lobby", at).length).toBe(1);
        expect(shiftsRunningAt(siteWith(shifts, zone), "lobby", instant(at - 1)).length).toBe(1);
      }),
      { numRuns: 1500, seed: freshSeed() },
    );
  });

  test("an eight-hour night lasts nine hours in autumn and seven in spring, and ends with the day's beginning", () => {
    const site = siteWith(roundFrom([0, 480, 960]), "Europe/Berlin");
    const spans = ["2026-10-25", "2026-03-29"].map((date) => {
      const [night, day] = shiftsFrom(site, date as BusinessDate, 1) as [ShiftOccurrence, ShiftOccurrence];
      return [(night.endsAt - night.startsAt) / minute, night.endsAt === day.startsAt];
    });
    expect(spans).toEqual([
      [540, true],
      [420, true],
    ]);
  });
});
