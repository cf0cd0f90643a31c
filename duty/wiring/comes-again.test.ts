import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * Somebody is covered, signs off, and is named for the same shift again: by the cover taken back, by a cover the other way round, or by a month
 * published anew. The plan is asked, not remembered: they are waited for, come again, and are called about if they do not (ZB-25, ZB-29).
 */

const day = shiftOn("lobby", "day");
const [guard, cover, manager] = ["李伟", "马超", "黄丽华"] as const;
const id = turnId({ ...day, person: towerPerson(guard) });

/** The guard is covered and has gone; the cover is there. */
class Covered extends RunOfShifts {
  constructor(signsOffAt = "09:30") {
    super();
    this.at("07:40").does(guard, "attendance.sign-on", day);
    this.at(signsOffAt);
    this.arranges(guard, cover);
    this.does(cover, "attendance.sign-on", day);
    expect(this.does(guard, "attendance.sign-off", day)).toContain("attendance.signed-off");
  }

  arranges(absent: string, by: string): string {
    const names = { absent: towerPerson(absent), cover: towerPerson(by), reason: "病" };
    return this.does(manager, "roster.arrange-cover", { ...day, ...names });
  }

  owed() {
    const { obligations = [], escalations = {} } = this.tower.world.streams.get(`tower:attendance/${id}`) ?? {};
    return obligations
      .filter(isOutstanding)
      .map(({ key, dueAt }) => ({ key, dueAt, calls: (escalations[key]?.calls ?? []).length }));
  }
}

const ways: Readonly<Record<string, (shifts: Covered) => string>> = {
  "the cover is taken back": (shifts) =>
    shifts.does(manager, "roster.take-back-cover", { ...day, cover: towerPerson(cover), reason: "误" }),
  "they are put in for their cover": (shifts) => shifts.arranges(cover, guard),
};

describe.each(Object.entries(ways))("where %s", (_, again) => {
  test("whoever has signed off comes again, and whoever covered may go", () => {
    const shifts = new Covered().at("09:40");
    expect(again(shifts)).toContain("attendance.put-in");
    expect(shifts.does(cover, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
    shifts.at("09:50");
    expect(shifts.does(guard, "attendance.sign-on", day)).toContain("attendance.signed-on");
    expect(shifts.does(cover, "attendance.sign-off", day)).toContain("attendance.signed-off");
    expect(shifts.tower.world.state({ site: "tower", noun: "attendance", id })).toMatchObject({
      phase: "on",
      onAt: wall("09:50"),
      lateMinutes: 0,
    });
    expect(shifts.owed().map(({ key }) => key)).toEqual(["sign-off"]);
  });

  test("that they do not come is called", () => {
    const shifts = new Covered().at("09:40");
    again(shifts);
    expect(shifts.owed().map(({ key }) => key)).toEqual(["sign-on/2", "relief/2"]);
    shifts.at("11:00");
    expect(shifts.owed().find(({ key }) => key === "relief/2")?.calls).toBeGreaterThan(0);
  });

  test("what they owed by coming the first time stays met, once", () => {
    const shifts = new Covered().at("09:40");
    again(shifts);
    shifts.at("09:50").does(guard, "attendance.sign-on", day);
    const { obligations = [] } = shifts.tower.world.streams.get(`tower:attendance/${id}`) ?? {};
    const met = obligations.flatMap(({ key, metAt }) => (key.startsWith("relief") ? [[key, metAt]] : []));
    expect(met).toEqual([
      ["relief", wall("07:40")],
      ["relief/2", wall("09:50")],
    ]);
  });
});

test("whoever does not come again is not said never to have come", () => {
  const shifts = new Covered().at("09:40");
  ways["the cover is taken back"]?.(shifts);
  shifts.at("16:01");
  const { entries = [], state } = shifts.tower.world.streams.get(`tower:attendance/${id}`) ?? {};
  expect(state).toMatchObject({ phase: "absent", since: wall("16:00") });
  const types = entries.map(({ type }) => type);
  expect(types).toContain("attendance.not-again");
  expect(types).not.toContain("attendance.absent");
});

test("also by a month published anew before the shift has begun", () => {
  const shifts = new Covered("07:45").at("07:50");
  expect(shifts.joins(guard, day)).toContain("attendance.put-in");
  shifts.at("07:55");
  expect(shifts.does(guard, "attendance.sign-on", day)).toContain("attendance.signed-on");
});

test("nobody is waited for again whom no plan names anew, nor once the shift is over", () => {
  const shifts = new Covered().at("09:40");
  expect(shifts.does(guard, "attendance.sign-on", day)).toBe("attendance.already-over");
  shifts.at("16:00");
  expect(ways["the cover is taken back"]?.(shifts)).toBe("roster.shift-over");
});
