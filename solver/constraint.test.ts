import { describe, expect, test } from "vitest";
import { cellsOfRoster, compile } from "./compile.ts";
import { breachesOfRow, weigh } from "./evaluate.ts";
import { readPlainly } from "./plain-reading.ts";
import type { Constraint, RosterPerson, RosterProblem } from "./roster-problem.ts";

/**
 * 早 08–16, 中 16–24, 夜 from 24; 长 24 hours from 08, 值 48 hours from 16; 班 says nothing of when it begins. Day 0 is
 * a Monday; "." is a day off.
 */
const shifts = [
  { id: "早", minutes: 480, begins: 480 },
  { id: "中", minutes: 480, begins: 960 },
  { id: "夜", minutes: 480, begins: 1440 },
  { id: "长", minutes: 1440, begins: 480 },
  { id: "值", minutes: 2880, begins: 960 },
  { id: "班", minutes: 480 },
];

function read(constraint: Constraint, row: string, person: Partial<RosterPerson> = {}, weekday = 0) {
  const problem: RosterProblem = {
    name: "one rule",
    days: row.length,
    weekday,
    shifts,
    people: [{ id: "陈", ...person }],
    constraints: [constraint],
    demands: [],
  };
  const roster = { 陈: [...row].map((id) => (id === "." ? "" : id)) };
  const compiled = compile(problem);
  const cells = cellsOfRoster(compiled, roster);
  const breaches = breachesOfRow(compiled.people[0] as (typeof compiled.people)[number], cells, 0, row.length);
  const plain = readPlainly(problem, roster);
  expect(Object.values(plain.broken).reduce((sum, amount) => sum + amount, 0)).toBe(
    breaches.reduce((sum, { amount }) => sum + amount, 0),
  );
  expect(plain.cost).toBe(weigh(compiled, cells).cost);
  return { broken: breaches.map(({ day, amount }) => [day, amount]), cost: plain.cost };
}

describe("succession", () => {
  const rule: Constraint = { kind: "succession", name: "no early after late", after: "中", never: ["早"] };
  test("a day between is enough", () => expect(read(rule, "中.早中中").broken).toEqual([]));
  test("the next day is not", () => expect(read(rule, "早中早..").broken).toEqual([[2, 1]]));
  test("the last day before the horizon counts", () =>
    expect(read(rule, "早....", { before: ["中"] }).broken).toEqual([[0, 1]]));
  test("so does the first day after it", () => {
    expect(read(rule, "...早", { after: ["早"] }).broken).toEqual([]);
    expect(read(rule, "...中", { after: ["早"] }).broken).toEqual([[4, 1]]);
  });
  test("what lies wholly before or after it is not counted", () =>
    expect(read(rule, "....", { before: ["中", "早"], after: ["中", "早"] }).broken).toEqual([]));
});

describe("rest", () => {
  const rule: Constraint = { kind: "rest", name: "eleven hours", minutes: 660 };
  test("sixteen hours are rest enough", () => expect(read(rule, "早早中.").broken).toEqual([]));
  test("eight hours are not", () => expect(read(rule, "中早..").broken).toEqual([[1, 1]]));
  test("a night that ends as the next shift begins overlaps nothing but leaves no rest", () =>
    expect(read(rule, "夜早..").broken).toEqual([[1, 1]]));
  test("a shift that does not say when it begins is not judged", () =>
    expect(read(rule, "班早班中班").broken).toEqual([]));
});

describe("rest of more than a day", () => {
  const rule: Constraint = { kind: "rest", name: "48 hours after 24", minutes: 2880 };
  test("two days off between two shifts of 24 hours are enough", () =>
    expect(read(rule, "长..长..长").broken).toEqual([]));
  test("one day off is not", () => expect(read(rule, "长.长...").broken).toEqual([[2, 1]]));
  test("what is worked between does not shorten it", () => expect(read(rule, "长班早...").broken).toEqual([[2, 1]]));
  test("it reaches over the borders", () => {
    expect(read(rule, "..早.", { before: ["", "长"], after: ["", "长"] }).broken).toEqual([]);
    expect(read(rule, ".早..", { before: ["", "长"] }).broken).toEqual([[1, 1]]);
    expect(read(rule, "...长", { after: ["", "早"] }).broken).toEqual([[4, 1]]);
  });
  test("what lies wholly before or after the horizon is not counted", () =>
    expect(read(rule, "....", { before: ["长", "长", "", ""], after: ["长", "", "长"] }).broken).toEqual([]));
});

describe("overlap", () => {
  const rule: Constraint = { kind: "rest", name: "one place at a time", minutes: 0 };
  test("one shift may begin as the other ends", () => expect(read(rule, "长早中夜早.值..早").broken).toEqual([]));
  test("a shift of two days overlaps the next day and the one after", () => {
    expect(read(rule, "值.早..").broken).toEqual([[2, 1]]);
    expect(read(rule, "值早早早.").broken).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});

describe("count", () => {
  const nights: Constraint = { kind: "count", name: "nights", shifts: ["夜"], min: 1, max: 2 };
  test("two nights are within one and two", () => expect(read(nights, "夜夜...").broken).toEqual([]));
  test("three are one too many, over the whole horizon", () =>
    expect(read(nights, "夜夜.夜.").broken).toEqual([[-1, 1]]));
  const fair: Constraint = {
    kind: "count",
    name: "fair nights",
    shifts: ["夜"],
    max: 1,
    carried: { 陈: 1 },
    cost: { under: 0, over: 3, growing: true },
  };
  test("what is carried over counts, and each further unit costs more", () =>
    expect(read(fair, "夜夜...").cost).toBe(3 + 6));
  const duty: Constraint = { ...fair, name: "two duties", min: 2, max: 9, carried: {}, cost: { under: 5, over: 0 } };
  test("as many as wanted cost nothing", () => expect(read(duty, "夜.夜").cost).toBe(0));
  test("each one missing costs", () => {
    expect(read(duty, "夜..").cost).toBe(5);
    expect(read({ ...duty, cost: { under: 5, over: 0, growing: true } }, "...").cost).toBe(5 + 10);
  });
  const three: Constraint = { kind: "count", name: "three of any shift", within: { from: 1, to: 4 }, max: 2 };
  test("without shifts any shift counts, within the days", () => {
    expect(read(three, "早早.中早").broken).toEqual([]);
    expect(read(three, ".早夜中.").broken).toEqual([[-1, 1]]);
  });
  test("only the named days count", () =>
    expect(read({ kind: "count", name: "holidays", days: [0, 1], max: 1 }, "早.早早早").broken).toEqual([]));
  test("and each of them does", () =>
    expect(read({ kind: "count", name: "holidays", days: [0, 1], max: 1 }, "早中...").broken).toEqual([[-1, 1]]));
});

describe("minutes", () => {
  const week: Constraint = { kind: "minutes", name: "first week", within: { from: 0, to: 7 }, min: 960, max: 1920 };
  test("four shifts in the week and one after it are right", () =>
    expect(read(week, "早早早早...早").broken).toEqual([]));
  test("one shift is eight hours short", () => expect(read(week, "早......早").broken).toEqual([[-1, 480]]));
  const soft: Constraint = { kind: "minutes", name: "about two", min: 960, max: 960, cost: { under: 1, over: 2 } };
  test("soft hours cost nothing where they are met", () =>
    expect(read(soft, "早.早")).toEqual({ broken: [], cost: 0 }));
  test("and by the minute where they are not", () => {
    expect(read(soft, "早..").cost).toBe(480);
    expect(read(soft, "早早早").cost).toBe(960);
  });
});

describe("runs", () => {
  const work: Constraint = { kind: "run", name: "work", of: "work", min: 2, max: 3, borders: "neutral" };
  test("short runs at the borders may have begun before or go on after", () =>
    expect(read(work, "早..早早..早").broken).toEqual([]));
  test("a single day inside is too short, the fourth day too long", () =>
    expect(read(work, "..早..早早早早.").broken).toEqual([
      [3, 1],
      [8, 1],
    ]));
  const rest: Constraint = { kind: "run", name: "rest", of: "rest", min: 2, borders: "strict" };
  test("two days off are enough", () => expect(read(rest, "早..早早").broken).toEqual([]));
  test("at a strict border one day off is too short", () => expect(read(rest, "早早早早.").broken).toEqual([[5, 1]]));
  const nights: Constraint = { kind: "run", name: "nights", of: ["夜"], max: 2, borders: "neutral" };
  test("another shift breaks a run of nights", () => expect(read(nights, "夜夜中夜夜").broken).toEqual([]));
  test("the days before count towards it", () =>
    expect(read(nights, "夜....", { before: ["夜", "夜"] }).broken).toEqual([[0, 1]]));
  const holiday: Constraint = { kind: "run", name: "days off", of: "rest", max: 2, borders: "neutral" };
  test("two days off in a row may be", () => expect(read(holiday, "..早..中").broken).toEqual([]));
  test("each further one may not", () =>
    expect(read(holiday, "早....").broken).toEqual([
      [3, 1],
      [4, 1],
    ]));
  test("the days after go on with a run", () => {
    expect(read(work, "...早早", { after: ["早", ""] }).broken).toEqual([]);
    expect(read(work, "..早早早", { after: ["早", ""] }).broken).toEqual([[5, 1]]);
    expect(read(work, "....早", { after: [""] }).broken).toEqual([[5, 1]]);
    expect(read(work, ".....", { after: ["早", ""] }).broken).toEqual([[5, 1]]);
  });
  test("what they break by themselves is not counted", () => {
    const after = [..."早早早早早.早..早"].map((id) => (id === "." ? "" : id));
    expect(read(work, ".....", { after }).broken).toEqual([]);
    expect(read(work, "...早早", { after }).broken).toEqual([[5, 2]]);
    expect(read({ ...work, borders: "strict" }, ".....", { after }).broken).toEqual([]);
    expect(read({ ...work, borders: "strict" }, "....早", { after: [""] }).broken).toEqual([[5, 1]]);
  });
});

describe("weekends", () => {
  const rule: Constraint = { kind: "weekends", name: "one weekend", max: 1 };
  test("both days of one weekend are one weekend", () => expect(read(rule, ".....早早......").broken).toEqual([]));
  test("a Sunday and the next Saturday are two", () => expect(read(rule, "......早.....早").broken).toEqual([[-1, 1]]));
  const least: Constraint = { kind: "weekends", name: "two weekends", min: 2 };
  test("a Saturday and a Sunday of two weekends are two", () =>
    expect(read(least, ".....早.......早").broken).toEqual([]));
  test("both days of one are one too few", () => expect(read(least, ".....早早.......").broken).toEqual([[-1, 1]]));
  const soft: Constraint = { ...least, name: "one weekend", min: 1, max: 1, cost: { under: 3, over: 4 } };
  test("soft weekends cost where they are not met", () => {
    expect(read(soft, ".....早早.......").cost).toBe(0);
    expect(read(soft, "..............").cost).toBe(3);
    expect(read(soft, ".....早......早").cost).toBe(4);
  });
  test("a weekend whose Saturday was worked before the horizon was counted then", () => {
    expect(read({ ...rule, max: 0 }, "早", { before: ["早"] }, 6).broken).toEqual([]);
    expect(read({ ...rule, max: 0 }, "早", { before: [""] }, 6).broken).toEqual([[-1, 1]]);
  });
});

describe("fixed and forbidden cells", () => {
  const fixed: Constraint = { kind: "fixed", name: "course", day: 1, value: "" };
  test("what is fixed is kept", () => expect(read(fixed, "早.早").broken).toEqual([]));
  test("or it is broken on its day", () => expect(read(fixed, "早早早").broken).toEqual([[1, 1]]));
  const leave: Constraint = { kind: "forbidden", name: "leave", days: [0, 1], shifts: ["早"] };
  test("another shift than the forbidden one may be worked", () => expect(read(leave, "中.早").broken).toEqual([]));
  test("the forbidden one may not", () => expect(read(leave, ".早早").broken).toEqual([[1, 1]]));
});

describe("skill", () => {
  const rule: Constraint = { kind: "skill", name: "licence", shifts: ["夜"], skill: "fire" };
  test("the licensed may work there", () => expect(read(rule, "夜.夜", { skills: ["fire"] }).broken).toEqual([]));
  test("the others may not", () =>
    expect(read(rule, "夜.夜").broken).toEqual([
      [0, 1],
      [2, 1],
    ]));
});

describe("wishes and distance", () => {
  const on: Constraint = { kind: "wish", name: "wish", day: 1, value: "早", wanted: true, cost: 4 };
  test("a wish that is met costs nothing", () => expect(read(on, ".早.").cost).toBe(0));
  test("another shift does not meet it", () => expect(read(on, ".中.").cost).toBe(4));
  const off: Constraint = { ...on, name: "not early", wanted: false };
  test("what is not wanted costs nothing where it is not", () => expect(read(off, "早中早").cost).toBe(0));
  test("and costs where it is", () => expect(read(off, ".早.").cost).toBe(4));
  const keep: Constraint = { kind: "keep", name: "published", roster: { 陈: ["早", "", "夜"] }, cost: 5 };
  test("what stays costs nothing", () => expect(read(keep, "早.夜").cost).toBe(0));
  test("every changed cell costs", () => expect(read(keep, "早早.").cost).toBe(10));
});

describe("cover", () => {
  const problem = (skill?: string): RosterProblem => ({
    name: "cover",
    days: 1,
    weekday: 0,
    shifts,
    people: [{ id: "陈", skills: ["fire"] }, { id: "李" }],
    constraints: [],
    demands: [{ name: "night", day: 0, shifts: ["夜"], required: 1, under: 100, over: 7, ...(skill ? { skill } : {}) }],
  });
  const cost = (of: RosterProblem, roster: Record<string, string[]>) => {
    const compiled = compile(of);
    expect(readPlainly(of, roster).cost).toBe(weigh(compiled, cellsOfRoster(compiled, roster)).cost);
    return readPlainly(of, roster).cost;
  };
  test("one is enough", () => expect(cost(problem(), { 陈: ["夜"], 李: [""] })).toBe(0));
  test("a second one is too many", () => expect(cost(problem(), { 陈: ["夜"], 李: ["夜"] })).toBe(7));
  test("shifts of one demand count together", () => {
    const { demands, ...rest } = problem();
    const together = { ...rest, demands: demands.map((demand) => ({ ...demand, shifts: ["中", "夜"], required: 2 })) };
    expect(cost(together, { 陈: ["夜"], 李: ["中"] })).toBe(0);
    expect(cost(together, { 陈: ["早"], 李: ["中"] })).toBe(100);
  });
  test("someone without the skill does not count", () =>
    expect(cost(problem("fire"), { 陈: [""], 李: ["夜"] })).toBe(100));
});
