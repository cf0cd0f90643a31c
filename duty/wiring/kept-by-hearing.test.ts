import { describe, expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { emptinessCalled, must } from "#test/emptiness-called.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/* Whoever says that they heard that somebody left at once, and stands at the post while they say so, keeps it: nobody else has to come (ZB-22). */

const [lobby, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const [guard, second, first, other, third] = ["李伟", "马超", "刘洋", "陈刚", "欧阳建国"] as const;

/** At ten in the morning two stand at the lobby, to which a third may come, and two at the gate. */
function morning(): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs)
    for (const who of [first, other]) run.does(who, "notice.confirm", { regulation, hash });
  for (const [who, shift] of [
    [second, lobby],
    [other, gate],
    [third, lobby],
  ] as const)
    expect(run.joins(who, shift)).toContain("published");
  run.at("07:40");
  for (const who of [guard, second]) must(run.tower, who, "attendance.sign-on", lobby);
  for (const who of [first, other]) must(run.tower, who, "attendance.sign-on", gate);
  return run.at("10:00");
}

const leaves = (run: RunOfShifts, who: string, shift: ShiftName) =>
  must(run.tower, who, "absence.leave-at-once", shift);
const hears = (run: RunOfShifts, who: string, of: string, shift: ShiftName) =>
  run.does(who, "absence.hear", { ...shift, person: towerPerson(of) });
const gone = (run: RunOfShifts, who: string, shift: ShiftName, leftAt = run.tower.world.now) =>
  must(run.tower, "黄丽华", "attendance.record-abandonment", {
    ...shift,
    ...{ person: towerPerson(who), leftAt, account: "不见人" },
  });
/** What is called since a post is empty, and who has left it. */
const called = (run: RunOfShifts, post: string) =>
  emptinessCalled(run.tower, post).map(({ key, owed }) => `${owed.what} ${key.id}`);
const standIn = (shift: ShiftName, who: string) => `absence.stand-in ${turnId({ ...shift, person: towerPerson(who) })}`;
const emptied = ({ post }: ShiftName) => expect.stringMatching(`^manning.publish ${post}/`);

describe("whoever says that they heard while they stand at the post", () => {
  test("keeps it: nobody is called any more, not after five minutes nor after fifteen", () => {
    const run = morning();
    leaves(run, first, gate);
    expect(called(run, "east-gate")).toEqual([standIn(gate, first)]);
    expect(hears(run.at("10:02"), other, first, gate)).toBe("absence.heard absence.heard-at-post absence.post-manned");
    expect(called(run, "east-gate")).toEqual([]);
    const before = run.tower.world.outbox.size;
    expect(called(run.at("10:30"), "east-gate")).toEqual([]);
    const since = [...run.tower.world.outbox.values()].slice(before).map(({ obligation }) => obligation.what);
    expect(since).not.toContain("absence.stand-in");
  });

  test("keeps it for all who left it; whoever left has a reason to tell and is awaited as before", () => {
    const run = morning();
    must(run.tower, third, "attendance.sign-on", { ...lobby, record: "正常" });
    leaves(run, guard, lobby);
    leaves(run, second, lobby);
    expect(called(run, "lobby")).toEqual([standIn(lobby, guard), standIn(lobby, second)]);
    hears(run.at("10:01"), third, second, lobby);
    expect(called(run, "lobby")).toEqual([]);
    const owed = run.tower.world.outstanding({ site: "tower", person: towerPerson(second) });
    expect(owed.map(({ obligation }) => obligation.what)).toEqual(
      expect.arrayContaining(["absence.tell", "absence.return"]),
    );
  });

  test("and says so twice, keeps it once", () => {
    const run = morning();
    leaves(run, first, gate);
    hears(run, other, first, gate);
    expect(hears(run.at("10:03"), other, first, gate)).toBe("");
  });
});

describe("whoever kept a post by hearing and then goes too", () => {
  const kept = (): RunOfShifts => {
    const run = morning();
    leaves(run, first, gate);
    hears(run.at("10:02"), other, first, gate);
    expect(called(run, "east-gate")).toEqual([]);
    return run.at("10:10");
  };

  test("at once, is called about as everybody is", () => {
    const run = kept();
    leaves(run, other, gate);
    expect(called(run, "east-gate")).toEqual([standIn(gate, other)]);
    expect(called(run.at("10:26"), "east-gate")).toEqual([standIn(gate, other)]);
    expect(emptinessCalled(run.tower, "east-gate")[0]?.at).toEqual([wall("10:10"), wall("10:25")]);
  });

  test.each<[string, (run: RunOfShifts) => void]>([
    ["are recorded as gone", (run) => gone(run, other, gate)],
    ["leave the company", (run) => expect(run.leavesTheCompany(other)).toContain("attendance.departed")],
  ])("where they %s, somebody is called at once", (_, goes) => {
    const run = kept();
    goes(run);
    expect(called(run, "east-gate")).toEqual([emptied(gate)]);
  });

  test("may not go for a meal, to another post, or to cover there: nobody would be left", () => {
    const run = kept();
    const meal = { why: "meal", returnBy: wall("10:40") };
    expect(run.does(other, "absence.ask", { ...gate, ...meal })).toBe("absence.cover-missing");
    expect(run.does(other, "attendance.move", { ...gate, to: "lobby", record: "正常" })).toBe(
      "attendance.post-uncovered",
    );
    leaves(run, guard, lobby);
    const covers = { ...lobby, person: towerPerson(guard), own: gate };
    expect(run.does(other, "absence.accept", covers)).toBe("absence.leaves-empty");
  });
});

describe("whoever does not stand at the post that was left", () => {
  test("has only heard while they are away from it, and keeps it once they are back", () => {
    const run = morning();
    must(run.tower, other, "absence.ask", { ...gate, why: "meal", returnBy: wall("10:40") });
    leaves(run, first, gate);
    expect(hears(run, other, first, gate)).toBe("absence.heard");
    expect(called(run.at("10:16"), "east-gate")).toEqual([standIn(gate, first)]);
    must(run.tower, other, "absence.come-back", gate);
    expect(called(run, "east-gate")).toEqual([]);
  });

  test("keeps nothing of it by hearing while they cover at another post", () => {
    const run = morning();
    const cover = { ...gate, person: towerPerson(first) };
    must(run.tower, guard, "absence.ask", { ...lobby, why: "meal", returnBy: wall("10:40"), cover });
    must(run.tower, first, "absence.accept", { ...lobby, person: towerPerson(guard), own: gate });
    leaves(run.at("10:05"), other, gate);
    expect(hears(run, first, other, gate)).toBe("absence.heard");
    expect(called(run, "east-gate")).toEqual([standIn(gate, other)]);
  });

  test("keeps nothing of the other post, where both were left at once by whoever covered at theirs, and says so of theirs", () => {
    const run = morning();
    const cover = { ...gate, person: towerPerson(first) };
    must(run.tower, guard, "absence.ask", { ...lobby, why: "meal", returnBy: wall("10:40"), cover });
    must(run.tower, first, "absence.accept", { ...lobby, person: towerPerson(guard), own: gate });
    leaves(run.at("10:05"), first, gate);
    expect(called(run, "lobby")).toEqual([standIn(lobby, guard)]);
    expect(hears(run, second, first, gate)).toBe("absence.heard absence.heard-at-post absence.post-manned");
    expect(called(run, "lobby")).toEqual([]);
    expect(called(run, "east-gate")).toEqual([standIn(gate, first)]);
    expect(hears(run, other, first, gate)).toContain("absence.post-manned");
    expect(called(run, "east-gate")).toEqual([]);
  });
});
