import { expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/* Whoever has not signed off from a shift that was handed over long ago has come for a later one, and is alone at the post (ZB-21, ZB-28). */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const gate = shiftOn("east-gate", "night", 1);
const guard = "李伟";

function handsOver(run: RunOfShifts, who: string, relief: string, shift: ShiftName): void {
  expect(run.prepares(who, shift, relief)).toMatch("handover.prepared");
  run.checks(relief, shift);
  expect(run.signs(relief, shift)).toBe("handover.signed");
  expect(run.signs(who, shift)).toMatch("handover.completed");
}

/** Two minutes after midnight; whoever had the evening has gone, or has not signed off either. */
function aloneInNight(evenTheSecond: "gone" | "there" = "gone"): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  for (const { id: regulation, hash } of packs) run.does("刘洋", "notice.confirm", { regulation, hash });
  run.does(guard, "attendance.sign-on", day);
  run.at("15:40").does("张磊", "attendance.sign-on", evening);
  handsOver(run.at("15:55"), guard, "张磊", day);
  expect(run.at("20:00").withoutAnybody(night)).toMatch("roster");
  expect(run.putsIn(guard, night)).toMatch("roster");
  expect(run.joins("孙涛", gate)).toMatch("roster");
  expect(run.at("23:45").does(guard, "attendance.sign-on", night)).toMatch("signed-on");
  handsOver(run.at("23:55"), "张磊", guard, evening);
  run.at("+1 00:01");
  if (evenTheSecond === "gone") expect(run.does("张磊", "attendance.sign-off", evening)).toMatch("signed-off");
  return run.at("+1 00:02");
}

const leave = { why: "meal", returnBy: wall("+1 00:40") } as const;
const both = [
  ["the shift that runs", night],
  ["the one that was handed over long ago", day],
] as const;

test.each(both)("by %s, they go for no meal while nobody else stands there", (_, shift) => {
  expect(aloneInNight().does(guard, "absence.ask", { ...shift, ...leave })).toBe("absence.cover-missing");
  expect(aloneInNight("there").does(guard, "absence.ask", { ...shift, ...leave })).toBe("absence.cover-missing");
});

test.each(both)("by %s, they stand nowhere else for somebody", (_, own) => {
  const run = aloneInNight();
  const left = { ...gate, person: towerPerson("刘洋") };
  expect(run.does("刘洋", "attendance.sign-on", gate)).toMatch("signed-on");
  expect(run.does("刘洋", "absence.leave-at-once", gate)).toMatch("left-at-once");
  expect(run.does(guard, "absence.accept", { ...left, own })).toBe("absence.leaves-empty");
});

test.each([
  [night, "attendance.other-shift"],
  [day, "attendance.shift-over"],
])("by %j, they move to no other post", (own, code) => {
  const moves = { ...own, to: "east-gate", record: "调岗" };
  expect(aloneInNight().does(guard, "attendance.move", moves)).toBe(code);
});

test.each(both)("whoever stands in for them by %s stays as long as nobody else stands there", (_, own) => {
  const run = aloneInNight();
  for (const who of ["刘洋", "孙涛"]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
  expect(run.does(guard, "absence.leave-at-once", own)).toMatch("left-at-once");
  const left = { ...own, person: towerPerson(guard) };
  expect(run.does("孙涛", "absence.accept", { ...left, own: gate })).toMatch("absence.accepted");
  expect(run.does("孙涛", "absence.stand-down", left)).toBe("absence.still-needed");
});
