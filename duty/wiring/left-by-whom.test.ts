import { describe, expect, test } from "vitest";
import type { PersonId } from "#duty/grammar/entry.ts";
import { isEmptiness, isOpen, type Manning } from "#duty/manning/manning.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";

/*
 * Who left a post empty is who went from it. Whoever stood there for somebody who does not come back any more was let go in that moment: they left
 * nothing, and the calls are not about them (ZB-27).
 */

const [day, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const [guard, second, cover, other, leader] = ["李伟", "马超", "高翔", "刘洋", "周敏"] as const;
const own = { ...day, person: towerPerson(guard) };

/** The guard is away from the lobby, and somebody of the gate stands there. */
function covered({ secondAway = false } = {}): RunOfShifts {
  const run = new RunOfShifts(2, { called: heardBy((people) => people) });
  for (const { id: regulation, hash } of packs)
    for (const who of [cover, other]) run.does(who, "notice.confirm", { regulation, hash });
  const granted = { person: towerPerson(cover), function: "squad-leader", site: "tower" };
  expect(run.does("何雅静", "person.grant-function", granted, { site: towerOffice })).toMatch("granted");
  expect(run.joins(cover, gate)).toMatch("published");
  if (secondAway) expect(run.joins(second, day)).toMatch("published");
  run.at("07:50");
  for (const who of [cover, other]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
  for (const who of secondAway ? [guard, second] : [guard])
    expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  run.at("10:00");
  const meal = { ...day, why: "meal", reason: "饭", to: "食堂", device: "对讲机", returnBy: wall("12:00") };
  if (secondAway) expect(run.does(second, "absence.ask", meal)).toMatch("absence.left");
  const asks = { ...meal, cover: { ...gate, person: towerPerson(cover) } };
  expect(run.does(guard, "absence.ask", asks)).toMatch("asked");
  expect(run.does(cover, "absence.accept", { ...own, own: gate })).toMatch("accepted");
  return run.at("10:10");
}

function gapsOf({ tower: { world } }: RunOfShifts) {
  const { gaps } = world.state<Manning>({ site: "tower", noun: "manning", id: `lobby/${day.date}` });
  return gaps.filter((gap) => isOpen(gap) && isEmptiness(gap));
}

const told = (run: RunOfShifts): readonly (PersonId | undefined)[] => gapsOf(run).map(({ leftBy }) => leftBy);
const answers = (run: RunOfShifts, who: string) =>
  run.does(who, "ledger.acknowledge", {
    stream: { noun: "manning", id: `lobby/${day.date}` },
    key: gapsOf(run)[0]?.key ?? "none",
  });

const recorded = (run: RunOfShifts, who: string, leftAt = "10:05") =>
  run.does(leader, "attendance.record-abandonment", {
    ...{ ...day, person: towerPerson(who), leftAt: wall(leftAt), account: "不回来了" },
  });

describe.each<[string, (run: RunOfShifts) => string]>([
  ["leaves the company", (run) => run.leavesTheCompany(guard)],
  ["is recorded as gone", (run) => recorded(run, guard)],
])("where whoever is away %s, whoever stood there for them", (_, goes) => {
  test("has left nothing empty, and answers the call as anybody does", () => {
    const run = covered();
    expect(goes(run)).toMatch("escalated");
    expect(gapsOf(run)).toMatchObject([{ emptySince: wall("10:10"), leftBy: undefined }]);
    expect(answers(run, cover)).toBe("obligation.acknowledged");
  });

  test("has not, and it is one emptiness still when another one does not come back either", () => {
    const run = covered({ secondAway: true });
    goes(run);
    expect(told(run)).toEqual([undefined]);
    run.at("10:15");
    expect(recorded(run, second, "10:12")).toMatch("abandoned");
    expect(told(run)).toEqual([undefined]);
  });
});

test("whoever stands there for somebody and goes from there themselves has left it", () => {
  const run = covered();
  expect(run.does(cover, "absence.leave-at-once", gate)).toMatch("left-at-once");
  run.at("10:20");
  expect(recorded(run, guard)).toMatch("abandoned");
  expect(told(run)).toEqual([towerPerson(cover)]);
});

test("nobody who was there for somebody before is named where that one went after them", () => {
  const run = covered();
  expect(run.does(guard, "absence.come-back", day)).toMatch("returned");
  run.at("10:30");
  expect(recorded(run, guard, "10:25")).toMatch("abandoned");
  expect(told(run)).toEqual([towerPerson(guard)]);
});
