import { describe, expect, test } from "vitest";
import { type ShiftDays, shiftsOwedOn } from "#duty/grammar/special-days.ts";
import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import { leafed, outlasts } from "./neighbour-shifts.ts";
import { occurrenceOf, type Post, type Site, shiftAfter, shiftBefore, siteKind, withPost } from "./site.ts";

const round = ["night", "day", "evening"].map((key, index) => {
  return { key, name: key, starts: `${String(index * 8).padStart(2, "0")}:00`, minutes: 480 };
});

function siteWith(shifts: Post["shifts"], zone: string): Site {
  const empty = { ...siteKind.begin("setup"), zone };
  return withPost(empty, { key: "lobby", name: "Lobby", department: "Guards", shifts, kit: [], books: [], binds: [] });
}

function shiftOf(site: Site, date: string, shift: string) {
  const found = occurrenceOf(site, { post: "lobby", date: date as BusinessDate, shift });
  if (!found) throw new Error(`the lobby has no shift ${shift}`);
  return found;
}

/** What comes before and after a shift, as `date shift`. */
function around(site: Site, date: string, shift: string) {
  const at = shiftOf(site, date, shift);
  const told = (found: ReturnType<typeof shiftAfter>) => found && `${found.date} ${found.shift}`;
  return [told(shiftBefore(site, at)), told(shiftAfter(site, at))];
}

describe("leafing through the book of a post", () => {
  const at = (date: string, shift: string) => leafed(round, () => round, { date: date as BusinessDate, shift });

  test("within a day the shifts follow each other", () => {
    expect(at("2026-11-21", "day")).toEqual({
      previous: { date: "2026-11-21", shift: "night" },
      next: { date: "2026-11-21", shift: "evening" },
    });
  });

  test("past its ends stands the day before or after", () => {
    expect(at("2026-11-30", "evening")?.next).toEqual({ date: "2026-12-01", shift: "night" });
    expect(at("2026-12-01", "night")?.previous).toEqual({ date: "2026-11-30", shift: "evening" });
  });

  test("a shift that the post no longer has leads nowhere", () => {
    expect(at("2026-11-21", "long")).toBeUndefined();
  });

  test("one leafs over a rest of a year, after which every sort of day has come round, and no further", () => {
    const office = round.slice(1, 2);
    const beyond = (rest: number) => {
      const next = datePlus("2026-11-21" as BusinessDate, rest);
      const owed = (date: BusinessDate) => (date === next ? office : []);
      return leafed(office, owed, { date: "2026-11-21" as BusinessDate, shift: "day" })?.next?.date;
    };
    expect([beyond(63), beyond(366), beyond(367)]).toEqual(["2027-01-23", "2027-11-22", undefined]);
  });

  test("days on which the post owes no shift are passed over, be it a shift or a week of holidays", () => {
    const days: readonly ShiftDays[] = [{ shift: "day", days: ["working", "make-up"] }];
    const holidays = Object.fromEntries(
      ["01", "02", "05", "06", "07"].map((day) => [`2026-10-${day}`, { type: "holiday", name: "国庆节" }] as const),
    );
    const office = round.slice(1, 2);
    const owed = (date: BusinessDate) => shiftsOwedOn(office, { limited: days, special: holidays }, date);
    expect(leafed(office, owed, { date: "2026-09-30" as BusinessDate, shift: "day" })).toEqual({
      previous: { date: "2026-09-29", shift: "day" },
      next: { date: "2026-10-08", shift: "day" },
    });
    expect(leafed(office, owed, { date: "2026-10-03" as BusinessDate, shift: "day" })).toEqual({
      previous: { date: "2026-09-30", shift: "day" },
      next: { date: "2026-10-08", shift: "day" },
    });
    const all = (date: BusinessDate) => shiftsOwedOn(round, { limited: days, special: holidays }, date);
    expect(leafed(round, all, { date: "2026-10-01" as BusinessDate, shift: "night" })?.next).toEqual({
      date: "2026-10-01",
      shift: "evening",
    });
  });
});

describe("who follows whom", () => {
  test("is the shift that begins when another ends, also past midnight", () => {
    const site = siteWith(round, "Asia/Shanghai");
    expect(around(site, "2026-11-21", "night")).toEqual(["2026-11-20 evening", "2026-11-21 day"]);
    expect(around(site, "2026-11-21", "evening")).toEqual(["2026-11-21 day", "2026-11-22 night"]);
  });

  test("is nobody where the post is not staffed round the clock", () => {
    expect(around(siteWith(round.slice(1, 2), "Asia/Shanghai"), "2026-11-21", "day")).toEqual([undefined, undefined]);
  });

  const span = (key: string, starts: string, minutes: number) => ({ key, name: key, starts, minutes });

  test("goes by order where shifts overlap: the last to begin of those that are there at the end and stay longer", () => {
    const long = [span("night", "00:00", 500), span("day", "08:00", 495), span("evening", "16:00", 490)];
    expect(around(siteWith(long, "Asia/Shanghai"), "2026-11-21", "day")).toEqual([
      "2026-11-21 night",
      "2026-11-21 evening",
    ]);
    const staggered = [span("early", "08:00", 480), span("middle", "12:00", 480), span("late", "16:00", 480)];
    const site = siteWith(staggered, "Asia/Shanghai");
    expect(["early", "middle", "late"].map((each) => around(site, "2026-11-21", each)[1])).toEqual([
      "2026-11-21 late",
      "2026-11-21 late",
      undefined,
    ]);
    expect(around(site, "2026-11-21", "late")[0]).toBe("2026-11-21 early");
    const inside = [span("day", "08:00", 480), span("noon", "11:00", 120)];
    expect(around(siteWith(inside, "Asia/Shanghai"), "2026-11-21", "day")).toEqual([undefined, undefined]);
    const [early, middle] = [shiftOf(site, "2026-11-21", "early"), shiftOf(site, "2026-11-21", "middle")];
    expect([outlasts(middle, early), outlasts(early, middle), outlasts(early, early)]).toEqual([true, false, false]);
  });

  test("is not asked of the hour that a clock change takes or gives", () => {
    const site = siteWith(round, "Europe/London");
    for (const night of ["2026-03-29", "2026-10-25"]) {
      expect(around(site, night, "night")[1]).toBe(`${night} day`);
      expect(around(site, night, "day")[0]).toBe(`${night} night`);
      expect(outlasts(shiftOf(site, night, "day"), shiftOf(site, night, "night"))).toBe(true);
      expect(outlasts(shiftOf(site, night, "night"), shiftOf(site, night, "day"))).toBe(false);
    }
  });

  test("is not moved by a shift that lies across both", () => {
    const across = { key: "support", name: "support", starts: "12:00", minutes: 480 };
    const site = siteWith([...round, across], "Asia/Shanghai");
    expect(around(site, "2026-11-21", "day")[1]).toBe("2026-11-21 evening");
    // Whoever supports goes while the evening is there, and hands over to it.
    expect(around(site, "2026-11-21", "support")).toEqual([undefined, "2026-11-21 evening"]);
  });

  test("holds for a shift that began by hours which the post no longer has", () => {
    const before = siteWith(round, "Asia/Shanghai");
    const begun = shiftOf(before, "2026-11-21", "day");
    const later = withPost(before, {
      ...(before.posts.lobby?.[0] as Post),
      shifts: [{ key: "late", name: "late", starts: "16:00", minutes: 960 }],
    });
    expect(shiftAfter(later, begun)).toMatchObject({ date: "2026-11-21", shift: "late" });
  });
});
