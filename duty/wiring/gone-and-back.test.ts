import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import { minute } from "#duty/grammar/time.ts";
import { emptinessCalled, must } from "#test/emptiness-called.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson } from "#test/tower-world.ts";

/* Whoever was recorded as gone from a post that is called as empty, and stands there again, ends the call about it, however it began (ZB-22). */

const [lobby, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const [guard, cover, other] = ["李伟", "刘洋", "陈刚"] as const;
const turn = { ...lobby, person: towerPerson(guard) };

function morning(): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs)
    for (const who of [cover, other]) run.does(who, "notice.confirm", { regulation, hash });
  expect(run.joins(other, gate)).toContain("published");
  run.at("07:40");
  must(run.tower, guard, "attendance.sign-on", lobby);
  for (const who of [cover, other]) must(run.tower, who, "attendance.sign-on", gate);
  return run.at("10:00");
}

/** Ways in which the lobby is left empty while its guard is away from it. */
const ways: readonly (readonly [string, (run: RunOfShifts) => void])[] = [
  ["left at once", (run) => must(run.tower, guard, "absence.leave-at-once", lobby)],
  [
    "left to a cover, who leaves at once",
    (run) => {
      const leave = {
        why: "meal",
        to: "食堂",
        returnBy: run.tower.world.now + 50 * minute,
        cover: { ...gate, person: towerPerson(cover) },
      };
      must(run.tower, guard, "absence.ask", { ...lobby, ...leave });
      must(run.tower, cover, "absence.accept", { ...turn, own: gate });
      must(run.at("10:05").tower, cover, "absence.leave-at-once", gate);
    },
  ],
];

test.each(ways)("a post that is %s: its guard is recorded as gone, and signs on again", (_, leaves) => {
  const run = morning();
  leaves(run);
  const called = () =>
    emptinessCalled(run.tower, "lobby").flatMap(({ key, owed }) => (owed.what === "absence.stand-in" ? [key.id] : []));
  expect(called()).toEqual([turnId(turn)]);
  const leftAt = run.tower.world.now;
  must(run.at("10:10").tower, "孙涛", "attendance.record-abandonment", { ...turn, leftAt, account: "不见人" });
  expect(called()).toEqual([turnId(turn)]);
  must(run.at("10:20").tower, guard, "attendance.sign-on", lobby);
  expect(called()).toEqual([]);
  expect(emptinessCalled(run.at("11:00").tower, "lobby")).toEqual([]);
  // A second time it is called anew, and once.
  must(run.tower, guard, "absence.leave-at-once", lobby);
  expect(called()).toEqual([turnId(turn)]);
});
