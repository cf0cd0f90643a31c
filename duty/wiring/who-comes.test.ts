import { describe, expect, test } from "vitest";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Page } from "#duty/log/log.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { firstDay, towerPerson, wall } from "#test/tower-world.ts";

/* Whoever relieves is due and may still come, or is there; where nobody is, the outgoing person closes the shift alone, but not before its end (ZB-20, ZB-31). */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const awaited = "handover.relief-awaited";

/** 李伟 has the lobby and has prepared the hand-over to 张磊. */
function named(): RunOfShifts {
  const there = new RunOfShifts().at("07:45");
  there.does("李伟", "attendance.sign-on", day);
  expect(there.at("15:30").prepares("李伟", day, "张磊")).toContain("handover.prepared");
  return there;
}

/** The roster puts somebody into the evening again. */
function putIn(there: RunOfShifts, who: string): string {
  const key = { site: "tower", noun: "roster", id: "lobby/2026-11" };
  const { assignments } = there.tower.world.state<{ assignments: { date: string; shift: string }[] }>(key);
  const others = assignments.filter(({ date, shift }) => date !== firstDay || shift !== "evening");
  const now = { date: firstDay, shift: "evening", person: towerPerson(who), leading: true };
  const { head: seen } = there.tower.world.streams.get("tower:roster/lobby/2026-11") ?? {};
  const body = { post: "lobby", month: "2026-11", assignments: [...others, now] };
  return there.does("周敏", "roster.publish", body, { seen });
}

const gone: Readonly<Record<string, (there: RunOfShifts) => string>> = {
  "is recorded as gone": (there) => {
    there.at("15:40").does("张磊", "attendance.sign-on", evening);
    const left = { ...evening, person: towerPerson("张磊"), leftAt: wall("15:45"), account: "走" };
    return there.at("15:50").does("孙涛", "attendance.record-abandonment", left);
  },
  "has moved to another post": (there) => {
    putInBesides(there);
    there.at("15:40").does("张磊", "attendance.sign-on", evening);
    there.does("马超", "attendance.sign-on", evening);
    return there.at("15:50").does("张磊", "attendance.move", { ...evening, to: "east-gate", record: "好" });
  },
  "has left the company": (there) => there.leavesTheCompany("张磊"),
};

/** A second person in the evening, so that somebody stays when the relief moves; they go again. */
function putInBesides(there: RunOfShifts): void {
  const key = { site: "tower", noun: "roster", id: "lobby/2026-11" };
  const { assignments } = there.tower.world.state<{ assignments: object[] }>(key);
  const { head: seen } = there.tower.world.streams.get("tower:roster/lobby/2026-11") ?? {};
  const besides = { date: firstDay, shift: "evening", person: towerPerson("马超"), leading: false };
  there.does(
    "周敏",
    "roster.publish",
    { post: "lobby", month: "2026-11", assignments: [...assignments, besides] },
    { seen },
  );
}

describe.each(Object.keys(gone))("the relief that was named %s", (how) => {
  test("so they are not waited for: the form is not signed with their name, nor prepared with it", () => {
    const there = named();
    gone[how]?.(there);
    expect(there.signs("李伟", day)).toBe("handover.relief-gone");
    there.does("李伟", "handover.reopen", { ...day, reason: "x" });
    expect(there.prepares("李伟", day, "张磊")).toBe("handover.relief-not-due");
  });
});

describe.each(["is recorded as gone", "has left the company"])("where nobody else comes and the relief %s", (how) => {
  test("what is written stays, and the shift is closed alone when it is over", () => {
    const there = named();
    gone[how]?.(there);
    expect(there.amends("李伟", day)).toBe("handover.amended");
    expect(there.form(day)).toMatchObject({ relief: undefined, summary: { sealed: "正常" }, next: shiftId(evening) });
    expect(there.at("15:59").signs("李伟", day)).toBe(awaited);
    expect(there.at("16:00").signs("李伟", day)).toContain("handover.completed");
    expect(there.handover(day)).toMatchObject({ phase: "completed", incoming: undefined });
    const page = there.tower.world.state<Page>({ site: "tower", noun: "log", id: shiftId(day) });
    expect(page).toMatchObject({ phase: "closed", next: shiftId(evening) });
  });

  test("whoever is put in meanwhile is named on the same form", () => {
    const there = named();
    gone[how]?.(there);
    there.amends("李伟", day);
    putIn(there, "马超");
    expect(there.signs("李伟", day)).toBe("handover.relief-has-come");
    expect(there.amends("李伟", day, "马超")).toContain("handover.amended");
    there.at("15:50").does("马超", "attendance.sign-on", evening);
    there.checks("马超", day);
    expect(there.signs("马超", day)).toBe("handover.signed");
    expect(there.signs("李伟", day)).toContain("handover.completed");
  });
});

test("closed alone for want of a relief only once the shift is over; until then whoever comes is named, and the page is cut for them", () => {
  const there = new RunOfShifts().at("07:45");
  there.does("李伟", "attendance.sign-on", day);
  there.at("15:00").leavesTheCompany("张磊");
  expect(there.at("15:05").prepares("李伟", day, undefined)).toContain("handover.prepared");
  expect(there.signs("李伟", day)).toBe(awaited);
  there.does("李伟", "log.write-line", { ...day, text: "又一行", category: "routine" });
  putIn(there, "马超");
  there.at("15:50").does("马超", "attendance.sign-on", evening);
  expect(there.amends("李伟", day, "马超")).toContain("handover.amended log.page-cut");
  there.checks("马超", day);
  expect(there.signs("马超", day)).toBe("handover.signed");
  expect(there.signs("李伟", day)).toContain("handover.completed");
});

test("where the next month is not published, nobody can be named, and the shift is closed alone", () => {
  const there = new RunOfShifts(10);
  const last = shiftOn("lobby", "evening", 9);
  there.at("+9 15:50").does("欧阳建国", "attendance.sign-on", last);
  expect(there.at("+9 23:30").prepares("欧阳建国", last, undefined)).toContain("handover.prepared");
  there.tower.world.moveTo(plusMinutes(wall("+9 23:59"), 1));
  expect(there.signs("欧阳建国", last)).toContain("handover.completed");
});

describe("a post with one shift", () => {
  const desk = shiftOn("desk", "day");
  function single(): RunOfShifts {
    const there = new RunOfShifts();
    const functions = { "squad-leader": "squad-leader", "department-manager": "department-manager" };
    const binds = [{ regulation: "guard-post-handover", as: "guard", functions, parameters: {} }];
    const shifts = [{ key: "day", name: "早班", starts: "08:00", minutes: 480 }];
    const post = { key: "desk", name: "前台", department: "保安部", kit: [], books: [], binds, shifts };
    there.does("setup", "site.establish-post", post);
    const assignments = [{ date: firstDay, shift: "day", person: towerPerson("马超"), leading: true }];
    there.does("周敏", "roster.publish", { post: "desk", month: "2026-11", assignments });
    there.at("07:50").does("马超", "attendance.sign-on", desk);
    return there;
  }

  test("is left once it is closed, not before", () => {
    const there = single().at("16:00");
    expect(there.does("马超", "attendance.sign-off", desk)).toBe("attendance.post-unclosed");
    there.prepares("马超", desk, undefined);
    expect(there.does("马超", "attendance.sign-off", desk)).toBe("attendance.post-unclosed");
    expect(there.signs("马超", desk)).toContain("handover.completed");
    expect(there.does("马超", "attendance.sign-off", desk)).toContain("attendance.signed-off");
  });

  test("and closed before its end, it is kept until then", () => {
    const there = single().at("15:50");
    there.prepares("马超", desk, undefined);
    expect(there.signs("马超", desk)).toContain("handover.completed");
    expect(there.does("马超", "attendance.sign-off", desk)).toBe("attendance.post-uncovered");
    expect(there.at("16:00").does("马超", "attendance.sign-off", desk)).toContain("attendance.signed-off");
  });
});

describe("whoever leads the shift has left at once", () => {
  function left(time = "15:10"): RunOfShifts {
    const there = new RunOfShifts().at("07:45");
    there.does("李伟", "attendance.sign-on", day);
    there.at("15:10").does("张磊", "attendance.sign-on", evening);
    there.at(time).does("李伟", "absence.leave-at-once", day);
    return there;
  }

  test("a superior stands in from the moment on at which handing over may be prepared", () => {
    const there = left().at("15:20");
    expect(there.does("孙涛", "handover.stand-in", { ...day, reason: "突发" })).toBe("handover.stood-in");
    expect(there.prepares("孙涛", day, "张磊")).toContain("handover.prepared");
    there.checks("张磊", day);
    expect(there.signs("张磊", day)).toBe("handover.signed");
    expect(there.signs("孙涛", day)).toContain("handover.completed");
  });

  test("and what they left in disorder is told of at once", () => {
    expect(
      left()
        .at("15:20")
        .does("张磊", "handover.report-fault", { ...day, text: "门坏" }),
    ).toContain("fault-found");
  });

  test("not so where they went for a while, and not hours before", () => {
    const there = new RunOfShifts().at("07:45");
    there.does("李伟", "attendance.sign-on", day);
    there.at("10:00").does("李伟", "absence.leave-at-once", day);
    expect(there.does("孙涛", "handover.stand-in", { ...day, reason: "突发" })).toBe("handover.outgoing-there");
  });
});

test("whoever covers for the relief tells what the shift before left in disorder", () => {
  const there = named();
  const gate = shiftOn("east-gate", "evening");
  const key = { site: "tower", noun: "roster", id: "east-gate/2026-11" };
  const { assignments } = there.tower.world.state<{ assignments: object[] }>(key);
  const { head: seen } = there.tower.world.streams.get("tower:roster/east-gate/2026-11") ?? {};
  const second = { date: firstDay, shift: "evening", person: towerPerson("马超"), leading: false };
  const body = { post: "east-gate", month: "2026-11", assignments: [...assignments, second] };
  there.does("周敏", "roster.publish", body, { seen });
  there.at("15:50").does("张磊", "attendance.sign-on", evening);
  there.checks("张磊", day);
  there.signs("张磊", day);
  there.signs("李伟", day);
  for (const who of ["马超", "赵鹏"]) there.does(who, "attendance.sign-on", gate);
  const cover = { ...gate, person: towerPerson("马超") };
  there.at("17:00").does("张磊", "absence.ask", { ...evening, why: "meal", returnBy: wall("18:00"), cover });
  const report = () => there.does("马超", "handover.report-fault", { ...day, text: "坏" });
  expect(report()).toBe("handover.not-on-duty");
  there.does("马超", "absence.accept", { ...evening, person: towerPerson("张磊"), own: gate });
  expect(report()).toContain("handover.fault-found");
});

test("a shift of a time before any rule is found no fault with", () => {
  const there = new RunOfShifts().at("15:50");
  there.does("张磊", "attendance.sign-on", evening);
  const long = { ...day, date: "2020-01-01", text: "坏" };
  expect(there.does("张磊", "handover.report-fault", long)).toBe("handover.no-rule-then");
});
