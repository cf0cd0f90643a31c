import { describe, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* The relief has taken the lobby over before its shift begins, and leaves it again: whoever was relieved is the last one there. */

const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const [guard, relief, leader] = ["李伟", "张磊", "周敏"] as const;

function takenOver(): TowerWorld {
  const tower = towerWorld(1);
  const { world, does } = tower;
  const must = (...sent: Parameters<TowerWorld["does"]>) => expect(does(...sent).refusal).toBeUndefined();
  for (const who of [guard, relief, leader])
    for (const { id: regulation, hash } of packs) must(who, "notice.confirm", { regulation, hash });
  world.moveTo(wall("07:50"));
  must(guard, "attendance.sign-on", day);
  world.moveTo(wall("15:30"));
  must(relief, "attendance.sign-on", evening);
  must(guard, "handover.prepare", { ...day, summary: "正常", nothingPending: true, relief: towerPerson(relief) });
  const stream = () => world.streams.get(`tower:handover/lobby/${firstDay}/day`);
  const { preparation } = (stream()?.state ?? {}) as { preparation: { kit: { item: string; expected: number }[] } };
  const counts = preparation.kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
  must(relief, "handover.count", { ...day, counts });
  for (const who of [guard, relief]) must(who, "handover.sign", { ...day, forms: [] }, { seen: stream()?.head });
  return tower;
}

/** The ways in which the relief is not there any more. */
const gone: Readonly<Record<string, (tower: TowerWorld) => unknown>> = {
  abandoned: ({ world, does }) =>
    does(leader, "attendance.record-abandonment", {
      ...evening,
      ...{ person: towerPerson(relief), leftAt: world.now, account: "不在岗" },
    }),
  "left at once": ({ does }) => does(relief, "absence.leave-at-once", evening),
};

/** The ways in which whoever was relieved goes. */
const ways: Readonly<Record<string, object>> = {
  "attendance.sign-off": day,
  "attendance.move": { ...day, to: "east-gate", record: "正常" },
};

const moments = ["15:40", "15:59", "16:00", "16:20", "23:59"];
const cases = Object.keys(gone).flatMap((how) =>
  Object.keys(ways).flatMap((act) => moments.map((at) => [how, act, at] as const)),
);

describe("whoever was relieved", () => {
  test.each(cases)("while the relief has %s, %s at %s leaves nobody there", (how, act, at) => {
    const tower = takenOver();
    const { world, does } = tower;
    gone[how]?.(tower);
    world.moveTo(wall(at));
    const { refusal } = does(guard, act, ways[act] ?? day);
    const isOverForMoving = act === "attendance.move" && at >= "16:00";
    expect(refusal?.code).toBe(isOverForMoving ? "attendance.shift-over" : "attendance.post-uncovered");
  });

  test("goes while the relief is there, and where the shift that took over is over as well", () => {
    const { does } = takenOver();
    expect(does(guard, "attendance.sign-off", day).refusal).toBeUndefined();
    const later = takenOver();
    gone.abandoned?.(later);
    later.world.moveTo(wall("+1 00:00"));
    expect(later.does(guard, "attendance.sign-off", day).refusal).toBeUndefined();
  });

  test("is recorded as gone where the relief had gone before, and not while it is there", () => {
    const { world, does } = takenOver();
    const left = { ...day, person: towerPerson(guard), leftAt: world.now, account: "不在岗" };
    expect(does(leader, "attendance.record-abandonment", left).refusal?.code).toBe("attendance.was-relieved");
    const without = takenOver();
    gone.abandoned?.(without);
    expect(without.does(leader, "attendance.record-abandonment", left).refusal).toBeUndefined();
  });
});

describe("where both have gone before the relief's shift began", () => {
  /** When somebody was called since nobody stands in the day shift, in minutes of the hour from 15:00 on. */
  const calledAt = ({ world }: TowerWorld): number[] => {
    const { entries = [] } = world.streams.get(`tower:manning/lobby/${firstDay}`) ?? {};
    const calls = entries.filter(
      ({ type, body }) => type === "obligation.escalated" && (body as { key: string }).key === "day",
    );
    return calls.map(({ at }) => (at - wall("15:00")) / minute);
  };
  const abandons = (tower: TowerWorld) => gone.abandoned?.(tower);
  const forgotten = ({ does, world }: TowerWorld) =>
    does(leader, "attendance.record-sign-off", {
      ...day,
      ...{ person: towerPerson(guard), at: world.now, reason: "忘了下岗" },
    });
  const signsOff = ({ does }: TowerWorld) => does(guard, "attendance.sign-off", day);

  test.each([
    ["the guard signs off and the relief is recorded as gone", [signsOff, abandons]],
    ["the relief is recorded as gone, then the guard's forgotten sign-off", [abandons, forgotten]],
  ])("somebody is called at once: %s", (_, acts) => {
    const tower = takenOver();
    for (const [index, each] of acts.entries()) {
      tower.world.moveTo(wall(`15:${35 + index * 5}`));
      each(tower);
    }
    tower.world.moveTo(wall("15:59"));
    expect(calledAt(tower)[0]).toBe(40);
  });

  test("nobody is called while one of the two is there", () => {
    for (const acts of [[abandons], [signsOff], [forgotten]]) {
      const tower = takenOver();
      for (const each of acts) each(tower);
      tower.world.moveTo(wall("15:59"));
      expect(calledAt(tower)).toEqual([]);
    }
  });
});

test("who has been relieved goes for a while without a cover, and whoever covers goes back, only while the relief is there", () => {
  const leave = { ...day, why: "meal", to: "食堂", device: "对讲机", returnBy: wall("15:50") };
  expect(takenOver().does(guard, "absence.ask", leave).refusal).toBeUndefined();
  const without = takenOver();
  gone.abandoned?.(without);
  expect(without.does(guard, "absence.ask", leave).refusal?.code).toBe("absence.cover-missing");
});
