import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whoever owes something is told by which rule: of the house's own where no text that a site follows asks for it. */

const [lobby, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const house = packs.filter(({ id }) => id === "zhiban-house");

test("under the house alone nothing is owed by no rule, over two days in which people come, go and do not come", () => {
  const { world, does } = towerWorld(2, house);
  const unfounded = new Set<string>();
  const look = () => {
    for (const { obligations } of world.streams.values())
      for (const { what, rules } of obligations) if (rules.length === 0) unfounded.add(what);
    for (const post of ["lobby", "east-gate", "squad"])
      for (const { obligation } of world.outstanding({ site: "tower", post }))
        if (obligation.rules.length === 0) unfounded.add(obligation.what);
  };
  const acts: readonly (readonly [string, string, string, object])[] = [
    ["07:40", "李伟", "attendance.sign-on", lobby],
    ["07:41", "刘洋", "attendance.sign-on", gate],
    ["09:00", "李伟", "matter.open", { post: "lobby", class: "important", text: "漏水", dueAt: wall("12:00") }],
    ["10:00", "刘洋", "absence.leave-at-once", gate],
    ["15:40", "张磊", "attendance.sign-on", shiftOn("lobby", "evening")],
  ];
  for (const [at, who, act, body] of acts) {
    world.moveTo(wall(at));
    expect(does(who, act, body).refusal?.code, act).toBeUndefined();
    look();
  }
  for (const at of ["16:20", "+1 08:00", "+1 16:30"]) {
    world.moveTo(wall(at));
    look();
  }
  expect([...unfounded]).toEqual([]);
});

describe("whoever is away from their post", () => {
  const away = (): RunOfShifts => {
    const run = new RunOfShifts().at("07:40");
    run.joins("马超", lobby);
    for (const who of ["李伟", "马超"]) expect(run.does(who, "attendance.sign-on", lobby)).toContain("signed-on");
    run.at("10:00");
    expect(run.does("李伟", "absence.ask", { ...lobby, why: "meal", returnBy: wall("10:30") })).toBe("absence.left");
    return run;
  };
  const rules = ["ZB-01", "ZB-06"];

  test("is told that posts are changed at the post, and covers made, which waits until they are back", () => {
    const run = away();
    const moved = run.tower.does("李伟", "attendance.move", { ...lobby, to: "east-gate", record: "正常" });
    expect(moved.refusal).toMatchObject({ code: "attendance.away", rules });
    expect(run.does("马超", "absence.leave-at-once", lobby)).toContain("left-at-once");
    const covers = { ...lobby, person: towerPerson("马超"), own: lobby };
    const accepted = run.tower.does("李伟", "absence.accept", covers);
    expect(accepted.refusal).toMatchObject({ code: "absence.cover-elsewhere", rules });
  });
});
