import { expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { wall } from "#test/tower-world.ts";

/* Closing a shift alone, since nobody was planned, does not excuse whoever is put in afterwards and comes late (GPH-08); nor is that anybody else's lateness. */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [closer, comer, reason] = ["李伟", "马超", "有事"] as const;

/** The shift was closed alone at four; somebody is put in five minutes later, and comes at some time. */
function comesAt(time: string): RunOfShifts {
  const there = new RunOfShifts().at("07:45");
  there.does(closer, "attendance.sign-on", day);
  there.withoutAnybody(evening);
  there.at("16:00").prepares(closer, day, undefined);
  expect(there.signs(closer, day)).toContain("handover.completed");
  expect(there.at("16:05").putsIn(comer, evening)).toContain("roster.published");
  expect(there.at(time).does(comer, "attendance.sign-on", evening)).toContain("attendance.signed-on");
  expect(there.does(closer, "handover.reopen", { ...day, reason })).toContain("handover.reopened");
  there.prepares(closer, day, comer);
  there.checks(comer, day);
  return there;
}

test("they say why who came late, and it is handed over in time once they are there", () => {
  const there = comesAt("17:30");
  expect(there.signs(comer, day)).toBe("handover.late-reason-missing");
  expect(there.signs(comer, day, reason)).toContain("handover.signed");
  expect(there.signs(closer, day)).toContain("handover.completed");
  expect(there.handover(day)).toMatchObject({ owedAnewSince: wall("16:35"), lateMinutes: 0 });
});

test("it is owed since it was taken back where they came in time", () => {
  const there = comesAt("16:30");
  expect(there.signs(comer, day)).toContain("handover.signed");
  expect(there.signs(closer, day)).toContain("handover.completed");
  expect(there.handover(day)).toMatchObject({ owedAnewSince: wall("16:30"), lateMinutes: 0 });
});
