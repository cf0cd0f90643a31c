import { expect, test } from "vitest";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { towerPerson, towerWorld } from "#test/tower-world.ts";
import { plannedTurnsOf } from "./roster-wiring.ts";

/* A night that begins in one month ends in the next: where somebody stands at a month's edge is asked of both. */

test.each([
  ["2026-12-01", ["2026-11", "2026-12"]],
  ["2026-11-30", ["2026-11", "2026-12"]],
  ["2026-11-15", ["2026-11"]],
  ["2027-01-01", ["2026-12", "2027-01"]],
])(
  "where somebody stands around %s is asked of the months %j, at every post, but not of the month left out",
  (day, months) => {
    const site = towerWorld().world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
    const at = { siteId: towerSite, site };
    const { streams = [] } = plannedTurnsOf(at, "everybody", [day as BusinessDate], {
      ...{ post: "lobby", month: day.slice(0, 7) },
    });
    const all = Object.keys(site.posts).flatMap((post) => months.map((month) => `${post}/${month}`));
    const wanted = all.filter((each) => each !== `lobby/${day.slice(0, 7)}`);
    expect(wanted).toHaveLength(all.length - 1);
    expect(streams.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
  },
);

test("nobody is put into two shifts at once at one post where a month ends, whichever month is published first", () => {
  const late = { date: "2026-11-30", shift: "late" };
  const early = { date: "2026-12-01", shift: "early" };
  const shifts = [
    { key: "late", name: "晚班", starts: "23:00", minutes: 8 * 60 },
    { key: "early", name: "早班", starts: "06:00", minutes: 8 * 60 },
  ];
  for (const order of [
    [late, early],
    [early, late],
  ]) {
    const { world, does } = towerWorld(0);
    const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
    const { key, name, department, kit, books, binds } = currentPost(site, "lobby") as NonNullable<
      ReturnType<typeof currentPost>
    >;
    const post = { key, name, department, kit, books, binds, shifts };
    expect(does("setup", "site.establish-post", post).refusal).toBeUndefined();
    const codes = order.map((shift) => {
      const month = shift.date.slice(0, 7);
      const seen = world.streams.get(`tower:roster/lobby/${month}`)?.head;
      const assignments = [{ ...shift, person: towerPerson("李伟"), leading: true }];
      return does("黄丽华", "roster.publish", { post: "lobby", month, assignments }, { seen }).refusal?.code;
    });
    expect(codes).toEqual([undefined, "roster.overlap"]);
  }
});
