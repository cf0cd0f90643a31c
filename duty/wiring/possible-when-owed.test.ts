import fc from "fast-check";
import { expect, test } from "vitest";
import { type BusinessDate, datePlus, plusMinutes } from "#duty/grammar/time.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Nobody owes what was impossible already when it became theirs: a plan that is told late asks people to come within the time in which one can. */

const free = ["马超", "高翔"].map(towerPerson);
const month = "2026-11";
const post = "west-gate";
const guards = {
  ...{ regulation: "guard-post-handover", as: "guard", parameters: {} },
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
};
const shifts = ["00:00", "06:00", "12:00", "18:00"].map((starts, index) => ({
  ...{ key: `s${index}`, name: `${index}`, starts, minutes: 360 },
}));

/** A gate that was set up and has no plan yet, at a moment. */
function gateAt(minutes: number): TowerWorld {
  const tower = towerWorld();
  const gate = { key: post, name: "西门岗", department: "保安部", shifts, kit: [], books: [], binds: [guards] };
  expect(tower.does("setup", "site.establish-post", gate).refusal).toBeUndefined();
  tower.world.moveTo(plusMinutes(wall("06:00"), minutes));
  return tower;
}

/** Every turn of today and tomorrow that is not over, of two people by turns. */
function turnsAhead({ world }: TowerWorld) {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const all = [firstDay, datePlus(firstDay, 1)].flatMap((date: BusinessDate) =>
    shifts.map(({ key: shift }, index) => ({ date, shift, person: free[index % 2] ?? "", leading: true })),
  );
  return all.filter((each) => (occurrenceOf(site, { ...each, post })?.endsAt ?? 0) > world.now);
}

/** What everybody at the gate owes or owed by coming, once the clock has written all of it down. */
function arrivalsOf(tower: TowerWorld) {
  return [...tower.world.streams.values()]
    .filter(({ key }) => key.noun === "attendance" && key.id.startsWith(`${post}/`))
    .flatMap(({ key, obligations }) => obligations.map((each) => ({ ...each, id: key.id })));
}

test("the first publication makes nobody late: each arrival is due after it, and later shifts as the regulation has it", () => {
  let late = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 23 * 60 }), (minutes) => {
      const tower = gateAt(minutes);
      const told = tower.world.now;
      const assignments = turnsAhead(tower);
      expect(tower.does("周敏", "roster.publish", { post, month, assignments }).refusal).toBeUndefined();
      tower.world.moveTo(wall("+3 00:00"));
      const owed = arrivalsOf(tower);
      expect(new Set(owed.map(({ id }) => id)).size).toBe(assignments.length);
      for (const { id, what, dueAt } of owed) expect(dueAt, `${what} of ${id}`).toBeGreaterThan(told);
      late += owed.filter(({ rules }) => rules.includes("ZB-25")).length;
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(late).toBeGreaterThan(20);
});

test("a plan that is published once more as it stands gives nobody more time", () => {
  const tower = gateAt(10);
  const assignments = turnsAhead(tower);
  const publish = () => {
    const seen = tower.world.streams.get(`${towerSite}:roster/${post}/${month}`)?.head;
    return tower.does("周敏", "roster.publish", { post, month, assignments }, seen ? { seen } : {});
  };
  expect(publish().refusal).toBeUndefined();
  const before = arrivalsOf(tower);
  expect(before.length).toBeGreaterThan(0);
  tower.world.moveTo(plusMinutes(tower.world.now, 20));
  expect(publish().refusal).toBeUndefined();
  expect(arrivalsOf(tower)).toEqual(before);
});
