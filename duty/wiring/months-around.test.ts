import { expect, test } from "vitest";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { towerWorld } from "#test/tower-world.ts";
import { plannedTurnsOf } from "./roster-wiring.ts";

/* A night that begins in one month ends in the next: where somebody stands at a month's edge is asked of both. */

test.each([
  ["2026-12-01", ["2026-11", "2026-12"]],
  ["2026-11-30", ["2026-11", "2026-12"]],
  ["2026-11-15", ["2026-11"]],
  ["2027-01-01", ["2026-12", "2027-01"]],
])("where somebody stands around %s is asked of the months %j, at every post but the one left out", (day, months) => {
  const site = towerWorld().world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const at = { siteId: towerSite, site };
  const { streams = [] } = plannedTurnsOf(at, "everybody", [day as BusinessDate], "lobby");
  const others = Object.keys(site.posts).filter((post) => post !== "lobby");
  const wanted = others.flatMap((post) => months.map((month) => `${post}/${month}`));
  expect(wanted.length).toBeGreaterThan(0);
  expect(streams.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
});
