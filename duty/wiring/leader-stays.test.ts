import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Absence } from "#duty/absence/absence.ts";
import { takenLeave } from "#duty/absence/absence.ts";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { movedThrough } from "#test/missed-sign-offs.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Several stand at the lobby by day, and the shift has not been handed over. Whoever leads it goes by no act once it has ended, whoever else is
 * there; before that only where somebody else of the shift is there to lead it. The others go singly, and after the end only once somebody of the
 * relief has come: the text binds the whole shift (GPH-09).
 */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [first, second, third, relief] = ["李伟", "马超", "高翔", "张磊"] as const;
const people = [first, second, third];

/** The first leads, the others are rostered with them; so many of them are on duty. */
function begun(here: number): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs) run.does(third, "notice.confirm", { regulation, hash });
  for (const who of people.slice(1, here)) expect(run.joins(who, day)).toMatch("roster.published");
  run.at("07:50");
  for (const who of people.slice(0, here)) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  return run;
}

const streamOf = <T>({ tower: { world } }: RunOfShifts, noun: string, who: string): T =>
  world.state<T>({ site: "tower", noun, id: `lobby/${day.date}/day/${towerPerson(who)}` });
const isOn = (run: RunOfShifts, who: string) => streamOf<Attendance>(run, "attendance", who).phase === "on";
const isAway = (run: RunOfShifts, who: string) => takenLeave(streamOf<Absence>(run, "absence", who)) !== undefined;

/** Who is on duty in the shift in the order of leading: as rostered, then whoever stands there besides. Read plainly. */
function inOrder(run: RunOfShifts): readonly string[] {
  const id = rosterId(day.post, day.date as BusinessDate);
  const { world } = run.tower;
  const due = dueFor(world.state<Roster>({ site: "tower", noun: "roster", id }), day as never).map(
    (each) => each.person,
  );
  const place = (who: string) => {
    const at = due.indexOf(towerPerson(who));
    return at < 0 ? due.length + people.indexOf(who as (typeof people)[number]) : at;
  };
  return people.filter((each) => isOn(run, each)).toSorted((a, b) => place(a) - place(b));
}

/** Whether going is counted as missed by somebody. */
function missedBy({ tower: { world } }: RunOfShifts, who: string): boolean {
  const stream = world.streams.get(`tower:attendance/lobby/${day.date}/day/${towerPerson(who)}`);
  return stream?.escalations[signOffKey]?.missedAt !== undefined;
}

const own = (who: string) => ({ ...day, person: towerPerson(who) });
const ways: Readonly<Record<string, (run: RunOfShifts, who: string, other: string) => void>> = {
  "sign-off": (run, who) => run.does(who, "attendance.sign-off", day),
  move: (run, who) => run.does(who, "attendance.move", { ...day, to: "east-gate", record: "正常" }),
  "record-sign-off": (run, who) =>
    run.does("周敏", "attendance.record-sign-off", { ...own(who), at: run.tower.world.now, reason: "忘了" }),
  cover: (run, who) => {
    const body = { ...day, absent: towerPerson(who), cover: towerPerson("欧阳建国"), reason: "不适" };
    run.does("黄丽华", "roster.arrange-cover", body);
    run.does(who, "attendance.sign-off", day);
  },
  absence: (run, who, other) => {
    const { now } = run.tower.world;
    const said = { why: "work", reason: "送件", to: "前台", returnBy: plusMinutes(now, 30), cover: own(other) };
    run.does(who, "absence.ask", { ...day, ...said });
    run.does(other, "absence.accept", { ...own(who), own: day });
    run.does(who, "attendance.sign-off", day);
  },
  "leave at once": (run, who) => {
    run.does(who, "absence.leave-at-once", day);
    run.does(who, "attendance.sign-off", day);
  },
  "recorded while away": (run, who, other) => {
    run.does(who, "absence.leave-at-once", day);
    ways["record-sign-off"]?.(run, who, other);
  },
};

const step = fc.record({
  who: fc.constantFrom(0, 1, 2),
  other: fc.constantFrom(1, 2),
  way: fc.constantFrom(...Object.keys(ways)),
  after: fc.constantFrom(0, 5, 40, 240),
});
const lives = fc.tuple(
  fc.constantFrom(2, 3),
  fc.constantFrom("09:00", "15:50", "16:00", "16:20"),
  fc.array(step, { minLength: 1, maxLength: 5 }),
);

describe("while the shift is not handed over", () => {
  test("whoever leads it goes by no act without somebody to lead in their place, and by none after its end", () => {
    const met = { led: 0, others: 0 };
    fc.assert(
      fc.property(lives, fc.boolean(), ([here, time, steps], isReliefThere) => {
        const run = begun(here);
        const isReliefHere = isReliefThere && time > "15:00";
        if (isReliefHere) {
          run.at("15:45");
          expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
        }
        run.at(time);
        for (const { who, other, way, after } of steps) {
          const [goes, stays] = [people[who] ?? first, people[(who + other) % 3] ?? second];
          const order = inOrder(run);
          const leads = order.slice(0, order.indexOf(goes)).every((each) => isAway(run, each));
          const wasOn = isOn(run, goes);
          ways[way]?.(run, goes, stays);
          // The plan is asked as it is now: whoever was put in for leads, and whose shift it is no more does not.
          const left = order.filter((each) => each !== goes && isOn(run, each) && !isAway(run, each));
          const now = run.tower.world.now;
          if (wasOn && !isOn(run, goes)) {
            const told = `${way} of ${goes} among ${order.join(", ")} at ${new Date(now).toISOString()}`;
            const isPlanned = way !== "cover" || order.every((each) => isAway(run, each) || each === goes);
            expect(leads && isPlanned && now >= wall("16:00"), told).toBe(false);
            expect(now >= wall("16:00") && !isReliefHere, `${told}, and nobody had come`).toBe(false);
            expect(left.length, told).toBeGreaterThan(0);
            met[leads ? "led" : "others"] += 1;
          }
          run.tower.world.moveTo(plusMinutes(now, after));
        }
      }),
      {
        numRuns: 40,
        seed: freshSeed(),
        examples: Object.keys(ways).map((way) => [[2, "16:00", [{ who: 0, other: 1, way, after: 0 }]], false]),
      },
    );
    expect(Math.min(met.led, met.others)).toBeGreaterThan(0);
  });

  test("nobody is stuck: who leads hands over when the relief has come, all go, and nobody was late while they might not go", () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 3), fc.nat({ max: 200 }), fc.nat({ max: 40 }), (here, waits, goes) => {
        const run = begun(here);
        const { world } = run.tower;
        const broken = movedThrough(world, plusMinutes(wall("16:00"), waits));
        for (const who of people.slice(0, here))
          expect(run.does(who, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
        expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
        broken.push(...movedThrough(world, plusMinutes(world.now, Math.min(goes, 29))));
        for (const who of people.slice(1, here)) {
          expect(missedBy(run, who)).toBe(false);
          expect(run.does(who, "attendance.sign-off", day)).toMatch("signed-off");
        }
        expect(run.does(first, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
        expect(run.prepares(first, day, relief)).toMatch("handover.prepared");
        run.checks(relief, day);
        for (const who of [first, relief]) run.signs(who, day, "堵车");
        broken.push(...movedThrough(world, plusMinutes(world.now, goes)));
        expect(run.does(first, "attendance.sign-off", day)).toMatch("signed-off");
        expect(broken).toEqual([]);
      }),
      { numRuns: 15, seed: freshSeed() },
    );
  });
});

describe("of two after the end", () => {
  const ended = (here = 2) => begun(here).at("16:05");

  test.each(["sign-off", "record-sign-off"])(
    "the leading one does not go by %s before the other hands over in their place",
    (way) => {
      const run = ended();
      ways[way]?.(run, first, second);
      expect(isOn(run, first)).toBe(true);
    },
  );

  test.each(["sign-off", "record-sign-off"])(
    "the other one does not go by %s before somebody of the relief has come",
    (way) => {
      const run = ended();
      ways[way]?.(run, second, first);
      expect(isOn(run, second)).toBe(true);
      expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
      ways[way]?.(run, second, first);
      expect(isOn(run, second)).toBe(false);
    },
  );

  test("the other one stays as well once the relief has left at once, and until it is back", () => {
    const run = ended();
    expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
    expect(run.does(relief, "absence.leave-at-once", evening)).toMatch("left-at-once");
    expect(run.does(second, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
    run.at("16:20");
    expect(run.does(relief, "absence.come-back", evening)).toMatch("returned");
    expect(run.does(second, "attendance.sign-off", day)).toMatch("signed-off");
  });

  test("nobody is held for ever: without a relief that is called after a day, and whoever is recorded as gone is gone", () => {
    const run = begun(2).at("+1 16:01");
    const calls = run.tower.world.streams.get(`tower:attendance/lobby/${day.date}/day/${towerPerson(second)}`)?.entries;
    const called = calls?.filter(
      ({ type, body }) => type === "obligation.escalated" && (body as { key: string }).key === "stay",
    );
    expect(called).toHaveLength(1);
    const left = { ...own(second), leftAt: run.tower.world.now, account: "不在岗" };
    expect(run.does("周敏", "attendance.record-abandonment", left)).toMatch("abandoned");
  });

  test("the other one leads once the first is recorded as having left, and stays", () => {
    const run = ended();
    const left = { ...own(first), leftAt: run.tower.world.now, account: "不在岗" };
    expect(run.does("周敏", "attendance.record-abandonment", left)).toMatch("abandoned");
    expect(run.does(second, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
  });

  test("who is away stays the leading one: neither goes until the one who is there has handed over", () => {
    const run = begun(2).at("15:55");
    expect(run.does(first, "absence.leave-at-once", day)).toMatch("left-at-once");
    run.at("16:05");
    for (const who of [first, second])
      expect(run.does(who, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
    expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
    expect(run.prepares(second, day, relief)).toMatch("handover.prepared");
    run.checks(relief, day);
    for (const who of [second, relief]) run.signs(who, day, "堵车");
    for (const who of [first, second]) expect(run.does(who, "attendance.sign-off", day)).toMatch("signed-off");
  });

  test("whose shift it is no longer goes while somebody of the shift is there", () => {
    const run = begun(2).at("15:00");
    const cover = { ...day, absent: towerPerson(first), cover: towerPerson("欧阳建国"), reason: "不适" };
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toMatch("roster.cover-arranged");
    expect(run.does(first, "attendance.sign-off", day)).toMatch("signed-off");
  });
});
