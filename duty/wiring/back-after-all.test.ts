import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { standingAmong, turnId } from "#duty/grammar/presence.ts";
import { isOpen, type Manning } from "#duty/manning/manning.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { firstDay, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Somebody is recorded as gone who is at the post, or has come to it again. They sign on again while their shift lasts and has not handed over; what was
 * recorded stands, and from then on they are there as if they had never gone (GPH-10, ZB-01).
 */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [guard, relief, leader, manager] = ["李伟", "张磊", "周敏", "黄丽华"] as const;
const own = { ...day, person: towerPerson(guard) };

class Blamed extends RunOfShifts {
  constructor(signedOnAt = "07:45") {
    super();
    this.at(signedOnAt).does(guard, "attendance.sign-on", day);
  }

  blames(told: string): string {
    const about = { ...own, leftAt: this.at(told).tower.world.now, account: "不见人" };
    return this.does(leader, "attendance.record-abandonment", about);
  }

  comes(at: string, shift = day): string {
    return this.at(at).does(guard, "attendance.sign-on", shift);
  }

  turn() {
    return this.tower.world.state<Attendance>({ site: "tower", noun: "attendance", id: turnId(own) });
  }

  arrivals() {
    const { obligations = [] } = this.tower.world.streams.get(`tower:attendance/${turnId(own)}`) ?? {};
    return obligations.filter(({ key }) => /^(?:sign-on|relief|briefing)/.test(key));
  }

  there(): string[] {
    const page = this.tower.world.outstanding({ site: "tower", post: "lobby" });
    return standingAmong(presencesIn(page)).map(({ turn }) => turn.person);
  }

  manning() {
    return this.tower.world.state<Manning>({ site: "tower", noun: "manning", id: `lobby/${firstDay}` });
  }
}

describe("whoever was recorded as gone", () => {
  test("comes again: the post has somebody, what was recorded stands, and nothing is owed or late by it", () => {
    const shifts = new Blamed();
    const before = shifts.at("11:59").arrivals();
    expect(shifts.blames("12:00")).toContain("violation.recorded");
    expect(shifts.manning().gaps.some(isOpen)).toBe(true);
    expect(shifts.comes("12:02")).toContain("attendance.signed-on");
    expect(shifts.turn()).toMatchObject({ phase: "on", onAt: wall("12:02"), lateMinutes: 0 });
    expect(shifts.arrivals()).toEqual(before);
    expect(shifts.there()).toEqual([towerPerson(guard)]);
    expect(shifts.manning()).toMatchObject({ gone: [] });
    expect(shifts.manning().gaps.some(isOpen)).toBe(false);
    const { entries = [] } = shifts.tower.world.streams.get(`tower:attendance/${turnId(own)}`) ?? {};
    expect(entries.filter(({ type }) => /abandoned|signed-on/.test(type)).map(({ body }) => body)).toMatchObject([
      {},
      { leftAt: wall("12:00") },
      { again: true, lateMinutes: 0 },
    ]);
  });

  test("and keeps how late they had been the first time", () => {
    const shifts = new Blamed("08:10");
    const { lateMinutes } = shifts.turn() as { lateMinutes: number };
    expect(lateMinutes).toBeGreaterThan(0);
    const before = shifts.at("11:59").arrivals();
    shifts.blames("12:00");
    shifts.comes("12:02");
    expect(shifts.turn()).toMatchObject({ phase: "on", lateMinutes });
    expect(shifts.arrivals()).toEqual(before);
  });

  test("before the shift began holds the line-up still", () => {
    const squad = shiftOn("squad", "day");
    const turn = { ...squad, person: towerPerson(leader) };
    for (const [again, keys] of [
      ["07:55", ["briefing"]],
      ["08:05", []],
    ] as const) {
      const shifts = new RunOfShifts().at("07:45");
      shifts.does(leader, "attendance.sign-on", squad);
      const about = { ...turn, leftAt: wall("07:46"), account: "不见人" };
      expect(shifts.at("07:46").does(manager, "attendance.record-abandonment", about)).toContain("abandoned");
      expect(shifts.at(again).does(leader, "attendance.sign-on", squad)).toContain("attendance.signed-on");
      const { obligations = [] } = shifts.tower.world.streams.get(`tower:attendance/${turnId(turn)}`) ?? {};
      const owed = obligations.filter((each) => isOutstanding(each) && each.key !== "sign-off");
      expect(owed.map(({ key }) => key)).toEqual(keys);
    }
  });
});

describe("whoever has come again", () => {
  test("is at the post also where they had signed on for the next shift there before they were recorded as gone", () => {
    const shifts = new Blamed();
    const due = { ...evening, absent: towerPerson(relief), cover: towerPerson(guard), reason: "病假" };
    expect(shifts.at("15:30").does(leader, "roster.arrange-cover", due)).toContain("cover-arranged");
    expect(shifts.comes("15:50", evening)).toContain("attendance.signed-on");
    expect(shifts.blames("15:52")).toContain("attendance.abandoned");
    expect(shifts.there()).toEqual([]);
    expect(shifts.comes("15:53")).toContain("attendance.signed-on");
    expect(new Set(shifts.there())).toEqual(new Set([towerPerson(guard)]));
  });

  test("hands over and goes as everybody does, and may be recorded as gone again", () => {
    const shifts = new Blamed();
    shifts.blames("12:00");
    shifts.comes("12:02");
    expect(shifts.blames("13:00")).toContain("attendance.abandoned");
    expect(shifts.comes("13:05")).toContain("attendance.signed-on");
    expect(shifts.does(guard, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
    shifts.at("15:40").does(relief, "attendance.sign-on", evening);
    shifts.prepares(guard, day, relief);
    shifts.at("15:50").checks(relief, day);
    shifts.signs(relief, day);
    expect(shifts.signs(guard, day)).toContain("handover.completed");
    expect(shifts.at("16:00").does(guard, "attendance.sign-off", day)).toContain("attendance.signed-off");
  });

  test("comes not once the shift is over, nor once it has handed over, nor where another was put in for them", () => {
    const over = new Blamed();
    over.blames("15:59");
    expect(over.comes("16:00")).toBe("attendance.already-over");
    const handed = new Blamed();
    handed.at("15:40").does(relief, "attendance.sign-on", evening);
    handed.blames("15:41");
    handed.does(manager, "handover.stand-in", { ...day, reason: "不在岗" });
    handed.prepares(manager, day, relief);
    handed.at("15:50").checks(relief, day);
    handed.signs(relief, day);
    expect(handed.signs(manager, day)).toContain("handover.completed");
    expect(handed.comes("15:55")).toBe("attendance.already-over");
    const covered = new Blamed();
    covered.blames("12:00");
    const names = { absent: towerPerson(guard), cover: towerPerson("马超"), reason: "不见人" };
    expect(covered.does(manager, "roster.arrange-cover", { ...day, ...names })).toContain("cover-arranged");
    expect(covered.comes("12:05")).toBe("attendance.not-rostered");
  });

  test("nor who has left the company, though they were recorded as gone afterwards", () => {
    const shifts = new Blamed().at("10:00");
    shifts.leavesTheCompany(guard);
    expect(shifts.blames("10:00")).toContain("attendance.abandoned");
    expect(shifts.comes("10:05")).toBe("attendance.already-over");
  });
});

test("whoever had come from another post comes again to the one at which they stood", () => {
  const shifts = new RunOfShifts();
  shifts.joins("马超", day);
  shifts.at("07:45");
  for (const who of [guard, "马超"]) shifts.does(who, "attendance.sign-on", day);
  shifts.at("09:00");
  expect(shifts.does(guard, "attendance.move", { ...day, to: "east-gate", record: "正常" })).toContain("signed-on");
  const gate = shiftOn("east-gate", "day");
  const about = { ...gate, person: towerPerson(guard), leftAt: wall("10:00"), account: "不见人" };
  expect(shifts.at("10:00").does(leader, "attendance.record-abandonment", about)).toContain("attendance.abandoned");
  expect(shifts.at("10:02").does(guard, "attendance.sign-on", gate)).toContain("attendance.signed-on");
  expect(shifts.does(guard, "attendance.sign-on", day)).toBe("attendance.already-over");
});
