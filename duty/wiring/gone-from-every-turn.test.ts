import { expect, test } from "vitest";
import { presencesIn } from "#duty/wiring/questions.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whoever has left a post for a while is gone from every turn of theirs there, and whoever signs on there is back (ZB-21, ZB-22). */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const [guard, relief, leader] = ["李伟", "张磊", "周敏"] as const;
const person = towerPerson(guard);

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** The guard of the day, who is put into the evening too, beside whoever is rostered for it. */
function bothShifts(alsoByDay: readonly string[] = []): TowerWorld {
  const tower = towerWorld(2);
  for (const { id: regulation, hash } of packs)
    for (const who of [guard, relief, leader]) must(tower, who, "notice.confirm", { regulation, hash });
  const roster = { ...{ site, noun: "roster", id: "lobby/2026-11" } };
  const { assignments } = tower.world.state<{ assignments: object[] }>(roster);
  const seen = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
  const beside = alsoByDay.map((each) => ({ date: firstDay, shift: "day", person: towerPerson(each), leading: false }));
  const both = [...assignments, ...beside, { date: firstDay, shift: "evening", person, leading: false }];
  must(tower, leader, "roster.publish", { post: "lobby", month: "2026-11", assignments: both }, { seen });
  tower.world.moveTo(wall("07:45"));
  for (const each of [guard, ...alsoByDay]) must(tower, each, "attendance.sign-on", day);
  tower.world.moveTo(wall("15:50"));
  return tower;
}

const moves = { ...evening, to: "east-gate", record: "调岗" };

test("nobody moves away from a post where the other one has gone, in whichever of their shifts", () => {
  const tower = bothShifts();
  must(tower, guard, "attendance.sign-on", evening);
  must(tower, guard, "absence.leave-at-once", day);
  must(tower, relief, "attendance.sign-on", evening);
  expect(tower.does(relief, "attendance.move", moves).refusal?.code).toBe("attendance.post-uncovered");
});

test("whoever signs on at the post that they had left is back there", () => {
  const tower = bothShifts();
  must(tower, guard, "absence.leave-at-once", day);
  must(tower, guard, "attendance.sign-on", evening);
  const lines = tower.world.outstanding({ site, post: "lobby" });
  expect(presencesIn(lines).map(({ as, turn }) => [as, turn.shift])).toEqual([
    ["on-duty", "day"],
    ["on-duty", "evening"],
  ]);
  expect(lines.filter(({ obligation }) => obligation.what === "absence.stand-in")).toEqual([]);
  must(tower, relief, "attendance.sign-on", evening);
  must(tower, relief, "attendance.move", moves);
});

test("whoever covers elsewhere signs on nowhere before they are released", () => {
  const tower = bothShifts([relief]);
  const gate = { ...day, post: "east-gate" };
  const absent = tower.world
    .state<{ assignments: { date: string; shift: string; person: string }[] }>({
      ...{ site, noun: "roster", id: "east-gate/2026-11" },
    })
    .assignments.find(({ date, shift }) => date === firstDay && shift === "day")?.person as string;
  const name = everybody.find((each) => each.person === absent)?.name as string;
  for (const { id: regulation, hash } of packs) must(tower, name, "notice.confirm", { regulation, hash });
  must(tower, name, "attendance.sign-on", gate);
  must(tower, name, "absence.leave-at-once", gate);
  must(tower, guard, "absence.accept", { ...gate, person: absent, own: day });
  expect(tower.does(guard, "attendance.sign-on", evening).refusal?.code).toBe("attendance.elsewhere");
});
