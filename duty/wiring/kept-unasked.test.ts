import { describe, expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { emptinessCalled, must } from "#test/emptiness-called.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Nobody keeps a post that was left at once by standing there alone: whoever relieves does, and whoever said that they heard of it (ZB-22). That holds
 * when a cover goes again, when whoever left is off duty, and when the shift begins for which they had come.
 */

const [lobby, gate, evening] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day"), shiftOn("lobby", "evening")];
const [guard, second, first, other, relief, third] = ["李伟", "马超", "刘洋", "陈刚", "张磊", "欧阳建国"] as const;

/** At ten in the morning two stand at the lobby and two at the gate. */
function morning(): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs)
    for (const who of [first, other]) run.does(who, "notice.confirm", { regulation, hash });
  expect(run.joins(second, lobby)).toContain("published");
  for (const who of [other, third]) expect(run.joins(who, gate)).toContain("published");
  run.at("07:40");
  for (const who of [guard, second]) must(run.tower, who, "attendance.sign-on", lobby);
  for (const who of [first, other]) must(run.tower, who, "attendance.sign-on", gate);
  return run.at("10:00");
}

const turn = (who: string, shift: ShiftName) => ({ ...shift, person: towerPerson(who) });
const leaves = (run: RunOfShifts, who: string, shift: ShiftName) => run.does(who, "absence.leave-at-once", shift);
const hears = (run: RunOfShifts, who: string, of: string, shift: ShiftName) =>
  run.does(who, "absence.hear", turn(of, shift));
const covers = (run: RunOfShifts, who: string, of: string, shift: ShiftName, own: ShiftName) =>
  expect(run.does(who, "absence.accept", { ...turn(of, shift), own })).toContain("absence.accepted");
const gone = (run: RunOfShifts, who: string, shift: ShiftName) =>
  run.does("黄丽华", "attendance.record-abandonment", {
    ...{ ...turn(who, shift), leftAt: run.tower.world.now, account: "不见人" },
  });

/** Of whom it is called that somebody is to stand in. */
const called = (run: RunOfShifts, post: string) =>
  emptinessCalled(run.tower, post).flatMap(({ key, owed }) => (owed.what === "absence.stand-in" ? [key.id] : []));
const of = (who: string, shift: ShiftName) => [turnId(turn(who, shift))];

/** Ways in which somebody who covers from the lobby goes from there. */
const waysToGo: readonly (readonly [string, (run: RunOfShifts) => string])[] = [
  ["leaves at once", (run) => leaves(run, second, lobby)],
  ["is recorded as gone", (run) => gone(run, second, lobby)],
  ["leaves the company", (run) => run.leavesTheCompany(second)],
];

describe("a post that was left at once, whose cover goes too", () => {
  const covered = () => {
    const run = morning();
    leaves(run, first, gate);
    covers(run.at("10:02"), second, first, gate, lobby);
    expect(called(run, "east-gate")).toEqual([]);
    return run.at("10:05");
  };

  test.each(waysToGo)(
    "where the cover %s is not kept by a colleague who said nothing, until they say so",
    (_, goes) => {
      const run = covered();
      expect(goes(run)).toContain("absence.cover-ended");
      expect(called(run, "east-gate")).toEqual(of(first, gate));
      expect(hears(run.at("10:06"), other, first, gate)).toContain("absence.heard-at-post absence.post-manned");
      expect(called(run, "east-gate")).toEqual([]);
    },
  );

  test.each(waysToGo)("where the cover %s is kept by a colleague who said before that they heard", (_, goes) => {
    const run = covered();
    expect(hears(run, other, first, gate)).toBe("absence.heard");
    expect(goes(run.at("10:06"))).toContain("absence.cover-ended");
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("is not given back to a colleague who said nothing: the cover stays until they say so, or whoever left is back", () => {
    const run = covered();
    const goesBack = () => run.does(second, "absence.stand-down", turn(first, gate));
    expect(goesBack()).toBe("absence.still-needed");
    hears(run.at("10:06"), other, first, gate);
    expect(goesBack()).toContain("absence.cover-ended");
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("is kept by a colleague who has come since, and was called by nobody", () => {
    const run = covered();
    must(run.tower, third, "attendance.sign-on", gate);
    leaves(run, second, lobby);
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("is kept by no colleague who heard and has left it since", () => {
    const run = covered();
    hears(run, other, first, gate);
    must(run.tower, other, "absence.ask", { ...gate, why: "meal", returnBy: wall("10:30") });
    leaves(run.at("10:07"), second, lobby);
    expect(called(run, "east-gate")).toEqual(of(first, gate));
    must(run.tower, other, "absence.come-back", gate);
    expect(called(run, "east-gate")).toEqual([]);
  });
});

describe("a post that was left for a meal, whose cover goes", () => {
  const eating = () => {
    const run = morning();
    const cover = turn(second, lobby);
    must(run.tower, first, "absence.ask", { ...gate, why: "meal", returnBy: wall("10:40"), cover });
    covers(run, second, first, gate, lobby);
    return run.at("10:05");
  };

  test("at once, is not kept by a colleague who said nothing of that, though they had heard of the meal", () => {
    const run = eating();
    expect(hears(run, other, first, gate)).toBe("absence.heard");
    leaves(run, second, lobby);
    expect(called(run, "east-gate")).toEqual(of(first, gate));
    expect(hears(run.at("10:06"), other, first, gate)).toBe("absence.heard-at-post absence.post-manned");
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("at once, is kept by a colleague who says that they heard of the cover", () => {
    const run = eating();
    leaves(run, second, lobby);
    expect(hears(run, other, second, lobby)).toContain("absence.heard-at-post absence.post-manned");
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("for good, is kept by whoever is on duty there, as it would be without a cover (ZB-21)", () => {
    const run = eating();
    expect(gone(run, second, lobby)).toContain("absence.cover-ended");
    expect(called(run, "east-gate")).toEqual([]);
  });
});

describe("a post that was left at once by somebody who then is off duty", () => {
  test.each<[string, (run: RunOfShifts) => string]>([
    ["recorded as gone", (run) => gone(run, first, gate)],
    ["by leaving the company", (run) => run.leavesTheCompany(first)],
  ])("%s, is called about still where a colleague said nothing, until they say so", (_, ends) => {
    const run = morning();
    leaves(run, first, gate);
    expect(ends(run.at("10:02"))).toContain("absence.ended");
    expect(called(run.at("10:04"), "east-gate")).toEqual(of(first, gate));
    expect(hears(run, other, first, gate)).toBe("absence.heard-at-post absence.post-manned");
    expect(called(run, "east-gate")).toEqual([]);
    expect(hears(run, other, first, gate)).toBe("absence.not-away");
  });
});

describe("a relief that came early and leaves at once before its shift begins", () => {
  const early = () => {
    const run = morning().at("15:40");
    must(run.tower, relief, "attendance.sign-on", evening);
    expect(gone(run, second, lobby)).toContain("abandoned");
    expect(leaves(run.at("15:50"), relief, evening)).toContain("absence.post-manned");
    return run;
  };

  test("is not called about at the beginning where whoever is held there said that they heard", () => {
    const run = early();
    expect(hears(run.at("15:58"), guard, relief, evening)).toBe("absence.heard");
    for (const moment of ["16:00", "16:05", "16:30"]) expect(called(run.at(moment), "lobby"), moment).toEqual([]);
    expect(gone(run, guard, lobby)).toContain("abandoned");
    expect(emptinessCalled(run.tower, "lobby").length).toBeGreaterThan(0);
  });

  test("nor where they said so from elsewhere and are back by then, and is where they are not", () => {
    for (const [back, calls] of [
      ["15:59", []],
      ["16:03", of(relief, evening)],
    ] as const) {
      const run = early();
      // Somebody has to stay while they eat.
      must(run.tower, relief, "absence.come-back", evening);
      must(run.tower, guard, "absence.ask", { ...lobby, why: "meal", returnBy: wall("15:59") });
      leaves(run.at("15:55"), relief, evening);
      expect(hears(run, guard, relief, evening)).toBe("absence.heard");
      if (back === "15:59") must(run.at(back).tower, guard, "absence.come-back", lobby);
      expect(called(run.at("16:00"), "lobby"), back).toEqual(calls);
      if (back === "16:03") must(run.at(back).tower, guard, "absence.come-back", lobby);
      expect(called(run.at("16:04"), "lobby"), back).toEqual([]);
    }
  });

  test("is called about from then on where they said nothing, and a cover who goes again leaves it to nobody", () => {
    const run = early();
    expect(called(run.at("16:00"), "lobby")).toEqual(of(relief, evening));
    covers(run, first, relief, evening, gate);
    expect(called(run, "lobby")).toEqual([]);
    leaves(run.at("16:03"), first, gate);
    expect(called(run, "lobby")).toEqual(of(relief, evening));
    expect(hears(run, guard, relief, evening)).toContain("absence.heard-at-post");
    expect(called(run, "lobby")).toEqual([]);
  });
});
