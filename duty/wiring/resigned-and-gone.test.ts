import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * Somebody walks off their post and resigns. What they answer for does not depend on who enters it first: the office that they have left the company,
 * or the leader that they had left the post before (GPH-10).
 */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const [guard, relief, leader, manager] = ["李伟", "张磊", "周敏", "黄丽华"] as const;
const own = { ...day, person: towerPerson(guard) };

class Resigned extends RunOfShifts {
  constructor(leavesAt = "10:00") {
    super();
    this.joins("王强", night);
    this.at("07:45").does(guard, "attendance.sign-on", day);
    expect(this.at(leavesAt).leavesTheCompany(guard)).toContain("attendance.departed");
  }

  blames(leftAt: string, who: string = leader): string {
    return this.does(who, "attendance.record-abandonment", { ...own, leftAt: wall(leftAt), account: "人走岗空" });
  }

  tells(shift: object = {}, who: string = leader): string {
    const rules = ["GPH-10"];
    return this.does(who, "violation.record", { ...own, rules, account: "擅自离岗", ...shift });
  }

  takesOver(): this {
    this.at("15:40").does(relief, "attendance.sign-on", evening);
    this.at("16:01").does(manager, "handover.stand-in", { ...day, reason: "人已离职" });
    this.prepares(manager, day, relief);
    this.checks(relief, day);
    this.signs(relief, day);
    expect(this.signs(manager, day, "接得晚")).toContain("handover.completed");
    return this;
  }
}

describe("whoever left the company while on duty", () => {
  test("had left the post before that: it is recorded after all, once, and held against them", () => {
    const shifts = new Resigned().at("10:30");
    expect(shifts.blames("09:50", relief)).toBe("attendance.function-lacking");
    expect(shifts.blames("10:01")).toBe("attendance.left-when");
    expect(shifts.blames("07:44")).toBe("attendance.left-when");
    expect(shifts.blames("09:50")).toContain("violation.recorded");
    const key = { site: "tower", noun: "attendance", id: turnId(own) };
    expect(shifts.tower.world.state<Attendance>(key)).toMatchObject({
      ...{ phase: "off", how: "abandoned", offAt: wall("09:50"), toldAt: wall("10:00") },
    });
    expect(shifts.blames("09:40")).toBe("attendance.not-on-duty");
  });

  test("to the very moment, by whichever clerk is first", () => {
    expect(new Resigned().blames("10:00")).toContain("attendance.abandoned");
  });

  test("and was not relieved by then, until the shift that follows has handed over", () => {
    const shifts = new Resigned("16:30");
    expect(shifts.at("16:40").blames("15:00")).toContain("attendance.abandoned");
    for (const isFollowed of [false, true]) {
      const late = new Resigned().takesOver().at("23:50");
      late.does("王强", "attendance.sign-on", night);
      late.prepares(relief, evening, "王强");
      late.checks("王强", evening);
      late.signs("王强", evening);
      if (isFollowed) expect(late.signs(relief, evening)).toContain("handover.completed");
      expect(late.blames("09:50")).toContain(isFollowed ? "attendance.next-handed-over" : "attendance.abandoned");
    }
  });
});

describe("a violation is recorded of whoever has left the company", () => {
  test("for a shift that began while they were employed", () => {
    const shifts = new Resigned().at("10:30");
    expect(shifts.tells()).toContain("violation.recorded");
  });

  test("for one to which they came before it began, and left the company before it began", () => {
    expect(new Resigned("07:50").tells()).toContain("violation.recorded");
  });

  test("and for none after that, nor for one that is not, nor of a stranger", () => {
    const shifts = new Resigned().at("+1 10:30");
    expect(shifts.tells(evening)).toBe("violation.person-unknown");
    expect(shifts.tells(shiftOn("lobby", "day", 1))).toBe("violation.person-unknown");
    expect(shifts.tells({ shift: "dawn" })).toBe("violation.person-unknown");
    expect(shifts.tells({ person: "00000000-0000-4000-9000-000000000009" })).toBe("violation.person-unknown");
  });
});

test.each([
  ["their sign-off is corrected", "attendance.record-sign-off", { at: wall("15:50"), reason: "监控" }],
  ["they had left the post before", "attendance.record-abandonment", { leftAt: wall("15:50"), account: "监控" }],
])("of whoever was signed off by another and left the company since, %s", (_, act, more) => {
  const shifts = new RunOfShifts().at("07:45");
  shifts.does(guard, "attendance.sign-on", day);
  shifts.at("15:40").does(relief, "attendance.sign-on", evening);
  shifts.at("16:01").does(guard, "absence.leave-at-once", day);
  shifts.does(manager, "handover.stand-in", { ...day, reason: "不在岗" });
  shifts.prepares(manager, day, relief);
  shifts.checks(relief, day);
  shifts.signs(relief, day);
  shifts.signs(manager, day, "接得晚");
  shifts.at("16:20");
  expect(shifts.does(relief, "attendance.record-sign-off", { ...own, at: wall("16:10"), reason: "忘了" })).toContain(
    "sign-off-recorded",
  );
  shifts.at("16:30").leavesTheCompany(guard);
  expect(shifts.does(leader, act, { ...own, ...more })).toContain("attendance.");
});

test("what is found wrong with the shift of whoever has left the company is theirs still", () => {
  const shifts = new Resigned().takesOver().at("17:00");
  const found = shifts.does(relief, "handover.report-fault", { ...day, text: "对讲机坏了" });
  expect(found).toContain("handover.fault-found");
});
