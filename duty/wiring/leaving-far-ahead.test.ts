import { expect, test } from "vitest";
import { type BusinessDate, localInstant, monthsBetween } from "#duty/grammar/time.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { type TowerWorld, towerPerson, towerWorld } from "#test/tower-world.ts";

/* Whoever leaves stands in no roster of the months ahead, on whichever day of a month they leave. */

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
