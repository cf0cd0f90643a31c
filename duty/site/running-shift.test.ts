import { expect, test } from "vitest";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, localInstant } from "#duty/grammar/time.ts";
import { postAt } from "./running-shift.ts";
import { type Post, siteKind, withPost } from "./site.ts";

const zone = "Asia/Shanghai";
const shift = (key: string, starts: string, minutes: number) => ({ key, name: key, starts, minutes });
const round = [shift("night", "22:00", 600), shift("day", "08:00", 480), shift("evening", "16:00", 360)];

function postWith(time: string, shifts: Post["shifts"]) {
  const post = { key: "gate", name: "Gate", department: "Guards", shifts, kit: [], books: [], binds: [] };
  const site = withPost({ ...siteKind.begin("setup"), zone }, post);
  return postAt(site, "gate", localInstant("2026-11-21" as BusinessDate, time, zone));
}

const named = (each: ShiftOccurrence | undefined) => each && `${each.date} ${each.shift}`;

/** The running and the following shift at a moment of 21 November, as `date shift`. */
function at(time: string, shifts: Post["shifts"] = round) {
  const found = postWith(time, shifts);
  return [found.shift, found.next].map(named);
}

const lastAt = (time: string, shifts: Post["shifts"] = round) => named(postWith(time, shifts).last);

test("a shift runs from its first moment and ends before its last", () => {
  expect(at("08:00")).toEqual(["2026-11-21 day", "2026-11-21 evening"]);
  expect(at("15:59")).toEqual(["2026-11-21 day", "2026-11-21 evening"]);
  expect(at("16:00")).toEqual(["2026-11-21 evening", "2026-11-21 night"]);
});

test("past midnight the shift of the day before still runs", () => {
  expect(at("03:00")).toEqual(["2026-11-20 night", "2026-11-21 day"]);
});

test("where two overlap, the later one runs", () => {
  expect(at("12:30", [...round, shift("support", "12:00", 240)])[0]).toBe("2026-11-21 support");
});

test("before the one that runs stands the last that began before it, and where none runs the last that is over", () => {
  expect([lastAt("08:00"), lastAt("15:59"), lastAt("03:00")]).toEqual([
    "2026-11-20 night",
    "2026-11-20 night",
    "2026-11-20 evening",
  ]);
  const days = [shift("day", "08:00", 480)];
  expect([lastAt("06:00", days), lastAt("18:00", days)]).toEqual(["2026-11-20 day", "2026-11-21 day"]);
  expect(lastAt("12:30", [...round, shift("support", "12:00", 240)])).toBe("2026-11-21 day");
  expect(lastAt("06:00", [])).toBeUndefined();
});

test("where none runs, the next one follows", () => {
  const days = [shift("day", "08:00", 480)];
  expect(at("06:00", days)).toEqual([undefined, "2026-11-21 day"]);
  expect(at("18:00", days)).toEqual([undefined, "2026-11-22 day"]);
  expect(at("06:00", [])).toEqual([undefined, undefined]);
});
