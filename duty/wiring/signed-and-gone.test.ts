import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* What somebody did at the post in their turn is not contradicted by what others say of it afterwards: they had not left it before (GPH-10, ZB-30). */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [guard, relief, leader, squad] = ["李伟", "张磊", "周敏", "吴军"] as const;
const line = { ...evening, text: "巡查正常", category: "routine" };

class Taken extends RunOfShifts {
  constructor() {
    super();
    this.at("07:45").does(guard, "attendance.sign-on", day);
    this.at("15:30").does(relief, "attendance.sign-on", evening);
    this.at("15:40").prepares(guard, day, relief);
  }

  signsBoth(at = "15:50"): this {
    this.at(at).checks(relief, day);
    this.signs(relief, day);
    expect(this.signs(guard, day)).toContain("handover.completed");
    return this;
  }

  blames(leftAt: string, whom: string = relief, shift = evening, who: string = squad): string {
    const about = { ...shift, person: towerPerson(whom), leftAt: wall(leftAt), account: "岗位无人" };
    return this.does(who, "attendance.record-abandonment", about);
  }

  signsOff(at: string, whom: string = relief, shift = evening, who: string = squad): string {
    const about = { ...shift, person: towerPerson(whom), at: wall(at), reason: "监控" };
    return this.does(who, "attendance.record-sign-off", about);
  }
}

const deeds: Readonly<Record<string, (shifts: Taken) => string>> = {
  "signed the take-over": (shifts) => String(shifts.signsBoth()),
  "counted what was handed over": (shifts) => shifts.at("18:00").checks(relief, day),
  "prepared their own hand-over": (shifts) => {
    shifts.signsBoth().at("23:30");
    shifts.joins("王强", shiftOn("lobby", "night", 1));
    return shifts.prepares(relief, evening, "王强");
  },
  "wrote a line": (shifts) => shifts.signsBoth().at("18:00").does(relief, "log.write-line", line),
  "came back to the post": (shifts) => {
    shifts.signsBoth().at("17:30").does(relief, "absence.leave-at-once", evening);
    return shifts.at("18:00").does(relief, "absence.come-back", evening);
  },
  "heard that a colleague left at once": (shifts) => {
    colleagueLeaves(shifts);
    return shifts.at("18:00").does(relief, "absence.hear", { ...evening, person: towerPerson("马超") });
  },
  "stood in for a colleague": (shifts) => {
    colleagueLeaves(shifts);
    const cover = { ...evening, person: towerPerson("马超"), own: evening };
    return shifts.at("18:00").does(relief, "absence.accept", cover);
  },
  "went for a meal and did not come back": (shifts) => {
    shifts.joins("马超", evening);
    shifts.signsBoth().does("马超", "attendance.sign-on", evening);
    return shifts.at("18:00").does(relief, "absence.ask", { ...evening, why: "meal", returnBy: wall("18:20") });
  },
  "told of what was wrong with the shift before": (shifts) =>
    shifts
      .signsBoth()
      .at("18:00")
      .does(relief, "handover.report-fault", { ...day, text: "灯坏了" }),
};

/** Another one of the evening goes at five. */
function colleagueLeaves(shifts: Taken): void {
  expect(shifts.joins("马超", evening)).toContain("published");
  expect(shifts.signsBoth().does("马超", "attendance.sign-on", evening)).toContain("signed-on");
  expect(shifts.at("17:00").does("马超", "absence.leave-at-once", evening)).toContain("left-at-once");
}

describe.each(Object.entries(deeds))("whoever %s", (what, does) => {
  test("had not left the post before that, and may have after it", () => {
    const shifts = new Taken();
    expect(does(shifts)).not.toMatch(/^[a-z]+\.(?:not|refused)/);
    const times: Readonly<Record<string, readonly [string, string, string]>> = {
      "signed the take-over": ["15:49", "15:50", "18:30"],
      "prepared their own hand-over": ["23:29", "23:30", "23:40"],
    };
    const [before, then, told] = times[what] ?? ["17:59", "18:00", "18:30"];
    shifts.at(told);
    expect(shifts.blames("15:35")).toBe("attendance.was-at-post");
    expect(shifts.blames(before)).toBe("attendance.was-at-post");
    expect(shifts.blames(then)).toContain("attendance.abandoned");
  });
});

test("what is told of it names what they did, and when", () => {
  const shifts = new Taken().signsBoth().at("18:00");
  const about = { ...evening, person: towerPerson(relief), leftAt: wall("15:35"), account: "岗位无人" };
  const { refusal } = shifts.tower.does(squad, "attendance.record-abandonment", about);
  expect(refusal).toMatchObject({
    ...{ field: "leftAt", rules: ["GPH-10", "ZB-01"], detail: { doneAt: wall("15:50"), deed: "signed" } },
  });
});

test("nor is a sign-off entered for a time before what they did at the post", () => {
  const shifts = new Taken().signsBoth().at("16:20");
  shifts.does(guard, "log.write-line", { ...line, ...day });
  shifts.does(guard, "log.write-line", line);
  shifts.at("16:40");
  expect(shifts.signsOff("16:10", guard, day)).toBe("attendance.was-at-post");
  expect(shifts.signsOff("16:20", guard, day)).toContain("attendance.sign-off-recorded");
});

test("what they did in a turn after it says nothing of when they left the one before", () => {
  const shifts = new RunOfShifts();
  shifts.joins(guard, evening);
  shifts.at("07:45").does(guard, "attendance.sign-on", day);
  shifts.at("15:45").does(guard, "attendance.sign-on", evening);
  shifts.at("16:20").does(guard, "log.write-line", line);
  const about = { ...day, person: towerPerson(guard), leftAt: wall("15:00"), account: "岗位无人" };
  expect(shifts.at("16:30").does(leader, "attendance.record-abandonment", about)).toContain("attendance.abandoned");
});

test("in an emergency one goes first and tells it afterwards: that says nothing of when they left", () => {
  const shifts = new Taken().signsBoth().at("18:00");
  shifts.does(relief, "absence.leave-at-once", evening);
  expect(shifts.at("18:05").blames("17:50")).toContain("attendance.abandoned");
});

test("a line that was written while they were away from the post says nothing", () => {
  const shifts = new Taken().signsBoth().at("18:00");
  shifts.does(relief, "absence.leave-at-once", evening);
  expect(shifts.at("18:20").does(relief, "log.write-line", line)).toContain("log.line-written");
  shifts.at("18:30");
  expect(shifts.blames("15:49")).toBe("attendance.was-at-post");
  expect(shifts.blames("18:00")).toContain("attendance.abandoned");
});

test("what others did there says nothing of them", () => {
  const shifts = new Taken().signsBoth().at("16:20");
  shifts.does(relief, "log.write-line", line);
  expect(shifts.signsOff("16:10", guard, day)).toContain("attendance.sign-off-recorded");
});
