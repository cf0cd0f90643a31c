import { describe, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, packs, towerWorld, wall } from "#test/tower-world.ts";
import { attributeViolation } from "./attribute-violation.ts";
import { recordViolation } from "./record-violation.ts";

const turn = { post: "lobby", date: firstDay, shift: "day" };
const seen = { ...turn, person: personNamed("李伟"), rules: ["GPH-01"], account: "着装不整。" };

describe("recording what somebody saw", () => {
  test.each(["周敏", "林志远", "黄丽华", "何雅静"])("%s may, and any rule in force can be cited", (who) => {
    const { touched } = towerWorld().does(who, "violation.record", { ...seen, rules: ["GPH-01", "ZB-01"] });
    expect(touched[0]?.state).toMatchObject({ phase: "recorded", kind: "conduct", rules: ["GPH-01", "ZB-01"] });
  });

  test.each([
    ["by a guard", "王强", {}, "violation.not-entitled"],
    ["of oneself", "周敏", { person: personNamed("周敏") }, "violation.own"],
    ["of a stranger", "周敏", { person: "00000000-0000-4000-9000-000000000009" }, "violation.person-unknown"],
    ["against a rule that does not bind the post", "周敏", { rules: ["SLH-01"] }, "violation.rule-not-in-force"],
  ])("%s is refused", (_, who, body, code) => {
    expect(towerWorld().does(who, "violation.record", { ...seen, ...body }).refusal?.code).toBe(code);
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
