import { expect, test } from "vitest";
import { type BusinessDate, localInstant, monthsBetween } from "#duty/grammar/time.ts";
import { dueFor, type Roster } from "#duty/roster/roster.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whoever leaves stands in no roster of the months ahead, on whichever day of a month they leave, and in no shift that comes back later. */

const [guard, admin, leader] = ["李伟", "何雅静", "周敏"] as const;

/** The lobby's guard has a turn on a day of this month. */
function planned(tower: TowerWorld, month: string): void {
  const turn = { date: `${month}-15`, shift: "day", person: towerPerson(guard), leading: true };
  const { refusal } = tower.does(leader, "roster.publish", { post: "lobby", month, assignments: [turn] });
  expect(refusal?.code, month).toBeUndefined();
}

test.each(["2027-01-29", "2027-01-30", "2027-01-31", "2027-02-01"])("somebody who leaves on %s", (day) => {
  const tower = towerWorld(2);
  const ahead = monthsBetween(`${day.slice(0, 7)}-28` as BusinessDate, "2027-12-31" as BusinessDate).slice(1);
  for (const month of ahead) planned(tower, month);
  tower.world.moveTo(localInstant(day as BusinessDate, "10:00", "Asia/Shanghai"));
  const body = { person: towerPerson(guard), reason: "辞职", stays: undefined };
  expect(tower.does(admin, "person.leave", body, { site: towerOffice }).refusal).toBeUndefined();
  expect(ahead.length).toBeGreaterThan(9);
  const left = ahead.flatMap(
    (month) => tower.world.state<Roster>({ site: "tower", noun: "roster", id: `lobby/${month}` }).assignments,
  );
  expect(left).toEqual([]);
});

test("somebody leaves while a shift for which they are due is not owed, and then it is again", () => {
  const tower = towerWorld(2);
  const site = tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...post } = currentPost(site, "lobby") as never as Post & { readonly since: number };
  const setsUp = (shifts: Post["shifts"]) => tower.does("setup", "site.establish-post", { ...post, shifts }).refusal;
  const dueOn = (shift: string) =>
    dueFor(tower.world.state<Roster>({ site: "tower", noun: "roster", id: "lobby/2026-11" }), {
      date: firstDay,
      shift,
    });
  const [{ person } = { person: "" }] = dueOn("evening");
  expect(setsUp(post.shifts.filter(({ key }) => key !== "evening"))).toBeUndefined();
  const left = tower.does(admin, "person.leave", { person, reason: "辞职" }, { site: towerOffice });
  expect(left.refusal).toBeUndefined();
  expect(setsUp(post.shifts)).toBeUndefined();
  expect(dueOn("evening")).toEqual([]);
  tower.world.moveTo(wall("16:00"));
  const asked = tower.world.outstanding({ site: "tower", post: "lobby" }).map(({ obligation }) => obligation);
  expect(asked.flatMap(({ what, detail }) => (detail?.date === firstDay ? `${what} ${detail.shift}` : []))).toContain(
    "manning.publish evening",
  );
});
