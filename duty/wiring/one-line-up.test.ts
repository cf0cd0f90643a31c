import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/* A shift has one line-up: whoever holds it has held it for everybody who stands in the shift, or comes to it (SLH-03). */

const squad = shiftOn("squad", "day");

function briefingsOf(there: RunOfShifts, who: string) {
  const key = `tower:attendance/squad/${squad.date}/day/${towerPerson(who)}`;
  const { obligations = [], entries = [] } = there.tower.world.streams.get(key) ?? {};
  const missed = entries.filter(({ type, body }) => type === "obligation.missed" && keyIn(body) === "briefing");
  const outstanding = obligations.filter(
    ({ key: its, metAt, endedAt }) => its === "briefing" && metAt === undefined && endedAt === undefined,
  );
  return { missed: missed.length, owed: outstanding.length };
}

function keyIn(body: unknown): unknown {
  return typeof body === "object" && body !== null && "key" in body ? body.key : undefined;
}

function twoLeaders(): RunOfShifts {
  const there = new RunOfShifts().at("06:30");
  expect(there.joins("马超", squad)).toContain("roster.published");
  there.at("07:30").does("周敏", "attendance.sign-on", squad);
  return there;
}

const briefs = (there: RunOfShifts, who: string, ...attendees: string[]) =>
  there.does(who, "attendance.brief", { ...squad, keyPoints: "注意访客", attendees: attendees.map(towerPerson) });
const comes = (there: RunOfShifts) => there.does("马超", "attendance.sign-on", squad);

describe("whoever does not lead the shift misses no line-up", () => {
  test.each([
    ["who stood there, and is named", "07:30", ["马超", "李伟"]],
    ["who stood there, and is not named", "07:30", ["李伟"]],
  ])("%s", (_, __, attendees) => {
    const there = twoLeaders();
    comes(there);
    expect(briefs(there, "周敏", ...attendees)).toContain("attendance.briefed");
    there.at("08:05");
    expect(briefingsOf(there, "马超")).toEqual({ missed: 0, owed: 0 });
    expect(briefingsOf(there, "周敏")).toEqual({ missed: 0, owed: 0 });
  });

  test.each(["07:44", "07:59", "08:10"])("who comes after it, at %s", (time) => {
    const there = twoLeaders();
    expect(briefs(there, "周敏", "李伟")).toContain("attendance.briefed");
    expect(comes(there.at(time))).toContain("attendance.signed-on");
    there.at("08:20");
    expect(briefingsOf(there, "马超")).toEqual({ missed: 0, owed: 0 });
  });

  test("nor does the leader, where the second one has held it", () => {
    const there = twoLeaders();
    comes(there);
    expect(briefs(there, "马超", "周敏", "李伟")).toContain("attendance.briefed");
    there.at("08:05");
    expect(briefingsOf(there, "周敏")).toEqual({ missed: 0, owed: 0 });
  });
});

test("where nobody holds one, whoever is there misses it", () => {
  const there = twoLeaders();
  comes(there);
  there.at("08:05");
  for (const who of ["周敏", "马超"]) expect(briefingsOf(there, who)).toEqual({ missed: 1, owed: 1 });
});

describe("whoever leads instead, and is there before the shift begins, holds one", () => {
  const lobby = shiftOn("lobby", "day");
  const beginning = () => new RunOfShifts().at("07:40");
  const putIn = (there: RunOfShifts) => {
    const cover = { ...squad, absent: towerPerson("周敏"), cover: towerPerson("马超"), reason: "不适" };
    expect(there.at("07:46").does("黄丽华", "roster.arrange-cover", cover)).toContain("roster.cover-arranged");
  };

  test.each([
    ["07:50", 1],
    ["08:00", 0],
  ] as const)("put in at 07:46 and there at %s", (time, owed) => {
    const there = beginning();
    putIn(there);
    expect(comes(there.at(time))).toContain("attendance.signed-on");
    expect(briefingsOf(there, "马超")).toEqual({ missed: 0, owed });
    there.at("08:20");
    expect(briefingsOf(there, "马超")).toEqual({ missed: owed, owed });
  });

  const moves = (there: RunOfShifts) =>
    there.does("吴军", "attendance.move", { ...lobby, to: "squad", record: "调岗" });
  const beside = () => {
    const there = beginning();
    expect(there.joins("吴军", lobby)).toContain("roster.published");
    for (const who of ["李伟", "吴军"]) expect(there.does(who, "attendance.sign-on", lobby)).toContain("signed-on");
    return there;
  };

  test("moved there at 07:50, where nobody has", () => {
    const there = beside();
    expect(moves(there.at("07:50"))).toContain("attendance.moved");
    expect(briefingsOf(there, "吴军")).toEqual({ missed: 0, owed: 1 });
  });

  test("moved there after the leader has held it, one has not to hold another", () => {
    const there = beside();
    expect(there.does("周敏", "attendance.sign-on", squad)).toContain("signed-on");
    expect(briefs(there, "周敏", "李伟")).toContain("attendance.briefed");
    expect(moves(there.at("07:50"))).toContain("attendance.lined-up");
    expect(briefingsOf(there.at("08:20"), "吴军")).toEqual({ missed: 0, owed: 0 });
  });
});
