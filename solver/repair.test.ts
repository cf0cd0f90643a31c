import { expect, test } from "vitest";
import { readPlainly } from "./plain-reading.ts";
import { changesBetween, type Proposal, repair, repairProblem } from "./repair.ts";
import type { Problem, Roster } from "./roster-problem.ts";
import { Questions } from "./roster-questions.ts";

const week: Problem = {
  name: "week",
  days: 7,
  weekday: 0,
  shifts: [
    { id: "早", minutes: 480, begins: 480 },
    { id: "夜", minutes: 480, begins: 1440 },
  ],
  people: [
    { id: "陈", skills: ["fire"] },
    { id: "李", skills: ["fire"] },
    { id: "王", skills: ["fire"] },
    { id: "赵" },
  ],
  constraints: [
    { kind: "skill", name: "nights are licensed", shifts: ["夜"], skill: "fire" },
    { kind: "rest", name: "eleven hours", minutes: 660 },
    { kind: "run", name: "five in a row", of: "work", max: 5, borders: "neutral" },
    { kind: "minutes", name: "hours", min: 960, max: 2400 },
  ],
  demands: Array.from({ length: 7 }, (_, day) => [
    { name: `early ${day}`, day, shifts: ["早"], required: 1, under: 100, over: 1 },
    { name: `night ${day}`, day, shifts: ["夜"], required: 1, under: 100, over: 1 },
  ]).flat(),
};

const rows = (of: Record<string, string>): Roster =>
  Object.fromEntries(Object.entries(of).map(([id, row]) => [id, [...row].map((each) => (each === "." ? "" : each))]));
const roster = rows({ 陈: "夜夜夜..早早", 李: "...夜夜夜.", 王: "早早....夜", 赵: "..早早早.." });

test("a sick call is repaired with few changes, the past untouched", { timeout: 60_000 }, async () => {
  expect(readPlainly(week, roster)).toEqual({ broken: {}, cost: 0 });
  const absences = [{ person: "李", days: [4, 5] }];
  const proposals: Proposal[] = [];
  const repairing = {
    absences,
    fromDay: 3,
    changeCost: 5,
    seed: 1,
    steps: 3,
    proposed: (proposal: Proposal) => proposals.push(proposal),
  };
  const outcome = await repair(week, roster, repairing);
  if (outcome.kind !== "solved") throw new Error(outcome.kind);
  expect(readPlainly(repairProblem(week, roster, repairing), outcome.roster)).toEqual({
    broken: {},
    cost: outcome.cost,
  });
  expect(outcome.roster.李?.slice(4, 6)).toEqual(["", ""]);
  for (const { id } of week.people) expect(outcome.roster[id]?.slice(0, 3)).toEqual(roster[id]?.slice(0, 3));
  expect(changesBetween(roster, outcome.roster, absences).length).toBeLessThanOrEqual(4);
  expect(proposals).toHaveLength(1);
  expect(outcome.cost).toBeLessThanOrEqual(proposals[0]?.cost ?? -1);
});

test("a swap is allowed, or the rules that would break are named", () => {
  const questions = new Questions(week, roster);
  expect(questions.maySwap("陈", "王", 6)).toEqual({ allowed: true, breaks: [], cost: 0 });
  const refused = questions.maySwap("陈", "赵", 2);
  expect(refused.allowed).toBe(false);
  expect(refused.breaks.map(({ person, constraint }) => `${person}: ${constraint.name}`)).toEqual([
    "陈: eleven hours",
    "赵: nights are licensed",
    "赵: eleven hours",
  ]);
});

test("why not this shift here: the rules that forbid it, alone", () => {
  const questions = new Questions(week, roster);
  const answer = questions.whyNot("赵", 5, "夜");
  expect(answer.breaks.map(({ constraint }) => constraint.name)).toEqual(["nights are licensed"]);
  expect(answer.cost).toBe(1);
  expect(questions.whyNot("王", 3, "早")).toEqual({ allowed: true, breaks: [], cost: 1 });
  expect(() => questions.whyNot("吴", 0, "夜")).toThrow("there is no person 吴");
});
