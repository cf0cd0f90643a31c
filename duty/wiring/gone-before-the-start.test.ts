import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { leftUncalled, runningShifts } from "#test/manned-shifts.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/*
 * People come early for a shift and go again before it begins: by a sign-off recorded for them, to another post, out of the
 * company, or as gone. Whoever has gone is not who is waited for, whatever the plan says: when the shift begins with nobody there, somebody
 * is called to find one (ZB-28).
 */

const [day, evening] = ["day", "evening"].map((shift) => ({ post: "lobby", date: firstDay, shift }));
const [guard, relief, second, leader] = ["李伟", "张磊", "马超", "周敏"] as const;

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** Two have come early for the evening, whom its plan names, and the guard of the day is there. */
function twoEarly(): TowerWorld {
  const tower = towerWorld(2);
  for (const { id: regulation, hash } of packs)
    for (const who of [guard, relief, second]) must(tower, who, "notice.confirm", { regulation, hash });
  const { assignments } = tower.world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
    ...{ site: "tower", noun: "roster", id: "lobby/2026-11" },
  });
  const planned = [...assignments, { date: firstDay, shift: "evening", person: towerPerson(second), leading: false }];
  const seen = tower.world.streams.get("tower:roster/lobby/2026-11")?.head;
  const month = { post: "lobby", month: "2026-11", assignments: planned, undoes: [] };
  must(tower, leader, "roster.publish", month, seen ? { seen } : {});
  tower.world.moveTo(wall("07:45"));
  must(tower, guard, "attendance.sign-on", day ?? {});
  tower.world.moveTo(wall("15:45"));
  for (const who of [relief, second]) must(tower, who, "attendance.sign-on", evening ?? {});
  tower.world.moveTo(wall("15:57"));
  return tower;
}

const goings: Readonly<Record<string, (tower: TowerWorld, who: string) => void>> = {
  "has a sign-off recorded": (tower, who) =>
    must(tower, leader, "attendance.record-sign-off", {
      ...{ ...evening, person: towerPerson(who), at: tower.world.now, reason: "走时忘了" },
    }),
  moves: (tower, who) => must(tower, who, "attendance.move", { ...evening, to: "east-gate", record: "正常" }),
  "is recorded as gone": (tower, who) => gone(tower, who, evening),
  "leaves the company": (tower, who) =>
    must(tower, "何雅静", "person.leave", { person: towerPerson(who), reason: "辞职" }, { site: towerOffice }),
};

function gone(tower: TowerWorld, who: string, shift: object = {}): void {
  const account = { leftAt: tower.world.now, account: "不见人" };
  must(tower, "孙涛", "attendance.record-abandonment", { ...shift, person: towerPerson(who), ...account });
}

const lasts = ["is recorded as gone", "leaves the company"];
const pairs = Object.keys(goings).flatMap((first) => lasts.map((last) => [first, last] as const));

function howEvening({ world }: TowerWorld): string | undefined {
  return runningShifts(world).find(({ shift }) => shift === shiftId(evening as never))?.manned;
}

test.each(pairs)(
  "one who came early %s, and the other %s: the shift begins empty and somebody is called",
  (first, last) => {
    for (const isDayGone of [true, false]) {
      const tower = twoEarly();
      if (isDayGone) gone(tower, guard, day);
      goings[first]?.(tower, second);
      goings[last]?.(tower, relief);
      if (isDayGone) expect(leftUncalled(tower.world, "lobby")).toEqual([]);
      tower.world.moveTo(wall("16:00"));
      expect(howEvening(tower)).toBe(isDayGone ? "somebody called" : "somebody there");
      const gap = tower.world.streams
        .get(`tower:manning/lobby/${firstDay}`)
        ?.obligations.filter((owed) => isOutstanding(owed) && owed.detail?.shift === "evening");
      expect(gap?.map(({ what }) => what)).toEqual(["manning.publish"]);
    }
  },
);
