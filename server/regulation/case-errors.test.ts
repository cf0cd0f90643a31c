import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { changedPacks } from "#test/changed-pack.ts";
import { standingPosts } from "./case-errors.ts";
import { examine } from "./coverage.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { errorLine, type TextError } from "./yaml-text.ts";

vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), "zhiban-case-errors-"));
afterAll(() => rmSync(root, { recursive: true }));
const { published } = readPacks("regulations");
const theHouse = published.find(({ id }) => id === "zhiban-house") as Published;
const theGuards = published.find(({ id }) => id === "guard-post-handover") as Published;
const guards = "guard-post-handover/2026-01-01";
let copies = 0;

/** The guards' edition with one text in its cases replaced where it stands first, and the line on which it stood. */
function withCases(from: string, to: string): { edition: Published; line: number } {
  const before = readFileSync(join("regulations", guards, "cases.yaml"), "utf8");
  const at = before.indexOf(from);
  if (at === -1) throw new Error(`the cases do not say ${from}`);
  copies += 1;
  const folder = changedPacks(join(root, String(copies)), guards, [
    { file: "cases.yaml", from: before, to: before.slice(0, at) + to + before.slice(at + from.length) },
  ]);
  const edition = readPacks(folder).published.find(({ id }) => id === "guard-post-handover") as Published;
  return { edition, line: before.slice(0, at).split("\n").length };
}

function expectAt(errors: readonly TextError[], line: number, message: string) {
  const found = errors.filter((each) => each.message.includes(message));
  expect(found.map(errorLine)).toEqual([expect.stringMatching(`^regulations/${guards}/cases\\.yaml:${line}:\\d+: `)]);
}

describe("a case that speaks of what there is not is told with its line", () => {
  test.each([
    [
      "a person",
      "who: 李伟, does: attendance.sign-on }",
      "who: 李四, does: attendance.sign-on }",
      "nobody on the stage is called 李四",
    ],
    ["an act", "does: attendance.move", "does: attendance.fly", "nothing that people do called attendance.fly"],
    [
      "an act that only the clock does",
      "does: attendance.move",
      "does: attendance.expect",
      "nothing that people do called attendance.expect",
    ],
    ["a key of a body", "with: { to: lobby }\n", "with: { too: lobby }\n", "attendance.move knows no “too”"],
    ["a label", "problem: $裂纹", "problem: $裂缝", "no earlier step is labelled 裂缝"],
    [
      "a shift",
      "{ post: lobby, shift: day, date: 2026-11-21, unconfirmed",
      "{ post: lobby, shift: noon, date: 2026-11-21, unconfirmed",
      "lobby has no shift noon",
    ],
    [
      "a post",
      "{ post: lobby, shift: day, date: 2026-11-21, unconfirmed",
      "{ post: roof, shift: day, date: 2026-11-21, unconfirmed",
      "roof is not among the posts of the stage",
    ],
    [
      "a word of the language",
      "refused: attendance.regulation-unconfirmed, for",
      "rejected: attendance.regulation-unconfirmed, for",
      "no such word as “rejected”",
    ],
    ["a rule", "for: [GPH-01]", "for: [GPH-77]", "GPH-77 is not in rules.yaml"],
    [
      "an entry",
      "entered: notice.edition-confirmed",
      "entered: notice.conformed",
      "there is no entry notice.conformed",
    ],
    ["a function", "called: squad-leader", "called: porter", "porter is not among the functions"],
    [
      "a function of somebody on the stage",
      "functions: [squad-leader]",
      "functions: [porter]",
      "porter is not among the functions",
    ],
    ["somebody in the roster", "who: [赵鹏]", "who: [赵四]", "nobody on the stage is called 赵四"],
    [
      "a kind of post",
      "binds: guard, after",
      "binds: porter, after",
      "porter is not among the posts of this regulation",
    ],
    ["a prelude", "after: 李伟当班 }", "after: 李四当班 }", "there is no prelude 李四当班"],
    ["a time in a body", 'leftAt: "@14:00"', 'leftAt: "@25:00"', "@25:00 is no time"],
  ])("%s", (_, from, to, message) => {
    const { edition, line } = withCases(from, to);
    expectAt(readCases(edition, theHouse).errors, line, message);
  });
});

test.each([
  ["roof", "roof is not among the posts of the stage"],
  ["lobby", "lobby stands anyway: the case speaks of it"],
])("a case that asks for the post %s besides its own is told with its line", (post, message) => {
  const { edition, line } = withCases("after: 李伟当班 }", `besides: [${post}], after: 李伟当班 }`);
  expectAt(readCases(edition, theHouse).errors, line, message);
});

test("a post of the stage stands where a case is about it, or names it or anybody of it, and otherwise where it asks for it", () => {
  const { stage, ready } = readCases(theGuards, theHouse);
  const [first] = ready;
  if (!stage || !first) throw new Error("the guards have no case");
  const given = { ...first.situation.given, post: "lobby" };
  const postsWhere = (step: object, besides?: string[]) =>
    standingPosts({ ...first.situation, given: { ...given, besides } }, [{ step: step as never, path: [] }], stage);
  expect(postsWhere({ at: "08:00" })).toEqual(["lobby"]);
  expect(postsWhere({ at: "08:00", who: "刘洋", does: "attendance.sign-on" })).toEqual(["lobby", "east-gate"]);
  expect(postsWhere({ at: "08:00", with: { to: "front-desk" } })).toEqual(["lobby", "front-desk"]);
  expect(postsWhere({ at: "08:00" }, ["front-desk"])).toEqual(["lobby", "front-desk"]);
});

describe("what stands in a prelude", () => {
  test("is told once, though it is played in many cases", () => {
    const { edition } = withCases(
      "does: handover.prepare, with: { relief: 张磊, summary: 全天平稳。 }",
      "does: handover.repair",
    );
    expect(readCases(edition, theHouse).errors).toHaveLength(1);
  });
});

describe("what only shows when a case is led is told with its line too", () => {
  test.each([
    [
      "a number that the site may not set so",
      "callDepartmentManager: 20 }",
      "callSquadLeader: 20 }",
      "site.establish-post was refused: site.parameter-looser",
    ],
    [
      "a thing that is never owed",
      "notOwed: handover.acknowledge-fault, at: lobby",
      "notOwed: handover.acknowledge-faults, at: lobby",
      "nothing in these cases is ever owed that is called handover.acknowledge-faults",
    ],
    [
      "a step that is refused though nobody expects it",
      "who: 李伟, does: handover.prepare, with: { relief: 马超",
      "who: 张磊, does: handover.prepare, with: { relief: 马超",
      "handover.prepare was refused: handover.not-leading",
    ],
  ])("%s", (_, from, to, message) => {
    const { edition } = withCases(from, to);
    const { failures } = examine(edition, theHouse);
    const lines = failures.filter((each) => each.message.includes(message)).map(errorLine);
    expect(lines).toEqual([expect.stringMatching(`^regulations/${guards}/cases\\.yaml:\\d+:\\d+: `)]);
  });

  test("and the cases that are well are led all the same", () => {
    const { edition } = withCases("who: 李伟, does: attendance.sign-on }", "who: 李四, does: attendance.sign-on }");
    const { rules } = examine(edition, theHouse);
    expect(rules.find(({ id }) => id === "GPH-01")?.cases).toEqual({ passed: 8, failed: 0 });
    expect(rules.find(({ id }) => id === "GPH-03")).toMatchObject({
      cases: { passed: 0, failed: 1 },
      mutants: { killed: 0 },
    });
  });
});
