import { expect, test } from "vitest";
import { problemErrors } from "./problem-errors.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";
import { solve } from "./solve.ts";

const right: RosterProblem = {
  name: "right",
  days: 7,
  weekday: 0,
  shifts: [
    { id: "早", minutes: 480, begins: 480 },
    { id: "夜", minutes: 720, begins: 1200 },
  ],
  people: [{ id: "陈" }, { id: "李" }],
  constraints: [],
  demands: [{ name: "early", day: 0, shifts: ["早"], required: 1, under: 100, over: 1 }],
};

const errors = (changed: Partial<RosterProblem>) => problemErrors({ ...right, ...changed }).map(({ what }) => what);
const rule = (constraint: object) => errors({ constraints: [{ name: "rule", ...constraint } as Constraint] });
const demand = (changed: object) =>
  errors({ demands: [{ ...right.demands[0], ...changed } as RosterProblem["demands"][0]] });

test("a sensible problem has no faults", () => {
  expect(errors({})).toEqual([]);
  expect(rule({ kind: "run", of: "work", min: 0, max: 400, borders: "neutral" })).toEqual([]);
  expect(rule({ kind: "weekends", max: 0 })).toEqual([]);
  expect(rule({ kind: "rest", minutes: 10_000 })).toEqual([]);
});

test("a problem is as large as can be searched, and no larger", () => {
  const people = (count: number) => errors({ people: Array.from({ length: count }, (_, p) => ({ id: `p${p}` })) });
  const shifts = (count: number) =>
    errors({
      shifts: [...right.shifts, ...Array.from({ length: count - 2 }, (_, s) => ({ id: `s${s}`, minutes: 480 }))],
    });
  const shift = (changed: object) => errors({ shifts: [{ id: "早", minutes: 480, ...changed }] });
  const wish = (cost: number) => rule({ kind: "wish", day: 0, value: "早", wanted: true, cost });
  expect([errors({ days: 400 }), people(1000), shifts(100), wish(1_000_000)].flat()).toEqual([]);
  expect(shift({ minutes: 2880, begins: 2880 })).toEqual([]);
  expect(errors({ days: 401 })).toEqual(["the horizon has 401 days; at most 400 can be searched at once: cut it up"]);
  expect(people(1001)).toEqual(["1001 people; at most 1000: cut the site up"]);
  expect(shifts(101)).toEqual(["101 shifts; at most 100"]);
  expect(shift({ minutes: 2881 })).toEqual(["shift 早 lasts 2881 minutes; 1 to 2880 are possible"]);
  expect(shift({ begins: 2881 })).toEqual(["shift 早: its beginning must be a whole number from 0 to 2880, not 2881"]);
  expect(wish(1_000_001)).toEqual(["rule: its cost must be a whole number from 0 to 1000000, not 1000001"]);
  expect(errors({ people: [{ id: "陈", before: Array(401).fill("早") }] })).toEqual([
    "陈: 401 days before or after; at most 400",
  ]);
});

test("costs are whole numbers, 0 or more", () => {
  const whole = (what: string, value: number) => [
    `rule: ${what} must be a whole number from 0 to 1000000, not ${value}`,
  ];
  expect(rule({ kind: "wish", day: 0, value: "早", wanted: true, cost: -1 })).toEqual(whole("its cost", -1));
  expect(rule({ kind: "keep", roster: {}, cost: 0.5 })).toEqual(whole("its cost", 0.5));
  const weekends = (cost: object) => rule({ kind: "weekends", max: 1, cost });
  expect(weekends({ under: 0, over: Number.NaN })).toEqual(whole("its cost over the limit", Number.NaN));
  expect(weekends({ under: 1e7, over: 0 })).toEqual(whole("its cost under the limit", 1e7));
});

test("demands ask for whole numbers of people", () => {
  const first = (what: string) => what.split(" must be")[0];
  expect(demand({ required: 1.5 }).map(first)).toEqual(["early: the number required"]);
  expect(demand({ required: Number.NaN }).map(first)).toEqual(["early: the number required"]);
  expect(demand({ under: -1, over: 0.1 }).map(first)).toEqual([
    "early: the cost of one missing",
    "early: the cost of one too many",
  ]);
});

test("limits make sense", () => {
  const run = (limits: object) => rule({ kind: "run", of: "work", borders: "neutral", ...limits });
  expect(run({ max: 0 })).toEqual(["rule: the most must be a whole number from 1 to 400, not 0"]);
  expect(run({ max: 401 })).toEqual(["rule: the most must be a whole number from 1 to 400, not 401"]);
  expect(run({ min: 5, max: 4 })).toEqual(["rule: the least, 5, is above the most, 4"]);
  expect(rule({ kind: "count", min: 1.5 })).toHaveLength(1);
  expect(rule({ kind: "minutes", max: -1 })).toHaveLength(1);
});

test("what is named is there", () => {
  expect(errors({ weekday: 7 })).toEqual(["the weekday of the first day must be 0 to 6, not 7"]);
  expect(rule({ kind: "count", days: [7], max: 1 })).toEqual(["rule: there is no day 7"]);
  expect(rule({ kind: "count", max: 1, carried: { 吴: 1 } })).toEqual(["rule: there is no person 吴"]);
  expect(rule({ kind: "minutes", max: 1, within: { from: 3, to: 9 } })).toEqual([
    "rule: from day 3 to day 9 is not within the horizon of 7 days",
  ]);
  expect(rule({ kind: "keep", roster: { 陈: ["晚"] }, cost: 1 })).toEqual(["rule: there is no shift 晚"]);
  expect(errors({ people: [{ id: "陈", before: ["晚"] }] })).toEqual([
    "the days around the roster of 陈: there is no shift 晚",
  ]);
});

test("who and what is named has a name, and one of its own", () => {
  const [early, late] = right.shifts;
  expect(errors({ people: [...right.people, { id: "" }] })).toEqual(["a person has no id"]);
  expect(errors({ people: [...right.people, { id: "陈" }] })).toEqual(["person 陈 is named twice"]);
  expect(errors({ shifts: [...right.shifts, { ...early, id: "", minutes: 480 }] })).toEqual(["a shift has no id"]);
  expect(errors({ shifts: [...right.shifts, { ...late, id: "夜", minutes: 480 }] })).toEqual([
    "shift 夜 is named twice",
  ]);
});

test("rest that reaches over more than a week is refused, from the first minute over", () => {
  expect(rule({ kind: "rest", minutes: 10_080 })).toEqual([]);
  expect(rule({ kind: "rest", minutes: 10_081 })).toEqual([
    "rule: after 夜 it forbids work for more than 7 days; make it shorter",
  ]);
});

test("runs that cannot happen cost no memory, those that are too long together are refused", async () => {
  const runs = (days: number, length: number): RosterProblem => ({
    ...right,
    days,
    demands: [],
    constraints: (["work", ["早"], ["夜"]] as const).map(
      (of): Constraint => ({ kind: "run", name: `run of ${of}`, of, min: 2, max: length, borders: "neutral" }),
    ),
  });
  expect(problemErrors(runs(28, 400))).toEqual([]);
  const outcome = await solve(runs(400, 390), { seed: 1, steps: 1 });
  expect(outcome).toEqual({
    kind: "refused",
    errors: [
      {
        what: "run of work, run of 早, run of 夜: too much to remember of one person (陈) at once: shorten the runs or leave one out",
      },
    ],
  });
});
