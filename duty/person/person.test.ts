import { describe, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerWorld } from "#test/tower-world.ts";
import { endFunction } from "./end-function.ts";
import { grantFunction } from "./grant-function.ts";
import { joinPerson } from "./join-person.ts";
import { leavePerson } from "./leave-person.ts";
import { functionsFor, type Person } from "./person.ts";
import { resetPassword, resetPin } from "./reset-secrets.ts";

const newcomer = "00000000-0000-4000-9000-000000000001";
const atHeadOffice = { site: towerOffice };
const administrator = "何雅静";

function people() {
  const { world, does } = towerWorld();
  return {
    does: (who: string, act: string, body: object) => does(who, act, body, atHeadOffice),
    stateOf: (person: string) => world.state<Person>({ site: towerOffice, noun: "person", id: person }),
  };
}

describe("people", () => {
  test("an administrator takes somebody in, once", () => {
    const { does, stateOf } = people();
    const joining = { person: newcomer, name: "新来的", staffNumber: "ZB0900" };
    expect(does(administrator, "person.join", joining).refusal).toBeUndefined();
    expect(stateOf(newcomer).phase).toBe("employed");
    expect(does(administrator, "person.join", joining).refusal).toMatchObject({
      code: "person.already-employed",
      rules: ["ZB-10"],
    });
  });

  test.each([
    ["person.join", { person: newcomer, name: "新来的", staffNumber: "ZB0900" }],
    ["person.grant-function", { person: personNamed("王强"), function: "administrator", site: towerSite }],
    ["person.end-function", { person: personNamed("周敏"), function: "squad-leader", site: towerSite, reason: "调岗" }],
    ["person.leave", { person: personNamed("王强"), reason: "离职" }],
  ])("%s is not for a guard", (act, body) => {
    expect(people().does("王强", act, body).refusal?.code).toBe("person.not-administrator");
  });

  test("a function is held from when it is granted until it ends", () => {
    const { does, stateOf } = people();
    const held = { person: personNamed("马超"), function: "squad-leader", site: towerSite, post: "squad" };
    expect(does(administrator, "person.grant-function", held).refusal).toBeUndefined();
    expect(functionsFor(stateOf(held.person), towerSite, "squad")).toEqual(["squad-leader"]);
    expect(functionsFor(stateOf(held.person), towerSite, "lobby")).toEqual([]);
    expect(does(administrator, "person.grant-function", held).touched).toEqual([]);
    expect(does(administrator, "person.end-function", { ...held, reason: "调岗" }).refusal).toBeUndefined();
    expect(functionsFor(stateOf(held.person), towerSite, "squad")).toEqual([]);
    expect(does(administrator, "person.end-function", { ...held, reason: "调岗" }).refusal?.code).toBe(
      "person.function-not-held",
    );
  });

  test("a function is given at a site of the organisation, or at its head office, and at no other", () => {
    const { does, stateOf } = people();
    const held = { person: personNamed("马超"), function: "squad-leader" };
    expect(does(administrator, "person.grant-function", { ...held, site: "nowhere" }).refusal).toMatchObject({
      ...{ code: "person.no-such-site", rules: ["ZB-10"], field: "site" },
    });
    expect(stateOf(held.person)).toMatchObject({ holdings: [] });
    expect(does(administrator, "person.grant-function", { ...held, site: towerOffice }).refusal).toBeUndefined();
  });

  test("who has left holds nothing, is given nothing, and may come back", () => {
    const { does, stateOf } = people();
    const person = personNamed("周敏");
    expect(does(administrator, "person.leave", { person, reason: "离职" }).refusal).toBeUndefined();
    expect(functionsFor(stateOf(person), towerSite, "squad")).toEqual([]);
    const grant = { person, function: "squad-leader", site: towerSite };
    expect(does(administrator, "person.grant-function", grant).refusal?.code).toBe("person.not-employed");
    for (const act of ["person.reset-pin", "person.reset-password"])
      expect(does(administrator, act, { person, reason: "忘记" }).refusal?.code).toBe("person.not-employed");
    expect(does(administrator, "person.leave", { person, reason: "离职" }).refusal?.code).toBe("person.not-employed");
    expect(does(administrator, "person.join", { person, name: "周敏", staffNumber: "ZB0031" }).refusal).toBeUndefined();
  });
});

describe.each([
  ["person.reset-pin", "person.own-pin"],
  ["person.reset-password", "person.own-password"],
] as const)("%s", (act, own) => {
  const body = (who: string) => ({ person: personNamed(who), reason: "忘记" });
  const refused = (code: string, rule = "ZB-02") => ({ code, rules: [rule], field: "person" });

  test("is for who holds the same or a higher function, and for nobody below", () => {
    const { does } = people();
    for (const [who, whose] of [
      ["孙涛", "王强"],
      ["孙涛", "周敏"],
      ["黄丽华", "孙涛"],
      [administrator, "黄丽华"],
      ["setup", administrator],
    ] as const)
      expect(does(who, act, body(whose)).refusal, `${who} for ${whose}`).toBeUndefined();
    for (const [who, whose] of [
      ["王强", "李伟"],
      ["孙涛", "黄丽华"],
      ["黄丽华", administrator],
    ] as const)
      expect(does(who, act, body(whose)).refusal, `${who} for ${whose}`).toEqual(
        refused("person.may-not-help", "ZB-32"),
      );
  });

  test("compares what both hold anywhere: who is nobody at this site may stand high at another", () => {
    const { does } = people();
    const held = { person: personNamed("王强"), function: "department-manager", site: towerOffice };
    expect(does(administrator, "person.grant-function", held).refusal).toBeUndefined();
    expect(does("孙涛", act, body("王强")).refusal).toEqual(refused("person.may-not-help", "ZB-32"));
  });

  test("is nobody's for themselves, and is itself a signature", () => {
    const { does } = people();
    for (const who of [administrator, "王强"]) expect(does(who, act, body(who)).refusal).toEqual(refused(own));
    expect(acts[act].proof).toBe("pin");
  });
});

test("the table of commands decides by the acts of this folder", () => {
  expect(acts["person.join"].decide).toBe(joinPerson);
  expect(acts["person.grant-function"].decide).toBe(grantFunction);
  expect(acts["person.end-function"].decide).toBe(endFunction);
  expect(acts["person.reset-pin"].decide).toBe(resetPin);
  expect(acts["person.reset-password"].decide).toBe(resetPassword);
  expect(acts["person.leave"].decide).toBe(leavePerson);
});
