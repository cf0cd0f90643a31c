import { describe, expect, test } from "vitest";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerWorld } from "#test/tower-world.ts";
import { functionsFor, type Person } from "./person.ts";

const administrator = "何雅静";
const newcomer = "00000000-0000-4000-9000-000000000001";

function people() {
  const { world, does } = towerWorld();
  return {
    does: (who: string, act: string, body: object) => does(who, act, body, { site: towerOffice }),
    stateOf: (person: string) => world.state<Person>({ site: towerOffice, noun: "person", id: person }),
  };
}

describe("the last administrator stays", () => {
  const own = { person: personNamed(administrator), function: "administrator", site: towerOffice, reason: "调岗" };
  const refused = { code: "person.last-administrator", rules: ["ZB-10"], field: "stays" };
  const other = personNamed("王强");
  const ways = [
    ["person.end-function", own],
    ["person.leave", { person: own.person, reason: "离职" }],
  ] as const;

  test.each(ways)("%s of oneself is refused while nobody else is shown to be one", (act, body) => {
    const { does, stateOf } = people();
    expect(does(administrator, act, body).refusal).toEqual(refused);
    for (const stays of [own.person, other, newcomer])
      expect(does(administrator, act, { ...body, stays }).refusal).toEqual(refused);
    expect(does("setup", act, body).refusal).toEqual(refused);
    expect(functionsFor(stateOf(own.person), towerOffice, "")).toEqual(["administrator"]);
  });

  test.each(ways)("%s of oneself is done where another one stays, and by another one", (act, body) => {
    const granted = { person: other, function: "administrator", site: towerOffice };
    for (const who of [administrator, "王强", "setup"]) {
      const { does, stateOf } = people();
      expect(does(administrator, "person.grant-function", granted).refusal).toBeUndefined();
      const stays = who === "王强" ? {} : { stays: other };
      expect(does(who, act, { ...body, ...stays }).refusal).toBeUndefined();
      expect(functionsFor(stateOf(own.person), towerOffice, "")).toEqual([]);
      expect(does("王强", "person.leave", { person: other, reason: "离职", stays: own.person }).refusal).toEqual(
        refused,
      );
    }
  });

  test("who administers one site, or one post of the head office, does not stay for the organisation", () => {
    for (const held of [{ site: towerSite }, { site: towerOffice, post: "desk" }]) {
      const { does } = people();
      const granted = { person: other, function: "administrator", ...held };
      expect(does(administrator, "person.grant-function", granted).refusal).toBeUndefined();
      expect(does(administrator, "person.end-function", { ...own, stays: other }).refusal).toEqual(refused);
      // Such a function is nobody's last.
      expect(does(administrator, "person.end-function", { ...granted, reason: "调岗" }).refusal).toBeUndefined();
    }
  });

  test("any other function of an administrator ends as those of others do", () => {
    const { does } = people();
    const held = { person: own.person, function: "squad-leader", site: towerSite };
    expect(does(administrator, "person.grant-function", held).refusal).toBeUndefined();
    expect(does(administrator, "person.end-function", { ...held, reason: "调岗" }).refusal).toBeUndefined();
  });
});
