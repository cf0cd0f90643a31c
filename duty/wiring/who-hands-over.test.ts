import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* Who speaks for the outgoing side of the lobby while its people go, come back, and let others hand over in their place (ZB-17, ZB-18). */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const reason = "情况紧急";

/** 李伟 has left at once at ten to four, 张磊 is there, and at five past 周敏 stands in. */
function stoodIn(): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  run.at("15:40");
  expect(run.does("张磊", "attendance.sign-on", evening)).toMatch("signed-on");
  run.at("15:50");
  expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("left-at-once");
  run.at("16:05");
  expect(standsIn(run, "周敏")).toBe("handover.stood-in");
  return run;
}

function standsIn(run: RunOfShifts, who: string): string {
  return run.does(who, "handover.stand-in", { ...day, reason });
}

function passes(run: RunOfShifts, from: string): void {
  run.checks("张磊", day);
  expect(run.signs("张磊", day, "等人代交")).toBe("handover.signed");
  expect(run.signs(from, day, "等人代交")).toMatch("handover.completed");
  expect(run.handover(day)).toMatchObject({ outgoing: towerPerson(from), incoming: towerPerson("张磊") });
}

function losesFunction(run: RunOfShifts): void {
  const held = { person: towerPerson("周敏"), function: "squad-leader", site: "tower", reason };
  expect(run.does("何雅静", "person.end-function", held, { site: "head-office" })).toMatch("function-ended");
}

describe("a superior who stood in", () => {
  const ways = {
    "has left the company": (run: RunOfShifts) => run.leavesTheCompany("周敏"),
    "lost the function": losesFunction,
  };

  test.each(Object.entries(ways))("and %s may not go on, and another one hands over", (_, goes) => {
    const run = stoodIn();
    goes(run);
    expect(run.prepares("周敏", day, "张磊")).toBe("handover.not-leading");
    expect(standsIn(run, "黄丽华")).toBe("handover.stood-in");
    expect(run.prepares("黄丽华", day, "张磊")).toMatch("handover.prepared");
    passes(run, "黄丽华");
  });

  test("and has not signed lets another one, who writes the form anew; the words stay as a draft", () => {
    const run = stoodIn();
    expect(run.prepares("周敏", day, "张磊")).toMatch("handover.prepared");
    const written = run.form(day);
    expect(standsIn(run, "黄丽华")).toBe("handover.reopened handover.stood-in log.page-reopened");
    expect(run.form(day)).toEqual(written);
    expect(run.prepares("周敏", day, "张磊")).toBe("handover.not-leading");
    expect(run.prepares("黄丽华", day, "张磊")).toMatch("handover.prepared");
    passes(run, "黄丽华");
  });

  test("and has signed lets nobody, until it is reopened; what one of a side has signed no other goes on with", () => {
    const run = stoodIn();
    run.prepares("周敏", day, "张磊");
    run.checks("张磊", day);
    expect(run.signs("周敏", day, "等人代交")).toBe("handover.signed");
    expect(standsIn(run, "黄丽华")).toBe("handover.signed-already");
    losesFunction(run);
    run.does("李伟", "absence.come-back", day);
    expect(run.signs("李伟", day, "等人代交")).toBe("handover.signed-already");
    expect(run.does("张磊", "handover.reopen", { ...day, reason })).toMatch("handover.reopened");
    expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
    passes(run, "李伟");
  });

  test("gives way to whoever led once they are back, and does not once they have signed", () => {
    const run = stoodIn();
    run.prepares("周敏", day, "张磊");
    run.does("李伟", "absence.come-back", day);
    expect(run.signs("周敏", day, "等人代交")).toBe("handover.not-the-relief");
    expect(run.signs("李伟", day, "等人代交")).toBe("handover.words-of-another");
    expect(run.amends("李伟", day)).toBe("handover.amended");
    passes(run, "李伟");
    const signed = stoodIn();
    signed.prepares("周敏", day, "张磊");
    signed.checks("张磊", day);
    expect(signed.signs("周敏", day, "等人代交")).toBe("handover.signed");
    signed.does("李伟", "absence.come-back", day);
    expect(signed.signs("李伟", day, "等人代交")).toBe("handover.not-the-relief");
    expect(signed.signs("张磊", day, "等人代交")).toMatch("handover.completed");
  });
});

test("where the relief that was named has gone and the outgoing side has signed, whoever comes instead takes the form back", () => {
  const run = new RunOfShifts().at("07:40");
  run.does("李伟", "attendance.sign-on", day);
  run.at("15:40");
  run.does("张磊", "attendance.sign-on", evening);
  run.prepares("李伟", day, "张磊");
  run.checks("张磊", day);
  expect(run.signs("李伟", day)).toBe("handover.signed");
  const cover = { ...evening, absent: towerPerson("张磊"), cover: towerPerson("王强"), reason };
  run.does("黄丽华", "roster.arrange-cover", cover);
  expect(run.does("王强", "attendance.sign-on", evening)).toMatch("signed-on");
  expect(run.does("王强", "handover.reopen", { ...day, reason })).toBe("handover.not-a-side");
  for (const who of ["李伟", "张磊"]) expect(run.leavesTheCompany(who)).toMatch("person.left");
  run.at("16:05");
  expect(standsIn(run, "周敏")).toBe("handover.signed-already");
  expect(run.does("王强", "handover.reopen", { ...day, reason })).toMatch("handover.reopened");
  expect(standsIn(run, "周敏")).toBe("handover.stood-in");
  expect(run.prepares("周敏", day, "王强")).toMatch("handover.prepared");
});

test("whoever of the shift is not away leads it, and frees whoever is; who comes back before it is signed leads again", () => {
  const run = new RunOfShifts();
  const { entries = [] } = run.tower.world.streams.get("tower:roster/lobby/2026-11") ?? {};
  const published = entries.findLast(({ type }) => type === "roster.published")?.body as { assignments: object[] };
  const second = { date: day.date, shift: "day", person: towerPerson("马超"), leading: false };
  const month = { post: "lobby", month: "2026-11", assignments: [...published.assignments, second] };
  const { head: seen } = run.tower.world.streams.get("tower:roster/lobby/2026-11") ?? {};
  expect(run.does("黄丽华", "roster.publish", month, { seen })).toMatch("roster.published");
  run.at("07:40");
  for (const who of ["李伟", "马超"]) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  run.at("15:00");
  run.does("李伟", "absence.ask", { ...day, why: "work", returnBy: wall("15:30") });
  run.at("15:45");
  run.does("张磊", "attendance.sign-on", evening);
  expect(standsIn(run, "周敏")).toBe("handover.outgoing-there");
  expect(run.prepares("马超", day, "张磊")).toMatch("handover.prepared");
  expect(run.does("李伟", "absence.come-back", day)).toMatch("absence.returned");
  expect(run.does("马超", "handover.reopen", { ...day, reason })).toBe("handover.not-a-side");
  expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("left-at-once");
  passes(run, "马超");
  run.at("16:01");
  for (const who of ["李伟", "马超"]) expect(run.does(who, "attendance.sign-off", day)).toMatch("signed-off");
});
