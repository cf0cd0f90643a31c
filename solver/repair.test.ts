import { expect, test } from "vitest";
import { readPlainly } from "./plain-reading.ts";
import { sampleProblem, sampleRoster } from "./problem-sample.ts";
import { changesBetween, type Proposal, type Repairing, repair } from "./repair.ts";
import { repairProblem, rowsFrom } from "./repair-problem.ts";
import type { Constraint, RosterProblem, RosterRows } from "./roster-problem.ts";
import { RosterQuestions } from "./roster-questions.ts";
import { chanceFrom } from "./seeded-chance.ts";

const week: RosterProblem = {
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

const rows = (of: Record<string, string>): RosterRows =>
  Object.fromEntries(Object.entries(of).map(([id, row]) => [id, [...row].map((each) => (each === "." ? "" : each))]));
const roster = rows({ 陈: "夜夜夜..早早", 李: "...夜夜夜.", 王: "早早....夜", 赵: "..早早早.." });

test("a sick call is repaired with few changes, the past untouched", { timeout: 60_000 }, async () => {
  expect(readPlainly(week, roster)).toEqual({ broken: {}, cost: 0 });
  const absences = [{ person: "李", days: [4, 5] }];
  const changesIn = (repaired: RosterRows) => changesBetween(roster, repaired, absences).length;
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
  expect(readPlainly(repairProblem(week, roster, repairing), rowsFrom(week, outcome.roster, 3))).toEqual({
    broken: {},
    cost: outcome.cost,
  });
  expect(readPlainly(week, outcome.roster).cost).toBe(outcome.cost - 5 * changesIn(outcome.roster));
  expect(outcome.roster.李?.slice(4, 6)).toEqual(["", ""]);
  for (const { id } of week.people) expect(outcome.roster[id]?.slice(0, 3)).toEqual(roster[id]?.slice(0, 3));
  expect(changesIn(outcome.roster)).toBeLessThanOrEqual(4);
  expect(proposals).toHaveLength(1);
  expect(outcome.cost).toBeLessThanOrEqual(proposals[0]?.cost ?? -1);
});

/** Repairs a week from Thursday on for 李, who is away on Friday and Saturday unless told otherwise. */
async function repaired(problem: RosterProblem, from: RosterRows, more: Partial<Repairing> = {}) {
  const absences = [{ person: "李", days: [4, 5] }];
  const outcome = await repair(problem, from, { absences, fromDay: 3, changeCost: 5, seed: 1, steps: 1, ...more });
  if (outcome.kind !== "solved") throw new Error(JSON.stringify(outcome));
  return outcome;
}

const withRules = (...rules: Constraint[]): RosterProblem => ({
  ...week,
  constraints: [...week.constraints, ...rules],
});

test("what the past broke is not asked of the days that are left, but binds them", async () => {
  // Too little rest on Tuesday, and more hours by Wednesday than the week allows.
  const worn = { ...roster, 陈: [..."夜早夜..早."].map((id) => (id === "." ? "" : id)) };
  const outcome = await repaired(withRules({ kind: "minutes", name: "few hours", people: ["陈"], max: 960 }), worn);
  expect(outcome.roster.陈).toEqual(["夜", "早", "夜", "", "", "", ""]);
  expect(outcome.roster.李?.slice(4, 6)).toEqual(["", ""]);
});

test("nobody must do more than the roster that is repaired gave them", async () => {
  const outcome = await repaired(withRules({ kind: "minutes", name: "many hours", people: ["赵"], min: 4800 }), roster);
  expect(outcome.roster.赵?.filter((id) => id !== "").length).toBeGreaterThanOrEqual(3);
});

test("an absence outweighs what was fixed on its days, and may be longer than rest may last", async () => {
  const fixed = await repaired(
    withRules({ kind: "fixed", name: "guard", people: ["李"], day: 4, value: "夜" }),
    roster,
  );
  expect(fixed.roster.李?.[4]).toBe("");
  const rest: Constraint = { kind: "run", name: "rest", of: "rest", max: 3, borders: "strict" };
  const absences = [{ person: "李", days: [3, 4, 5, 6] }];
  const long = await repaired(withRules(rest), roster, { absences });
  expect(long.roster.李).toEqual(["", "", "", "", "", "", ""]);
});

test("what next month breaks by itself does not stand in the way", async () => {
  const after = ["夜", "早", "早", "早", "早", "早", "早", "早"];
  const people = week.people.map((person) => (person.id === "赵" ? { ...person, after } : person));
  const outcome = await repaired({ ...week, people }, roster);
  expect(outcome.roster.赵?.slice(0, 3)).toEqual(roster.赵?.slice(0, 3));
});

test("every changed cell is charged, of the absent too, save those that the absence empties", () => {
  const change = { absences: [{ person: "李", days: [4, 5] }], fromDay: 3, changeCost: 5 };
  const charged = (row: string) => {
    const { constraints, ...rest } = repairProblem(week, roster, change);
    const keep = constraints.filter(({ kind }) => kind === "keep");
    const left = rowsFrom(week, { ...roster, ...rows({ 李: row }) }, 3);
    return readPlainly({ ...rest, constraints: keep, demands: [] }, left).cost;
  };
  expect(charged("...夜...")).toBe(0);
  expect(charged(".......")).toBe(5);
  expect(charged("...早..夜")).toBe(10);
});

test("the days that are left cost what the whole roster costs without its past", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const problem = sampleProblem(seed, { people: 3, days: 10 });
    const from = sampleRoster(problem, chanceFrom(seed));
    const fromDay = seed % 10;
    const past: RosterProblem = {
      ...problem,
      demands: problem.demands.filter(({ day }) => day < fromDay),
      constraints: problem.constraints.flatMap((rule): Constraint[] => {
        if (rule.kind === "wish") return rule.day < fromDay ? [rule] : [];
        if (rule.kind !== "keep") return [];
        return [{ ...rule, roster: { p0: rule.roster.p0?.slice(0, fromDay) ?? [] } }];
      }),
    };
    const whole = readPlainly(problem, from);
    const left = repairProblem(problem, from, { absences: [], fromDay, changeCost: 1 });
    const rest = readPlainly(left, rowsFrom(problem, from, fromDay));
    expect(readPlainly(past, from).cost + rest.cost).toBe(whole.cost);
    for (const [key, amount] of Object.entries(rest.broken)) expect(amount).toBeLessThanOrEqual(whole.broken[key] ?? 0);
  }
});

test("a change that cannot be asked for is refused", async () => {
  const absences = [{ person: "吴", days: [9] }];
  const outcome = await repair(week, roster, { absences, fromDay: 7, changeCost: 0.5, seed: 1, steps: 1 });
  expect(outcome.kind === "refused" && outcome.errors.map(({ what }) => what)).toEqual([
    "nothing can be repaired from day 7 on: the roster has the days 0 to 6",
    "the cost of a change must be a whole number from 0 to 1000000, not 0.5",
    "absence: there is no person 吴",
    "absence of 吴: there is no day 9",
  ]);
});

test("a roster with a shift that the problem does not know is refused, and its person named", async () => {
  const odd = { ...roster, 陈: (roster.陈 ?? []).with(2, "通宵") };
  const outcome = await repair(week, odd, { absences: [], fromDay: 4, changeCost: 1, seed: 1, steps: 1 });
  const errors = outcome.kind === "refused" ? outcome.errors.map(({ what }) => what) : [];
  expect(errors).toContain("the roster of 陈: there is no shift 通宵");
});

test("what makes a repair impossible is told with the days of the problem", async () => {
  const course: Constraint = { kind: "fixed", name: "course", people: ["陈"], day: 5, value: "早" };
  const problem = withRules(course, { kind: "forbidden", name: "leave", people: ["陈"], days: [5] });
  const proposed: unknown[] = [];
  const asked = { absences: [], fromDay: 3, changeCost: 5, seed: 1, steps: 1 };
  const outcome = await repair(problem, roster, { ...asked, proposed: (each) => proposed.push(each) });
  expect(proposed, "what breaks a hard rule is nobody's proposal").toEqual([]);
  const conflicts = outcome.kind === "impossible" ? outcome.conflicts : [];
  expect(conflicts.map(({ person, constraints }) => [person, ...constraints])).toEqual([
    ["陈", course, expect.objectContaining({ name: "leave", days: [5] })],
  ]);
});

test("a swap is allowed, or the rules that would break are named", () => {
  const questions = new RosterQuestions(week, roster);
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
  const questions = new RosterQuestions(week, roster);
  const answer = questions.whyNot("赵", 5, "夜");
  expect(answer.breaks.map(({ constraint }) => constraint.name)).toEqual(["nights are licensed"]);
  expect(answer.cost).toBe(1);
  expect(questions.whyNot("王", 3, "早")).toEqual({ allowed: true, breaks: [], cost: 1 });
  expect(() => questions.whyNot("吴", 0, "夜")).toThrow("there is no person 吴");
});
