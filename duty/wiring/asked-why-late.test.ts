import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * Why a hand-over is late is told by who let it wait (GPH-08). A relief lets nothing wait before the plan has them there: not whoever is put in when the
 * time is over, as long as they come within the time in which they can, nor whoever waits for a later shift of their own, nor whoever moved in.
 */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const asked = "handover.late-reason-missing";
/** What the regulation leaves beside the time. */
const grace = 10;

/** How somebody comes to relieve the day, and by when the plan has them there, if they are put in at a moment. */
const roads = {
  "the plan": { who: "张磊", dueAt: () => wall("16:00"), plans: () => undefined },
  "a cover": {
    who: "马超",
    dueAt: (putInAt: Instant) => Math.max(wall("16:00"), plusMinutes(putInAt, 30)),
    plans: (run: RunOfShifts) =>
      run.does("黄丽华", "roster.arrange-cover", {
        ...{ ...evening, absent: towerPerson("张磊"), cover: towerPerson("马超"), reason: "病" },
      }),
  },
  "the plan published again": {
    who: "马超",
    dueAt: (putInAt: Instant) => Math.max(wall("16:00"), plusMinutes(putInAt, 30)),
    plans: (run: RunOfShifts) => run.putsIn("马超", evening),
  },
} as const;

/** 李伟 has stood at the lobby by day, and somebody is put in for the evening at a moment, where the plan has not got them there already. */
function until(road: keyof typeof roads, putInAt: Instant): RunOfShifts {
  const run = new RunOfShifts().at("07:50");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  if (road === "the plan published again") expect(run.at("12:00").withoutAnybody(evening)).toMatch("published");
  run.tower.world.moveTo(putInAt);
  const planned = roads[road].plans(run);
  if (planned !== undefined) expect(planned).toMatch(/cover-arranged|published/);
  return run;
}

/** Due a little after the shift before is over, and before its grace is: they have the whole grace all the same. */
const putInJustBefore: [keyof typeof roads, number, number, number][] = [
  ["a cover", -21, 0, 1],
  ["the plan published again", -29, 0, 9],
  ["a cover", -29, 0, 10],
];

const isAsked = (run: RunOfShifts, who: string) => run.signs(who, day) === asked;

describe("whoever relieves", () => {
  test("is asked why the hand-over is late where they came later than the plan had them there, or let the form wait, and else is not", () => {
    const met = { asked: 0, not: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(roads) as (keyof typeof roads)[])),
        fc.integer({ min: -60, max: 120 }),
        fc.integer({ min: -20, max: 40 }),
        fc.integer({ min: 0, max: 30 }),
        (road, putIn, comes, waits) => {
          const putInAt = plusMinutes(wall("16:00"), putIn);
          const { who, dueAt } = roads[road];
          const due = dueAt(putInAt);
          const cameAt = Math.max(due + comes * minute, putInAt) as Instant;
          const run = until(road, Math.min(putInAt, cameAt) as Instant);
          run.tower.world.moveTo(cameAt);
          expect(run.does(who, "attendance.sign-on", evening)).toMatch("signed-on");
          expect(run.prepares("李伟", day, who)).toMatch("handover.prepared");
          run.checks(who, day);
          run.tower.world.moveTo(plusMinutes(cameAt, waits));
          const { now } = run.tower.world;
          const isLate = now >= plusMinutes(due as Instant, grace) && now >= wall("16:10");
          expect(
            isAsked(run, who),
            `by ${road}, due ${new Date(due).toISOString()}, signs ${new Date(now).toISOString()}`,
          ).toBe(isLate);
          met[isLate ? "asked" : "not"] += 1;
        },
      ),
      { numRuns: 60, seed: freshSeed(), examples: putInJustBefore },
    );
    expect(Math.min(met.asked, met.not)).toBeGreaterThan(0);
  });
});

describe("nobody is asked who only waits", () => {
  test("for a later shift of their own, and nobody who hands over to them while the relief was missing", () => {
    for (const [came, signs] of [
      ["23:30", "23:58"],
      ["23:55", "+1 00:02"],
      ["23:55", "+1 00:09"],
    ] as const) {
      const run = new RunOfShifts().at("07:50");
      expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
      const cover = { ...night, absent: towerPerson("李伟"), cover: towerPerson("欧阳建国"), reason: "连班过长" };
      expect(run.at("15:00").does("黄丽华", "roster.arrange-cover", cover)).toMatch("cover-arranged");
      expect(run.at(came).does("欧阳建国", "attendance.sign-on", night)).toMatch("signed-on");
      expect(run.prepares("李伟", day, "欧阳建国")).toMatch("handover.prepared");
      run.at(signs).checks("欧阳建国", day);
      expect(run.signs("欧阳建国", day), `${came} ${signs}`).toBe("handover.signed");
      expect(run.signs("李伟", day), `${came} ${signs}`).toMatch("handover.completed");
    }
  });

  test("and came from another post, whom no plan had there", () => {
    const gate = shiftOn("east-gate", "evening");
    const run = new RunOfShifts().at("07:50");
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    expect(run.joins("马超", gate)).toMatch("published");
    run.at("15:50");
    for (const who of ["赵鹏", "马超"]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
    const moves = { ...gate, to: "lobby", record: "正常" };
    expect(run.at("17:00").does("马超", "attendance.move", moves)).toMatch("attendance.moved");
    expect(run.prepares("李伟", day, "马超")).toMatch("handover.prepared");
    run.at("17:05").checks("马超", day);
    expect(run.signs("马超", day)).toBe("handover.signed");
    expect(run.signs("李伟", day)).toMatch("handover.completed");
  });

  test("and was to be there only once it was over that they take up what was closed alone", () => {
    const run = new RunOfShifts().at("07:50");
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    const cover = { ...night, absent: towerPerson("李伟"), cover: towerPerson("欧阳建国"), reason: "连班过长" };
    expect(run.at("12:00").withoutAnybody(evening)).toMatch("published");
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toMatch("cover-arranged");
    expect(run.at("16:01").prepares("李伟", day, undefined)).toMatch("handover.prepared");
    expect(run.signs("李伟", day)).toMatch("handover.completed");
    const gone = { ...day, person: towerPerson("李伟"), leftAt: wall("22:00"), account: "不在岗" };
    expect(run.at("22:01").does("周敏", "attendance.record-abandonment", gone)).toMatch("abandoned");
    expect(run.at("23:00").putsIn("张磊", evening)).toMatch("published");
    expect(run.at("23:10").does("张磊", "attendance.sign-on", evening)).toMatch("signed-on");
    expect(run.at("23:55").does("欧阳建国", "attendance.sign-on", night)).toMatch("signed-on");
    run.at("+1 00:15").checks("欧阳建国", day);
    expect(run.signs("欧阳建国", day)).toMatch("handover.taken-up");
  });
});
