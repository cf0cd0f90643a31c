import { describe, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, packs, towerWorld, wall } from "#test/tower-world.ts";
import { attributeViolation } from "./attribute-violation.ts";
import { recordViolation } from "./record-violation.ts";

const turn = { post: "lobby", date: firstDay, shift: "day" };
const seen = { ...turn, person: personNamed("李伟"), rules: ["GPH-01"], account: "着装不整。" };

/** The tower at a time of the first day, before which nobody has come. */
function towerAt(time: string) {
  const tower = towerWorld();
  tower.world.moveTo(wall(time));
  return tower;
}

describe("recording what somebody saw", () => {
  test.each(["周敏", "林志远", "黄丽华", "何雅静"])("%s may, and any rule in force can be cited", (who) => {
    const { touched } = towerAt("10:00").does(who, "violation.record", { ...seen, rules: ["GPH-01", "ZB-01"] });
    expect(touched[0]?.state).toMatchObject({ phase: "recorded", kind: "conduct", rules: ["GPH-01", "ZB-01"] });
  });

  test.each([
    ["by a guard", "王强", {}, "violation.not-entitled"],
    ["of oneself", "周敏", { person: personNamed("周敏") }, "violation.own"],
    ["of a stranger", "周敏", { person: "00000000-0000-4000-9000-000000000009" }, "violation.person-unknown"],
    ["of somebody who is in no plan of the shift", "周敏", { person: personNamed("马超") }, "violation.not-of-shift"],
    ["of somebody of another post", "周敏", { person: personNamed("高翔") }, "violation.not-of-shift"],
    ["in a shift that is not there", "周敏", { shift: "bogus" }, "violation.no-such-shift"],
    ["at a post that is not there", "周敏", { post: "roof" }, "violation.no-such-shift"],
    [
      "in a shift that is still to come",
      "周敏",
      { shift: "evening", person: personNamed("张磊") },
      "violation.not-begun",
    ],
    ["on a day of no plan", "周敏", { date: "2026-12-31" }, "violation.not-of-shift"],
    ["against a rule that does not bind the post", "周敏", { rules: ["SLH-01"] }, "violation.rule-not-in-force"],
  ])("%s is refused", (_, who, body, code) => {
    expect(towerAt("10:00").does(who, "violation.record", { ...seen, ...body }).refusal?.code).toBe(code);
  });
});

describe("a violation is held against whoever a shift had", () => {
  /** What comes of recording a breach of somebody in the day shift of the lobby. */
  const recorded = ({ does }: ReturnType<typeof towerWorld>, person: string, shift: object = {}) =>
    does("周敏", "violation.record", { ...seen, person: personNamed(person), ...shift }).refusal?.code;

  function confirmed(who: readonly string[], tower: ReturnType<typeof towerWorld>) {
    for (const each of who)
      for (const { id: regulation, hash } of packs) tower.does(each, "notice.confirm", { regulation, hash });
  }

  test("from the moment at which it begins, or they have come", () => {
    const tower = towerAt("07:50");
    expect(recorded(tower, "李伟")).toBe("violation.not-begun");
    confirmed(["李伟"], tower);
    expect(tower.does("李伟", "attendance.sign-on", turn).refusal).toBeUndefined();
    expect(recorded(tower, "李伟")).toBeUndefined();
    tower.world.moveTo(wall("15:59"));
    expect(recorded(tower, "张磊", { shift: "evening" })).toBe("violation.not-begun");
    tower.world.moveTo(wall("16:00"));
    expect(recorded(tower, "张磊", { shift: "evening" })).toBeUndefined();
  });

  test.each([
    ["07:00", "violation.not-of-shift"],
    ["07:59", "violation.not-of-shift"],
    ["08:00", undefined],
    ["08:20", undefined],
  ])("be they taken out of the plan at %s, once they were to have come, or put into it", (time, told) => {
    const tower = towerAt(time);
    const cover = { ...turn, absent: personNamed("李伟"), cover: personNamed("马超"), reason: "发烧" };
    expect(tower.does("周敏", "roster.arrange-cover", cover).refusal).toBeUndefined();
    tower.world.moveTo(wall("08:30"));
    expect(["李伟", "马超", "高翔"].map((each) => recorded(tower, each))).toEqual([
      ...[told, undefined, "violation.not-of-shift"],
    ]);
  });

  test("be they gone, recorded as gone from it, or covering there for a while", () => {
    const tower = towerAt("07:45");
    const must = (...sent: Parameters<typeof tower.does>) => expect(tower.does(...sent).refusal).toBeUndefined();
    const gate = { ...turn, post: "east-gate" };
    confirmed(["李伟", "刘洋", "马超"], tower);
    must("李伟", "attendance.sign-on", turn);
    must("刘洋", "attendance.sign-on", gate);
    const second = { absent: personNamed("刘洋"), cover: personNamed("马超"), reason: "换人" };
    must("周敏", "roster.arrange-cover", { ...gate, ...second });
    must("马超", "attendance.sign-on", gate);
    tower.world.moveTo(wall("10:00"));
    must("李伟", "absence.leave-at-once", turn);
    expect(recorded(tower, "刘洋")).toBe("violation.not-of-shift");
    must("刘洋", "absence.accept", { ...turn, person: personNamed("李伟"), own: gate });
    expect([recorded(tower, "刘洋"), recorded(tower, "马超")]).toEqual([undefined, "violation.not-of-shift"]);
    tower.world.moveTo(wall("11:00"));
    const leftAt = wall("10:00");
    must("周敏", "attendance.record-abandonment", {
      ...turn,
      person: personNamed("李伟"),
      leftAt,
      account: "岗位无人。",
    });
    tower.world.moveTo(wall("+1 10:00"));
    expect([recorded(tower, "李伟"), recorded(tower, "刘洋")]).toEqual([undefined, undefined]);
  });
});

describe("leaving the post", () => {
  const left = { ...turn, person: personNamed("李伟"), leftAt: wall("14:00"), account: "岗位无人。" };

  function abandoned(editions = packs) {
    const { world, does } = towerWorld(2, editions);
    for (const { id: regulation, hash } of editions) does("李伟", "notice.confirm", { regulation, hash });
    world.moveTo(wall("07:50"));
    does("李伟", "attendance.sign-on", turn);
    world.moveTo(wall("14:10"));
    return does("周敏", "attendance.record-abandonment", left);
  }

  test("is held against whoever left, by the rule that says so", () => {
    const violation = abandoned().touched.find(({ key }) => key.noun === "violation");
    expect(violation?.state).toMatchObject({ kind: "abandonment", person: personNamed("李伟"), rules: ["GPH-10"] });
  });

  test("is held against nobody where no regulation says so", () => {
    const { refusal, touched } = abandoned(packs.filter(({ id }) => id === "zhiban-house"));
    expect(refusal).toBeUndefined();
    expect(touched.map(({ key }) => key.noun)).toEqual(["attendance", "manning"]);
  });
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["violation.record"].decide).toBe(recordViolation);
  expect(acts["violation.attribute"].decide).toBe(attributeViolation);
});
