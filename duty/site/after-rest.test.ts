import { expect, test } from "vitest";
import { dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, dayMinutes, plusMinutes } from "#duty/grammar/time.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { towerWorld, wall } from "#test/tower-world.ts";
import { nextEndOf, shiftAfterRest } from "./after-rest.ts";
import { longestRestDays } from "./neighbour-shifts.ts";
import { currentPost, type Site, withPost } from "./site.ts";

/* Which shift comes first after a rest does not rest on the order in which a post was set up. */

const lateFirst = [
  { key: "late", name: "晚班", starts: "14:00", minutes: 240 },
  { key: "early", name: "早班", starts: "06:00", minutes: 240 },
  { key: "night", name: "夜班", starts: "22:00", minutes: 480 },
] as const;

function siteWith(...keys: readonly string[]): Site {
  const site = towerWorld().world.state<Site>(dutyTable.setupOf(towerSite));
  const lobby = currentPost(site, "lobby");
  if (!lobby) throw new Error("there is no lobby");
  return withPost(site, { ...lobby, carries: {}, shifts: lateFirst.filter(({ key }) => keys.includes(key)) });
}

test.each([
  ["08:00", "2026-11-21", "late"],
  ["18:00", "2026-11-22", "early"],
] as const)("after what ends at %s the next to begin comes first", (ends, date, shift) => {
  const over = { post: "lobby", date: "2026-11-21" as BusinessDate, endsAt: wall(ends) };
  expect(shiftAfterRest(siteWith("late", "early"), over)).toMatchObject({ date, shift });
});

test.each([
  ["05:00", "06:00"],
  ["06:00", "10:00"],
  ["10:00", "18:00"],
  ["18:00", "+1 06:00"],
])("the first shift to end after %s is over at %s", (after, ends) => {
  expect(nextEndOf(siteWith("late", "early", "night"), "lobby", wall(after))).toBe(wall(ends));
});

test("where no shift ends within a year it is asked again a year on", () => {
  const aYearOn = plusMinutes(wall("12:00"), longestRestDays * dayMinutes);
  expect(nextEndOf(siteWith(), "lobby", wall("12:00"))).toBe(aYearOn);
});
