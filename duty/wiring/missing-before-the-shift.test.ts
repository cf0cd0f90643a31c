import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";
import { missingWhere } from "./who-is-missing.ts";

/*
 * The leader of a squad comes a quarter of an hour before the shift. Whoever has not come by then is missing from then on, and not only once the shift
 * has begun: nobody answers a call that the squad has nobody who should be there (ZB-27).
 */

const [day, evening] = [shiftOn("squad", "day"), shiftOn("squad", "evening")];
const [leader, next, manager] = ["周敏", "吴军", "黄丽华"] as const;

/** The squad is left empty at a time of the afternoon, and who follows has not come. */
function leftEmpty(time: string, leave: string): RunOfShifts {
  const run = new RunOfShifts(2, { called: heardBy((people) => people) }).at("07:40");
  expect(run.does(leader, "attendance.sign-on", day)).toMatch("signed-on");
  run.at(time);
  const gone = { ...day, person: towerPerson(leader), leftAt: wall(time), account: "不见人" };
  const told =
    leave === "leaves at once"
      ? run.does(leader, "absence.leave-at-once", day)
      : run.does(manager, "attendance.record-abandonment", gone);
  expect(told).toMatch("escalated");
  return run;
}

/** What comes of answering each call that the squad has nobody. */
function answers(run: RunOfShifts, who: string): string[] {
  return [...run.tower.world.streams.values()].flatMap(({ key, obligations, escalations }) =>
    obligations
      .filter((owed) => isOutstanding(owed) && (escalations[owed.key]?.rung ?? 0) > 0 && owed.post === "squad")
      .filter(({ what }) => what === "manning.publish" || what === "absence.stand-in")
      .map((owed) => run.does(who, "ledger.acknowledge", { stream: { noun: key.noun, id: key.id }, key: owed.key })),
  );
}

describe.each(["leaves at once", "is recorded as gone"])("where whoever had the squad %s", (leave) => {
  test.each([
    ["15:40", "15:44", "obligation.acknowledged"],
    ["15:40", "15:45", "ledger.about-yourself"],
    ["15:50", "15:50", "ledger.about-yourself"],
    ["15:50", "15:59", "ledger.about-yourself"],
  ])("at %s, who follows and has not come answers at %s: %s", (left, time, told) => {
    const run = leftEmpty(left, leave).at(time);
    expect(answers(run, next)).toEqual([told]);
  });

  test("who follows and has come answers as anybody does who is there", () => {
    const run = leftEmpty("15:40", leave).at("15:44");
    expect(run.does(next, "attendance.sign-on", evening)).toMatch("signed-on");
    expect(answers(run, next)).toEqual([]);
  });
});

test("of another shift nobody is missing who is late for one that has begun, nor whoever is late at another post", () => {
  const line = (what: string, dueAt: string, shift = evening) => ({
    stream: { id: turnId({ ...shift, person: towerPerson(next) }) },
    obligation: { what, dueAt: wall(dueAt) },
  });
  const isMissing = (lines: readonly ReturnType<typeof line>[], shift: ShiftName, now = "16:05") => {
    const detail = { date: shift.date, shift: shift.shift };
    const owed = { what: "manning.publish", post: shift.post, detail };
    return missingWhere(owed, lines, wall(now)).includes(towerPerson(next));
  };
  const late = [line("attendance.sign-on", "15:45"), line("attendance.relief", "16:00")];
  expect([day, evening].map((each) => isMissing(late, each))).toEqual([false, true]);
  expect([day, evening].map((each) => isMissing(late, each, "15:59"))).toEqual([true, true]);
  expect(isMissing(late, shiftOn("lobby", "day"), "15:59")).toBe(false);
});
