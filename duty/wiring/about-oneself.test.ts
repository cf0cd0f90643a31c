import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";

/* A call about a fault is answered by two acts, and neither lets somebody answer who may not by the other: it is about them (ZB-27). */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const id = `lobby/${firstDay}/day`;
const [guard, relief, leader, admin] = ["李伟", "张磊", "孙涛", "何雅静"] as const;

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** The relief has found a fault; whoever had the shift and whoever has the post now are squad leaders as well: whoever had it, `alone`. */
function found({ alone = false } = {}): { tower: TowerWorld; fault: string } {
  const tower = towerWorld(1, packs, { called: heardBy((people) => people) });
  for (const who of [guard, relief, leader])
    for (const { id: regulation, hash } of packs) must(tower, who, "notice.confirm", { regulation, hash });
  for (const who of [guard, relief]) {
    const granted = { person: towerPerson(who), function: "squad-leader", site };
    must(tower, admin, "person.grant-function", granted, { site: towerOffice });
  }
  if (alone)
    for (const who of [relief, leader, "周敏", "吴军", "司徒晓明", "黄丽华"]) {
      const held = who === "黄丽华" ? "department-manager" : "squad-leader";
      const ended = { person: towerPerson(who), function: held, site, reason: "调岗" };
      must(tower, admin, "person.end-function", ended, { site: towerOffice });
    }
  tower.world.moveTo(wall("15:50"));
  must(tower, relief, "attendance.sign-on", { ...day, shift: "evening" });
  tower.world.moveTo(wall("16:10"));
  must(tower, relief, "handover.report-fault", { ...day, text: "门敞着", photos: [] });
  tower.world.moveTo(wall("16:12"));
  const key = { site, noun: "handover", id };
  const { faults } = tower.world.state<Extract<Handover, { phase: "open" }>>(key);
  return { tower, fault: faults[0]?.key ?? "" };
}

/** By which act somebody answers for a fault. */
const waysToAnswer = {
  "the call": ({ tower, fault }: ReturnType<typeof found>, who: string) =>
    tower.does(who, "ledger.acknowledge", { stream: { noun: "handover", id }, key: `fault-${fault}` }),
  "the fault": ({ tower, fault }: ReturnType<typeof found>, who: string) =>
    tower.does(who, "handover.acknowledge-fault", { ...day, fault }),
};

test.each(Object.entries(waysToAnswer))(
  "whom %s is about does not answer by it, and whoever else is called does",
  (_, answer) => {
    const refused = (who: string) => answer(found(), who).refusal;
    for (const who of [guard, relief]) {
      expect(["ledger.about-yourself", "handover.own-fault"]).toContain(refused(who)?.code);
      expect(refused(who)?.rules).toContain("ZB-27");
    }
    expect(refused(leader)).toBeUndefined();
  },
);

test("whoever found a fault and has gone off duty since is no longer meant", () => {
  for (const answer of Object.values(waysToAnswer)) {
    const begun = found();
    const gone = {
      ...day,
      shift: "evening",
      person: towerPerson(relief),
      leftAt: begun.tower.world.now,
      account: "不见人",
    };
    must(begun.tower, leader, "attendance.record-abandonment", gone);
    expect(answer(begun, relief).refusal).toBeUndefined();
  }
});

test("where nobody else is left, whom a fault is about answers the call as their own, and ends it for nobody else", () => {
  const begun = found({ alone: true });
  const { tower, fault } = begun;
  expect(waysToAnswer["the fault"](begun, guard).refusal?.code).toBe("handover.own-fault");
  const call = { stream: { noun: "handover", id }, key: `fault-${fault}`, reason: "没有别人" };
  must(tower, guard, "ledger.acknowledge", call);
  const stream = tower.world.streams.get(`${site}:handover/${id}`);
  const owed = stream?.obligations.find(({ key }) => key === call.key);
  expect(owed && isOutstanding(owed)).toBe(true);
  expect(stream?.escalations[call.key]).toMatchObject({ selfAnswered: true, acknowledgedBy: towerPerson(guard) });
});
