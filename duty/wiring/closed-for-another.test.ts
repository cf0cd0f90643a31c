import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { brokenNow, noPremises } from "#test/standing-truths.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * Whoever goes on into the next shift closes theirs alone (ZB-20). Where the plan puts somebody else into the next one again, there are two
 * sides, and the post passes by the signatures of both, whichever of their turns whoever closed it would sign off first (ZB-18, GPH-09).
 */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const [guard, relief] = ["李伟", "张磊"];

/** 李伟 stood in for 张磊, closed the day alone and signed on for the evening, which is 张磊's again from 15:50. */
function givenBack(): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  expect(run.does(guard, "attendance.sign-on", day)).toMatch("signed-on");
  const cover = { ...evening, absent: towerPerson(relief), cover: towerPerson(guard), reason: "发烧" };
  expect(run.at("10:00").does("黄丽华", "roster.arrange-cover", cover)).toMatch("cover-arranged");
  expect(run.at("15:30").prepares(guard, day, guard)).toMatch("handover.prepared");
  expect(run.signs(guard, day)).toMatch("handover.completed");
  expect(run.at("15:40").does(guard, "attendance.sign-on", evening)).toMatch("signed-on");
  const taken = { ...evening, cover: towerPerson(guard), reason: "退烧了" };
  expect(run.at("15:50").does("黄丽华", "roster.take-back-cover", taken)).toMatch("cover-taken-back");
  return run;
}

test.each([
  ["the day first", [day, evening]],
  ["the evening first", [evening, day]],
] as const)("the relief is there: %s, nobody goes before both have signed", (_, turns) => {
  const run = givenBack().at("15:55");
  expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
  run.at("16:00");
  for (const turn of turns) run.does(guard, "attendance.sign-off", turn);
  expect(run.does(guard, "attendance.sign-off", day)).toBe("attendance.closed-alone");
  expect(run.does(guard, "handover.reopen", { ...day, reason: "接班人来了" })).toMatch("handover.reopened");
  expect(run.prepares(guard, day, relief)).toMatch("handover.prepared");
  run.checks(relief, day);
  expect(run.signs(relief, day)).toMatch("handover.signed");
  expect(run.signs(guard, day)).toMatch("handover.completed");
  expect(run.does(guard, "attendance.sign-off", day)).toMatch("signed-off");
});

test("the relief is late: whoever closed the day waits for them, by whichever turn", () => {
  const run = givenBack().at("16:05");
  for (const turn of [day, evening])
    expect(run.does(guard, "attendance.sign-off", turn)).toMatch(/attendance\.(post-uncovered|closed-alone)/);
  run.at("16:40").does(relief, "attendance.sign-on", evening);
  expect(run.does(guard, "attendance.sign-off", day)).toBe("attendance.closed-alone");
});

test("nobody is planned in their place: they are held, late for nothing, and hand over to whoever is put in", () => {
  const run = givenBack().at("15:51");
  expect(run.withoutAnybody(evening)).toMatch("roster.published");
  run.at("16:00");
  for (const turn of [day, evening])
    expect(run.does(guard, "attendance.sign-off", turn)).toBe("attendance.post-uncovered");
  const { world } = run.at("18:30").tower;
  expect(brokenNow(world, noPremises())).toEqual([]);
  const own = world.streams.get(`tower:attendance/${turnId({ ...day, person: towerPerson(guard) })}`);
  expect(own?.entries.map(({ type }) => type)).not.toContain("obligation.missed");
  expect(run.putsIn("马超", evening)).toMatch("roster.published");
  expect(run.at("18:50").does("马超", "attendance.sign-on", evening)).toMatch("signed-on");
  expect(run.does(guard, "attendance.sign-off", day)).toBe("attendance.closed-alone");
});

test("whoever goes on into a shift that is theirs closes the one before alone, as ever", () => {
  const run = new RunOfShifts().at("07:40");
  run.does(guard, "attendance.sign-on", day);
  const cover = { ...evening, absent: towerPerson(relief), cover: towerPerson(guard), reason: "发烧" };
  run.at("10:00").does("黄丽华", "roster.arrange-cover", cover);
  run.at("15:30").prepares(guard, day, guard);
  run.signs(guard, day);
  run.at("15:40").does(guard, "attendance.sign-on", evening);
  expect(run.at("16:00").does(guard, "attendance.sign-off", day)).toMatch("signed-off");
});
