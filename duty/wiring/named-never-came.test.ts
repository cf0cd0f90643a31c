import { describe, expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * A line-up may be held before anybody has signed on, and so whoever leads may name people who never come. Once the shift is over that is told beside
 * the line-up: nobody stands as having heard it who was not there (SLH-03).
 */

const [squad, lobby, gate] = [shiftOn("squad", "day"), shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const leader = "周敏";

function linedUp(...attendees: string[]): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  expect(run.does(leader, "attendance.sign-on", squad)).toMatch("signed-on");
  const body = { ...squad, keyPoints: "注意访客", attendees: attendees.map(towerPerson) };
  expect(run.does(leader, "attendance.brief", body)).toContain("attendance.briefed");
  return run;
}

/** What the turn of whoever held the line-up tells of it once its shift is over, and when. */
function toldAfter(run: RunOfShifts, time = "16:30"): unknown[] {
  run.at(time);
  const { entries = [] } =
    run.tower.world.streams.get(`tower:attendance/${turnId({ ...squad, person: towerPerson(leader) })}`) ?? {};
  return entries
    .filter(({ type }) => type === "attendance.named-never-came")
    .map(({ at, body }) => ({ at, ...(body as object) }));
}

const missing = (...people: string[]) => [{ at: wall("16:00"), people: people.map(towerPerson) }];

describe("of those whom a line-up named, when its shift is over", () => {
  test("whoever was due and never came is told of; whoever came, however late, is not", () => {
    const run = linedUp("李伟", "刘洋");
    run.at("11:00");
    expect(run.does("李伟", "attendance.sign-on", lobby)).toMatch("signed-on");
    expect(toldAfter(run)).toEqual(missing("刘洋"));
  });

  test("whoever was due nowhere and listened beside the others is not told of, and nothing is where all came", () => {
    const run = linedUp("李伟", "何雅静", "马超", "周敏");
    run.does("李伟", "attendance.sign-on", lobby);
    expect(toldAfter(run)).toEqual([]);
  });

  test("whoever did not come and was taken out of the plan for it is told of, and who was put in for them and came is not", () => {
    const run = linedUp("李伟");
    run.at("08:30");
    const cover = { ...lobby, absent: towerPerson("李伟"), cover: towerPerson("马超"), reason: "没来" };
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toContain("cover-arranged");
    expect(run.does("马超", "attendance.sign-on", lobby)).toMatch("signed-on");
    expect(toldAfter(run)).toEqual(missing("李伟"));
  });

  test("whoever came at another post of the site has come, also where they have gone again", () => {
    const run = linedUp("李伟");
    const cover = { ...lobby, absent: towerPerson("李伟"), cover: towerPerson("马超"), reason: "调岗" };
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toContain("cover-arranged");
    expect(run.joins("李伟", gate)).toContain("published");
    expect(run.does("李伟", "attendance.sign-on", gate)).toMatch("signed-on");
    const gone = { ...gate, person: towerPerson("李伟"), leftAt: wall("08:00"), account: "不见人" };
    expect(run.at("08:00").does("黄丽华", "attendance.record-abandonment", gone)).toContain("abandoned");
    expect(toldAfter(run)).toEqual([]);
  });
});

test("it is told once, also where whoever held the line-up was recorded as gone and has come again", () => {
  const run = linedUp("刘洋");
  const gone = { ...squad, person: towerPerson(leader), leftAt: wall("09:00"), account: "不见人" };
  expect(run.at("09:00").does("黄丽华", "attendance.record-abandonment", gone)).toContain("abandoned");
  expect(run.at("09:30").does(leader, "attendance.sign-on", squad)).toMatch("signed-on");
  expect(toldAfter(run)).toEqual(missing("刘洋"));
  expect(toldAfter(run, "20:00")).toHaveLength(1);
});
