import { expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson } from "#test/tower-world.ts";

/*
 * A shift was closed alone, since nobody followed, and nobody of it is there any more when somebody comes for the next one after all: they have it
 * opened again, somebody entitled hands over in the place of those who have gone, and both sign (ZB-17, ZB-20, GPH-04).
 */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const reason = "有人来接班";

/** Whoever closed the day alone has abandoned the post, or has left the company. */
const goes: Readonly<Record<string, (run: RunOfShifts) => unknown>> = {
  "is recorded as gone": (run) => {
    const gone = { ...day, person: towerPerson("李伟"), leftAt: run.tower.world.now, account: "走" };
    return run.does("孙涛", "attendance.record-abandonment", gone);
  },
  "has left the company": (run) => run.leavesTheCompany("李伟"),
};

function closedAndGone(how: string): RunOfShifts {
  const run = new RunOfShifts().at("07:45");
  for (const { id: regulation, hash } of packs) run.does("马超", "notice.confirm", { regulation, hash });
  run.withoutAnybody(evening);
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  run.at("15:50").prepares("李伟", day, undefined);
  expect(run.at("16:00").signs("李伟", day)).toContain("handover.completed");
  goes[how]?.(run.at("16:10"));
  return run;
}

test.each(Object.keys(goes))("where whoever closed it %s, whoever comes has it opened and is handed over to", (how) => {
  const run = closedAndGone(how);
  expect(run.does("孙涛", "handover.reopen", { ...day, reason })).toBe("handover.completed-already");
  run.at("16:20").putsIn("马超", evening);
  expect(run.does("马超", "attendance.sign-on", evening)).toContain("attendance.signed-on");
  expect(run.does("孙涛", "handover.reopen", { ...day, reason })).toBe("handover.not-a-side");
  expect(run.does("马超", "handover.reopen", { ...day, reason })).toContain("handover.reopened");
  expect(run.does("孙涛", "handover.stand-in", { ...day, reason })).toContain("handover.stood-in");
  expect(run.prepares("孙涛", day, "马超")).toContain("handover.prepared");
  expect(run.checks("马超", day)).toContain("handover.counted");
  for (const who of ["马超", "孙涛"]) run.signs(who, day, reason);
  expect(run.handover(day)).toMatchObject({ phase: "completed", incoming: towerPerson("马超") });
  expect(run.does("马超", "handover.reopen", { ...day, reason })).toBe("handover.completed-already");
});

test("a shift further on opens nothing that was closed alone before the last one", () => {
  const run = closedAndGone("is recorded as gone").at("20:00");
  run.withoutAnybody(night);
  run.putsIn("马超", night);
  expect(run.at("23:50").does("马超", "attendance.sign-on", night)).toMatch("signed-on");
  expect(run.does("马超", "handover.reopen", { ...day, reason })).toBe("handover.completed-already");
});
