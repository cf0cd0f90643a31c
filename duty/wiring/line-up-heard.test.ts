import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/* The line-up of the squad leader's post is held for guards who take the shift, at whichever post of the site (SLH-03). */

const [squad, lobby] = [shiftOn("squad", "day"), shiftOn("lobby", "day")];
const leader = "周敏";

function begun(): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  expect(run.does(leader, "attendance.sign-on", squad)).toMatch("signed-on");
  return run;
}

function briefs(run: RunOfShifts, ...attendees: string[]): string {
  const body = { ...squad, keyPoints: "注意访客", attendees: attendees.map(towerPerson) };
  return run.does(leader, "attendance.brief", body);
}

describe("a line-up heard by", () => {
  test.each([
    ["an administrator alone", ["何雅静"]],
    ["managers alone", ["黄丽华", "林志远"]],
    ["a guard of a later shift alone", ["张磊"]],
    ["a reserve who is in no plan alone", ["马超"]],
    ["a leader who is off today, and oneself", ["吴军", "周敏"]],
  ])("%s is none", (_, attendees) => {
    expect(briefs(begun(), ...attendees)).toBe("attendance.attendees-missing");
  });

  test.each(["is due for", "has come for"])(
    "another leader who %s the same shift alone is none where guards take it",
    (how) => {
      const run = begun();
      expect(run.joins("吴军", squad)).toMatch("roster.published");
      if (how === "has come for") expect(run.does("吴军", "attendance.sign-on", squad)).toMatch("signed-on");
      expect(briefs(run, "吴军")).toBe("attendance.attendees-missing");
      expect(briefs(run, "吴军", "李伟")).toMatch("attendance.briefed");
    },
  );

  test("a guard who is due for the shift is one, whoever else is named", () => {
    expect(briefs(begun(), "李伟")).toBe("attendance.briefed");
    expect(briefs(begun(), "何雅静", "李伟", "马超")).toBe("attendance.briefed");
  });

  test("whoever was put in for somebody is one, and whom they were put in for is none", () => {
    const cover = { ...lobby, absent: towerPerson("李伟"), cover: towerPerson("马超"), reason: "不适" };
    const run = begun();
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toMatch("roster.cover-arranged");
    expect(briefs(run, "李伟")).toBe("attendance.attendees-missing");
    expect(briefs(run, "马超")).toBe("attendance.briefed");
  });

  test("a guard who is on duty in the shift is one, also where the plan has dropped them since", () => {
    const run = begun();
    expect(run.does("李伟", "attendance.sign-on", lobby)).toMatch("signed-on");
    const cover = { ...lobby, absent: towerPerson("李伟"), cover: towerPerson("马超"), reason: "不适" };
    expect(run.does("黄丽华", "roster.arrange-cover", cover)).toMatch("roster.cover-arranged");
    expect(briefs(run, "李伟")).toBe("attendance.briefed");
  });
});

describe("whoever has left their post for a while", () => {
  const away = (...who: string[]): RunOfShifts => {
    const run = begun();
    for (const each of who) {
      expect(run.does(each, "attendance.sign-on", lobby)).toMatch("signed-on");
      expect(run.at("07:45").does(each, "absence.leave-at-once", lobby)).toMatch("absence.left-at-once");
    }
    return run;
  };

  test("hears no line-up, alone or beside others, until they are back", () => {
    const run = away("李伟");
    for (const all of [["李伟"], ["李伟", "何雅静"]]) expect(briefs(run, ...all)).toBe("attendance.attendee-away");
    expect(run.at("07:50").does("李伟", "absence.come-back", lobby)).toMatch("absence.returned");
    expect(briefs(run, "李伟")).toMatch("attendance.briefed");
  });

  test("and covers at another post, hears it there", () => {
    const run = begun();
    const gate = shiftOn("east-gate", "day");
    expect(run.joins("马超", gate)).toContain("roster.published");
    expect(run.joins("王强", gate)).toContain("roster.published");
    for (const who of ["马超", "王强"]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
    expect(run.does("李伟", "attendance.sign-on", lobby)).toMatch("signed-on");
    run.at("07:45").does("李伟", "absence.leave-at-once", lobby);
    const cover = { ...lobby, person: towerPerson("李伟"), own: gate };
    expect(run.does("马超", "absence.accept", cover)).toContain("absence.accepted");
    expect(briefs(run, "马超")).toMatch("attendance.briefed");
  });

  test("keeps nobody from holding it where no other guard takes the shift", () => {
    const run = new RunOfShifts().at("07:35");
    run.withoutAnybody(shiftOn("east-gate", "day"));
    expect(run.at("07:40").does(leader, "attendance.sign-on", squad)).toMatch("signed-on");
    expect(run.does("李伟", "attendance.sign-on", lobby)).toMatch("signed-on");
    expect(briefs(run)).toBe("attendance.attendees-missing");
    run.at("07:45").does("李伟", "absence.leave-at-once", lobby);
    expect(briefs(run)).toMatch("attendance.briefed");
  });
});

describe("where nobody else takes the shift at the site", () => {
  const evening = shiftOn("squad", "evening");
  const aloneAtSite = (): RunOfShifts => {
    const run = begun();
    for (const post of ["lobby", "east-gate"]) run.withoutAnybody(shiftOn(post, "evening"));
    run.at("15:40").does("吴军", "attendance.sign-on", evening);
    return run;
  };
  const holds = (run: RunOfShifts, ...attendees: string[]) =>
    run.does("吴军", "attendance.brief", {
      ...{ ...evening, keyPoints: "注意访客" },
      attendees: attendees.map(towerPerson),
    });

  test("the leader holds the line-up alone, and it is not missed", () => {
    const run = aloneAtSite();
    expect(holds(run)).toBe("attendance.briefed");
    run.at("16:30");
    const { escalations } =
      run.tower.world.streams.get(`tower:attendance/squad/${evening.date}/evening/${towerPerson("吴军")}`) ?? {};
    expect(escalations).toEqual({});
  });

  test("one more who is due is named again", () => {
    const run = aloneAtSite();
    expect(run.joins("马超", evening)).toMatch("roster.published");
    expect(holds(run)).toBe("attendance.attendees-missing");
    expect(holds(run, "马超")).toBe("attendance.briefed");
  });
});
