import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* The line-up of a shift to which its leader does not come is owed by the post and missed, once (SLH-03). */

const squad = shiftOn("squad", "day");
const leader = "周敏";

/** What each of the shift owes or owed by its line-up: whether it is outstanding, when it was met, and when it was missed. */
function lineUps(run: RunOfShifts) {
  return [...run.tower.world.streams.values()].flatMap(({ key, obligations, escalations }) =>
    key.id.startsWith(`squad/${squad.date}/day/`)
      ? obligations
          .filter((each) => each.key === "briefing")
          .map((each) => ({
            open: isOutstanding(each),
            missedAt: escalations.briefing?.missedAt,
            ...(each.metAt === undefined ? {} : { metAt: each.metAt }),
          }))
      : [],
  );
}

const missed = (more: object) => [{ missedAt: wall("08:00"), ...more }];
const begins = () => new RunOfShifts();
const comes = (run: RunOfShifts, who: string) => run.does(who, "attendance.sign-on", squad);
const briefs = (run: RunOfShifts, who: string, ...attendees: string[]) =>
  run.does(who, "attendance.brief", { ...squad, keyPoints: "注意访客", attendees: attendees.map(towerPerson) });
const putsIn = (run: RunOfShifts, cover: string) =>
  run.does("黄丽华", "roster.arrange-cover", {
    ...{ ...squad, absent: towerPerson(leader), cover: towerPerson(cover) },
    reason: "没来",
  });

describe("where the leader does not come", () => {
  test("it is missed when the shift begins, and owed until they come or the shift is over", () => {
    const run = begins();
    expect(lineUps(run.at("07:59"))).toEqual([]);
    expect(lineUps(run.at("08:00"))).toEqual(missed({ open: true }));
    expect(lineUps(run.at("16:01"))).toEqual(missed({ open: false }));
  });

  test("it stays missed where somebody is put in for them, who owes no other one", () => {
    const run = begins().at("08:10");
    expect(putsIn(run, "马超")).toContain("roster.cover-arranged");
    expect(lineUps(run)).toEqual(missed({ open: false }));
    expect(comes(run.at("08:30"), "马超")).toContain("attendance.signed-on");
    expect(lineUps(run.at("09:00"))).toEqual(missed({ open: false }));
  });

  test("it stays missed where they are put back, and owed again by whoever leads", () => {
    const run = begins().at("08:10");
    putsIn(run, "马超");
    const back = { ...squad, cover: towerPerson("马超"), reason: "来了" };
    expect(run.at("08:12").does("黄丽华", "roster.take-back-cover", back)).toContain("roster.cover-taken-back");
    expect(lineUps(run)).toEqual(missed({ open: true }));
    expect(comes(run.at("08:14"), leader)).toContain("attendance.signed-on");
    expect(briefs(run, leader, "李伟")).toContain("attendance.briefed");
    expect(lineUps(run)).toEqual(missed({ open: false, metAt: wall("08:14") }));
  });

  test("they may hold it late, and it counts as late", () => {
    const run = begins().at("08:20");
    expect(comes(run, leader)).toContain("attendance.signed-on");
    expect(lineUps(run)).toEqual(missed({ open: true }));
    expect(briefs(run.at("08:25"), leader, "李伟")).toContain("attendance.briefed");
    expect(lineUps(run)).toEqual(missed({ open: false, metAt: wall("08:25") }));
  });
});

describe("where somebody else of the shift is there", () => {
  const beside = () => {
    const run = begins().at("06:30");
    expect(run.joins("马超", squad)).toContain("roster.published");
    return run.at("07:30");
  };

  test("whoever is there misses it, and the leader who does not come no other one", () => {
    const run = beside();
    comes(run, "马超");
    expect(lineUps(run.at("09:00"))).toEqual(missed({ open: true }));
  });

  test("who is there has held it: nobody misses it", () => {
    const run = beside();
    comes(run, "马超");
    expect(briefs(run, "马超", "李伟")).toContain("attendance.briefed");
    expect(lineUps(run.at("09:00"))).toEqual([{ open: false, missedAt: undefined, metAt: wall("07:30") }]);
  });

  test("who held it and has gone since held it for the leader too", () => {
    const run = beside();
    comes(run, "马超");
    briefs(run, "马超", "李伟");
    const gone = { ...squad, person: towerPerson("马超"), leftAt: run.at("07:50").tower.world.now, account: "走" };
    expect(run.does("孙涛", "attendance.record-abandonment", gone)).toContain("attendance.abandoned");
    expect(lineUps(run.at("09:00"))).toEqual([{ open: false, missedAt: undefined, metAt: wall("07:30") }]);
  });

  test("neither comes: it is missed once", () => {
    expect(lineUps(beside().at("09:00"))).toEqual(missed({ open: true }));
  });
});

test("whoever is put in too late to come before the beginning has not to hold one", () => {
  const run = begins().at("07:40");
  expect(putsIn(run, "马超")).toContain("roster.cover-arranged");
  expect(lineUps(run.at("09:00"))).toEqual([]);
});
