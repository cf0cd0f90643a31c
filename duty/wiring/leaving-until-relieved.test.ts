import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Leaving at once around the end of a shift: nothing is due before it is owed, and there is an honest way out of it. */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const [guard, relief, leader] = ["李伟", "张磊", "孙涛"] as const;

/** The lobby with its guard of the day on duty at some moment. */
function lobbyAt(time: string): TowerWorld {
  const tower = towerWorld(2);
  for (const who of [guard, relief, leader])
    for (const { id: regulation, hash } of packs) tower.does(who, "notice.confirm", { regulation, hash });
  tower.world.moveTo(wall("07:45"));
  done(tower, guard, "attendance.sign-on", day);
  tower.world.moveTo(wall(time));
  return tower;
}

function done(tower: TowerWorld, who: string, act: string, body: object, more: object = {}): void {
  const { refusal } = tower.does(who, act, body, more);
  expect(refusal?.code, `${act} by ${who}`).toBeUndefined();
}

function owedBy(tower: TowerWorld, noun: string) {
  return [...tower.world.streams.values()]
    .filter(({ key }) => key.noun === noun && key.id.startsWith("lobby/"))
    .flatMap(({ obligations }) => obligations);
}

test("whenever somebody leaves at once and says why, nothing is due before it is owed, and both can be done", () => {
  const minutes = fc.nat({ max: 700 });
  fc.assert(
    fc.property(minutes, fc.nat({ max: 100 }), fc.nat({ max: 600 }), (after, later, back) => {
      const tower = lobbyAt("08:00");
      tower.world.moveTo(plusMinutes(tower.world.now, after));
      done(tower, guard, "absence.leave-at-once", day);
      const early = () => owedBy(tower, "absence").filter(({ opensAt, dueAt }) => dueAt <= opensAt);
      expect(early()).toEqual([]);
      tower.world.moveTo(plusMinutes(tower.world.now, later));
      const returnBy = plusMinutes(tower.world.now, 1 + back);
      done(tower, guard, "absence.tell", { ...day, why: "other", reason: "送医", to: "医院", returnBy });
      expect(early()).toEqual([]);
    }),
    { numRuns: 60, seed: freshSeed() },
  );
});

/** The relief has come, and whoever should hand over is away. */
function relieved(): TowerWorld {
  const tower = lobbyAt("15:30");
  done(tower, guard, "absence.leave-at-once", day);
  tower.world.moveTo(wall("15:50"));
  done(tower, relief, "attendance.sign-on", evening);
  return tower;
}

function handedOver(tower: TowerWorld): void {
  done(tower, leader, "handover.stand-in", { ...day, reason: "送医未回" });
  const prepared = { summary: "正常", nothingPending: true, reasons: [], relief: towerPerson(relief) };
  done(tower, leader, "handover.prepare", { ...day, ...prepared });
  const counts = [
    { item: "radio", found: 2, damaged: 0, missing: 0 },
    { item: "torch", found: 1, damaged: 0, missing: 0 },
    { item: "keys", found: 1, damaged: 0, missing: 0 },
  ];
  done(tower, relief, "handover.count", { ...day, counts });
  for (const who of [relief, leader]) {
    const seen = tower.world.streams.get(`${site}:handover/lobby/${firstDay}/day`)?.head;
    done(tower, who, "handover.sign", { ...day, forms: ["work", "property"], lateReason: "交班人送医" }, { seen });
  }
}

test.each(["15:56", "16:01"])("the shift is handed over by a superior from when it may be: at %s", (time) => {
  const tower = relieved();
  tower.world.moveTo(wall(time));
  handedOver(tower);
});

test("somebody who is at the post is not stood in for", () => {
  const tower = relieved();
  tower.world.moveTo(wall("15:55"));
  done(tower, guard, "absence.come-back", day);
  tower.world.moveTo(wall("16:05"));
  const refused = tower.does(leader, "handover.stand-in", { ...day, reason: "送医未回" });
  expect(refused.refusal?.code).toBe("handover.outgoing-there");
});

const ways: Readonly<Record<string, (tower: TowerWorld) => void>> = {
  "by coming back after it": (tower) => {
    done(tower, guard, "absence.come-back", day);
    done(tower, guard, "attendance.sign-off", day);
  },
  "by going off duty from where one is": (tower) => done(tower, guard, "attendance.sign-off", day),
  "by the relief, who records when one went": (tower) =>
    done(tower, relief, "attendance.record-sign-off", {
      ...{ ...day, person: towerPerson(guard), at: wall("15:30"), reason: "送医未回" },
    }),
  "by a superior": (tower) =>
    done(tower, leader, "attendance.record-sign-off", {
      ...{ ...day, person: towerPerson(guard), at: wall("15:30"), reason: "送医未回" },
    }),
};
test.each(Object.entries(ways))(
  "a leave at once that lasts to the hand-over ends %s, with no violation and nothing left to return to",
  (_, way) => {
    const tower = relieved();
    tower.world.moveTo(wall("16:01"));
    handedOver(tower);
    tower.world.moveTo(wall("16:20"));
    way(tower);
    const types = [...tower.world.streams.values()].flatMap(({ entries }) => entries.map(({ type }) => type));
    expect(types).not.toContain("attendance.abandoned");
    const open = [...owedBy(tower, "absence"), ...owedBy(tower, "attendance")].filter(
      ({ what, person, metAt, endedAt }) =>
        person === towerPerson(guard) && what !== "absence.tell" && metAt === undefined && endedAt === undefined,
    );
    expect(open).toEqual([]);
    const saying = () => owedBy(tower, "absence").find(({ what }) => what === "absence.tell");
    expect(saying()?.endedAt, "going off duty is no way around saying why").toBeUndefined();
    done(tower, guard, "absence.tell", { ...day, why: "other", reason: "送医" });
    expect(saying()).toMatchObject({ metAt: expect.any(Number) });
  },
);

test("whoever is relieved while away may go, and the superior is called where nobody says so", () => {
  const tower = relieved();
  tower.world.moveTo(wall("16:01"));
  handedOver(tower);
  const signOff = () =>
    owedBy(tower, "attendance").find(
      ({ what, person }) => what === "attendance.sign-off" && person === towerPerson(guard),
    );
  expect(signOff()?.dueAt).toBe(wall("16:31"));
});
