import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { movedThrough } from "#test/missed-sign-offs.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * What forbids to go forbids it to the last one at a post (ZB-24): before the end of the shift one of several goes, and whoever leads it where another one
 * who is there can sign for the side. The last one stays, however near in time the others went, and by whichever act.
 */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const people = ["李伟", "马超", "高翔"] as const;

/** So many of them are on duty at the lobby by day; the first leads. */
function begun(here: number): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs) run.does("高翔", "notice.confirm", { regulation, hash });
  for (const who of people.slice(1, here)) expect(run.joins(who, day)).toMatch("roster.published");
  run.at("07:50");
  for (const who of people.slice(0, here)) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  return run;
}

const isOn = ({ tower: { world } }: RunOfShifts, who: string) =>
  world.state<Attendance>({ site: "tower", noun: "attendance", id: `lobby/${day.date}/day/${towerPerson(who)}` })
    .phase === "on";
const goes = (run: RunOfShifts, who: string) => run.does(who, "attendance.sign-off", day);

describe("before the end of the shift", () => {
  test("all go in whichever order but for the last one, be it in one instant", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 3),
        fc.constantFrom("07:50", "10:00", "15:10", "15:59"),
        fc.shuffledSubarray([...people], { minLength: 3 }),
        fc.array(fc.constantFrom(0, 0, 1, 20), { minLength: 3, maxLength: 3 }),
        (here, time, order, waits) => {
          const run = begun(here).at(time);
          const there = order.filter((each) => people.indexOf(each) < here);
          const { world } = run.tower;
          const broken: string[] = [];
          for (const [index, who] of there.entries()) {
            const isLast = index === there.length - 1;
            if (world.now < wall("16:00"))
              expect(goes(run, who)).toMatch(isLast ? "attendance.post-uncovered" : "attendance.signed-off");
            broken.push(...movedThrough(world, plusMinutes(world.now, waits[index] ?? 0)));
            if (world.now >= wall("16:00")) break;
          }
          expect(isOn(run, there.at(-1) ?? "")).toBe(true);
          expect(broken).toEqual([]);
        },
      ),
      { numRuns: 25, seed: freshSeed() },
    );
  });

  test("whoever stays leads from then on, and signs for the side; what the other one had written is brought up to date first", () => {
    const run = begun(2).at("15:30");
    expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
    expect(goes(run, "李伟")).toMatch("signed-off");
    expect(goes(run, "马超")).toBe("attendance.post-uncovered");
    run.at("15:50").does("张磊", "attendance.sign-on", evening);
    run.checks("张磊", day);
    expect(run.signs("李伟", day)).toBe("handover.not-the-relief");
    expect(run.signs("马超", day)).toBe("handover.words-of-another");
    expect(run.amends("马超", day)).toMatch("handover.amended");
    run.checks("张磊", day);
    expect(run.signs("马超", day)).toMatch("handover.signed");
    expect(run.signs("张磊", day)).toMatch("handover.completed");
    expect(goes(run, "马超")).toMatch("signed-off");
  });

  test("what whoever leads had signed for the side stands, and the relief completes it", () => {
    const run = begun(2).at("15:30");
    expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
    run.at("15:50").does("张磊", "attendance.sign-on", evening);
    run.checks("张磊", day);
    expect(run.signs("李伟", day)).toMatch("handover.signed");
    expect(goes(run, "李伟")).toMatch("signed-off");
    expect(run.signs("马超", day)).toBe("handover.signed-already");
    expect(run.signs("张磊", day)).toMatch("handover.completed");
  });

  test("whoever is away is not there for the other one, who stays; and goes themselves, since the other one is there", () => {
    const meal = { ...day, why: "meal", reason: "饭", to: "食堂", device: "对讲机", returnBy: wall("10:30") };
    for (const away of ["李伟", "马超"]) {
      const run = begun(2).at("10:00");
      const other = away === "李伟" ? "马超" : "李伟";
      expect(run.does(away, "absence.ask", meal)).toMatch("absence.left");
      expect(goes(run, other)).toBe("attendance.post-uncovered");
      expect(goes(run, away)).toMatch("signed-off");
      expect(goes(run, other)).toBe("attendance.post-uncovered");
    }
  });

  test("whoever left at once is not there for the other one, whatever that one has heard", () => {
    const run = begun(2).at("10:00");
    expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("left-at-once");
    expect(goes(run, "马超")).toBe("attendance.post-uncovered");
    expect(goes(run, "李伟")).toMatch("signed-off");
    expect(goes(run, "马超")).toBe("attendance.post-uncovered");
  });
});
