import { expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * Somebody walks away, a superior hands over in their place, and the relief enters an ordinary sign-off for them, not knowing better. That they
 * had left the post before is still recorded, with what follows from it, and changes nothing about who stands there now (GPH-10).
 */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const reason = "情况紧急";
const [guard, relief, leader, manager] = ["李伟", "张磊", "周敏", "黄丽华"] as const;

class Walked extends RunOfShifts {
  handsOver(): this {
    this.at("07:45").does(guard, "attendance.sign-on", day);
    this.at("15:40").does(relief, "attendance.sign-on", evening);
    this.at("16:01").does(guard, "absence.leave-at-once", day);
    this.does(manager, "handover.stand-in", { ...day, reason });
    this.prepares(manager, day, relief);
    this.checks(relief, day);
    this.signs(relief, day);
    expect(this.signs(manager, day, "接得晚")).toContain("handover.completed");
    return this;
  }

  signsOff(who: string): string {
    const at = this.tower.world.now;
    return this.does(who, "attendance.record-sign-off", { ...day, person: towerPerson(guard), at, reason });
  }

  blames(who: string, leftAt: string, whom: string = guard, shift = day): string {
    const about = { ...shift, person: towerPerson(whom), leftAt: wall(leftAt), account: "监控看到早走了" };
    return this.does(who, "attendance.record-abandonment", about);
  }

  /** What is recorded against the guard. */
  violations(): readonly string[] {
    const all = [...this.tower.world.streams.values()].filter(({ key }) => key.noun === "violation");
    return all.flatMap(({ key, entries }) =>
      key.id.startsWith(towerPerson(guard)) ? entries.map(({ type }) => type) : [],
    );
  }

  /** What is owed at the post. */
  ledger(): string[] {
    const lines = this.tower.world.outstanding({ site: "tower", post: "lobby" });
    return lines.map(({ stream, obligation }) => `${stream.noun}/${stream.id} ${obligation.key}`).toSorted();
  }
}

test("a superior records it after all, and it is a violation; who stands at the post stays as it was", () => {
  const shifts = new Walked().handsOver();
  shifts.at("16:10");
  expect(shifts.signsOff(relief)).toContain("attendance.sign-off-recorded");
  shifts.at("16:30");
  const before = shifts.ledger();
  expect(shifts.blames(relief, "15:00")).toBe("attendance.function-lacking");
  expect(shifts.blames(leader, "15:00")).toContain("attendance.abandoned");
  expect(shifts.ledger()).toEqual(before);
  expect(shifts.violations()).toEqual(["violation.recorded"]);
  expect(shifts.blames(manager, "15:00")).toBe("attendance.not-on-duty");
});

test("at a time at which they were there, by what the hand-over says", () => {
  const shifts = new Walked().handsOver().at("16:10");
  shifts.signsOff(leader);
  expect(shifts.blames(leader, "16:01")).toBe("attendance.was-relieved");
  expect(shifts.blames(leader, "07:44")).toBe("attendance.left-when");
  expect(shifts.blames(leader, "16:00")).toContain("attendance.abandoned");
});

test("while the shift that follows has not handed over, and not after", () => {
  for (const isAfter of [false, true]) {
    const shifts = new Walked();
    shifts.joins("王强", night);
    shifts.handsOver().at("16:10");
    shifts.signsOff(relief);
    shifts.at("23:50");
    expect(shifts.does("王强", "attendance.sign-on", night)).toContain("attendance.signed-on");
    shifts.prepares(relief, evening, "王强");
    shifts.checks("王强", evening);
    shifts.signs("王强", evening);
    if (isAfter) expect(shifts.signs(relief, evening)).toContain("handover.completed");
    expect(shifts.blames(leader, "15:00")).toContain(isAfter ? "attendance.next-handed-over" : "attendance.abandoned");
  }
});
