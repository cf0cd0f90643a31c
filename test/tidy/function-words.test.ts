import { expect, test } from "vitest";
import { quotedFunctions } from "./function-words.ts";
import { plant, repository } from "./tree.ts";

const house = "regulations/zhiban-house/2026-01-01/regulation.yaml";
const planted = (path: string, text: string) =>
  quotedFunctions(
    plant({ [house]: "functions:\n  administrator: { zh: 管理员 }\n  squad-leader: { zh: 班长 }\n", [path]: text }),
  );

test("functions of the house stand in the house, and in the words of each site", () => {
  expect(quotedFunctions(repository())).toEqual([]);
});

test.each([
  ["duty/person/may-help.ts", 'const ranks = ["squad-leader"];'],
  ["server/account/desk-authority.ts", "const who = `squad-leader`;"],
  ["web/desk/overview/ToDoPanel.tsx", 'const isLeader = held === "squad-leader";'],
  ["server/regulation/case-ground.ts", 'const site = held === "administrator" ? office : here;'],
])("one that is quoted in %s is caught", (path, text) => {
  expect(planted(path, text)).toEqual([expect.stringContaining(`${path}:1: `)]);
});

test.each([
  ["server/simulation/tower.ts", 'const held = "squad-leader";'],
  ["server/start/demonstration-sign-ins.ts", 'const called = { "squad-leader": "班长" };'],
  ["duty/person/last-administrator.ts", 'export const administrator = "administrator";'],
  ["duty/person/may-help.test.ts", 'const held = "squad-leader";'],
  ["duty/person/may-help.ts", "// a squad-leader would be one at some sites\nconst word = 'leader';"],
])("and none in %s", (path, text) => expect(planted(path, text)).toEqual([]));
