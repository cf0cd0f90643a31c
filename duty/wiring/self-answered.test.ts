import fc from "fast-check";
import { expect, test } from "vitest";
import { isAnswered, isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { forWholeSiteFrom } from "#duty/ledger/whole-site.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";

/* Whoever answers a call about themselves silences nobody else's: the ladder goes on to its end, and then everybody of the site may answer (ZB-27). */

const site = "tower";
const squad = { post: "squad", date: firstDay, shift: "day" };
const [leader, supervisor, manager, admin] = ["周敏", "林志远", "黄丽华", "何雅静"] as const;
const id = turnId({ ...squad, person: towerPerson(leader) });
const answer = { stream: { noun: "absence", id }, key: "stand-in/1/1" };

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** The only squad leader has left their own post at once; nobody is department manager. */
function left(): TowerWorld {
  const tower = towerWorld(1, packs, { called: heardBy((people) => people) });
  for (const { id: regulation, hash } of packs)
    for (const who of [leader, supervisor]) must(tower, who, "notice.confirm", { regulation, hash });
  const others = [
    ...["孙涛", "吴军", "司徒晓明"].map((who) => [who, "squad-leader"] as const),
    [manager, "department-manager"] as const,
  ];
  for (const [who, held] of others) {
    const ended = { person: towerPerson(who), function: held, site, reason: "调岗" };
    must(tower, admin, "person.end-function", ended, { site: towerOffice });
  }
  tower.world.moveTo(wall("07:40"));
  must(tower, leader, "attendance.sign-on", squad);
  tower.world.moveTo(wall("10:00"));
  must(tower, leader, "absence.leave-at-once", squad);
  return tower;
}

function call({ world }: TowerWorld) {
  const stream = world.streams.get(`${site}:absence/${id}`);
  const owed = stream?.obligations.find(({ key }) => key === answer.key);
  const escalation = stream?.escalations[answer.key];
  if (!owed || !escalation) throw new Error("nobody was called");
  return { owed, escalation };
}

test("whenever the only leader answers for themselves, the ladder ends, and the supervisor may answer from then on", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }), (pauses) => {
      const tower = left();
      for (const pause of [0, ...pauses]) {
        tower.world.moveTo(plusMinutes(tower.world.now, pause));
        must(tower, leader, "ledger.acknowledge", { ...answer, reason: "只有我" });
      }
      tower.world.moveTo(plusMinutes(tower.world.now, 30));
      const { owed, escalation } = call(tower);
      expect(isOutstanding(owed) && escalation.rung === owed.ladder.length).toBe(true);
      expect(escalation).toMatchObject({ selfAnswered: true, acknowledgedBy: towerPerson(leader) });
      expect(forWholeSiteFrom(owed, escalation)).toBeLessThanOrEqual(tower.world.now);
      must(tower, supervisor, "ledger.acknowledge", answer);
      const answered = call(tower).escalation;
      expect(isAnswered(answered)).toBe(true);
      expect(answered.acknowledgedBy).toBe(towerPerson(supervisor));
    }),
    { numRuns: 10, seed: freshSeed() },
  );
});
