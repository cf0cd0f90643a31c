import type { Constraint, RosterProblem, RosterRows } from "./roster-problem.ts";

/**
 * The rules read slowly from the data, day by day and with nothing compiled. It exists so that the fast reading can be
 * compared with it; no search uses it.
 */
export interface PlainReading {
  readonly cost: number;
  /** Amount broken per constraint name and person: "name / person". */
  readonly broken: Readonly<Record<string, number>>;
}

export function readPlainly(problem: RosterProblem, roster: RosterRows): PlainReading {
  let cost = 0;
  const broken: Record<string, number> = {};
  for (const person of problem.people) {
    const row = roster[person.id] ?? [];
    for (const constraint of problem.constraints) {
      if (constraint.people && !constraint.people.includes(person.id)) continue;
      const found = readOne(problem, constraint, person, row);
      cost += found.cost;
      const key = `${constraint.name} / ${person.id}`;
      if (found.broken > 0) broken[key] = (broken[key] ?? 0) + found.broken;
    }
  }
  for (const demand of problem.demands) {
    let there = 0;
    for (const person of problem.people) {
      const able = demand.skill === undefined || (person.skills ?? []).includes(demand.skill);
      if (able && demand.shifts.includes(roster[person.id]?.[demand.day] ?? "")) there++;
    }
    if (there < demand.required) cost += demand.under * (demand.required - there);
    if (there > demand.required) cost += demand.over * (there - demand.required);
  }
  return { cost, broken };
}

type Person = RosterProblem["people"][number];
interface Found {
  readonly cost: number;
  readonly broken: number;
}

function readOne(problem: RosterProblem, rule: Constraint, person: Person, row: readonly string[]): Found {
  const hard = (broken: number): Found => ({ cost: 0, broken });
  switch (rule.kind) {
    case "succession":
      return hard(pairs(person, row).filter(([a, b]) => a === rule.after && rule.never.includes(b)).length);
    case "rest":
      return hard(readRest(problem, rule.minutes, person, row));
    case "run":
      return hard(readRuns(rule, person, row));
    case "fixed":
      return hard(row[rule.day] === rule.value ? 0 : 1);
    case "forbidden":
      return hard(
        rule.days.filter((day) => row[day] !== "" && (!rule.shifts || rule.shifts.includes(row[day] ?? ""))).length,
      );
    case "skill":
      return hard((person.skills ?? []).includes(rule.skill) ? 0 : row.filter((id) => rule.shifts.includes(id)).length);
    case "wish":
      return { cost: (row[rule.day] === rule.value) === rule.wanted ? 0 : rule.cost, broken: 0 };
    case "keep": {
      const given = rule.roster[person.id] ?? [];
      return { cost: rule.cost * given.filter((id, day) => day < row.length && row[day] !== id).length, broken: 0 };
    }
    case "count":
    case "minutes":
    case "weekends":
      return limits(rule, sumOf(problem, rule, person, row));
  }
}

/** Neighbouring days of which one at least lies in the horizon. */
function pairs(person: Person, row: readonly string[]): [string, string][] {
  const line = [...(person.before?.slice(-1) ?? []), ...row, ...(person.after?.slice(0, 1) ?? [])];
  return line.slice(1).map((id, i) => [line[i] ?? "", id]);
}

/** Days on which work begins too soon after any earlier day; those that would be so without the horizon are left out. */
function readRest(problem: RosterProblem, minutes: number, person: Person, row: readonly string[]): number {
  const before = person.before?.length ?? 0;
  const line = [...(person.before ?? []), ...row, ...(person.after ?? [])];
  const soonAfter = (day: number, from: number, to: number) =>
    line.slice(from, to).some((id, i) => !rested(problem, id, line[day] ?? "", day - from - i, minutes));
  let broken = 0;
  for (let day = before; day < line.length; day++) {
    const end = Math.min(day, before + row.length);
    if (soonAfter(day, 0, end) && !soonAfter(day, end, day)) broken++;
  }
  return broken;
}

/** Whether shift `b` begins late enough, `apart` days after shift `a`. */
function rested(problem: RosterProblem, a: string, b: string, apart: number, minutes: number): boolean {
  const first = problem.shifts.find((shift) => shift.id === a);
  const second = problem.shifts.find((shift) => shift.id === b);
  if (first?.begins === undefined || second?.begins === undefined) return true;
  return apart * 1440 + second.begins - (first.begins + first.minutes) >= minutes;
}

/** Runs that lie wholly before or wholly after the horizon are left out, and so is what the days after break alone. */
function readRuns(rule: Constraint & { kind: "run" }, person: Person, row: readonly string[]): number {
  const within = (id: string) =>
    rule.of === "work" ? id !== "" : rule.of === "rest" ? id === "" : rule.of.includes(id);
  const before = person.before ?? [];
  const line = [...before, ...row, ...(person.after ?? [])];
  const close = before.length + row.length;
  let broken = 0;
  let begin = 0;
  while (begin < line.length) {
    if (!within(line[begin] ?? "")) {
      begin++;
      continue;
    }
    let end = begin;
    while (end < line.length && within(line[end] ?? "")) end++;
    for (let day = Math.max(begin, before.length); day < end; day++) {
      const alone = day - close + 1;
      if (rule.max !== undefined && day - begin + 1 > rule.max && alone <= rule.max && begin < close) broken++;
    }
    const open = rule.borders === "neutral" && (begin === 0 || end === line.length);
    const touches = end >= before.length && begin <= close;
    if (!open && touches && end - begin < (rule.min ?? 0)) broken += (rule.min ?? 0) - (end - begin);
    begin = end;
  }
  return broken;
}

type Sum = Constraint & { kind: "count" | "minutes" | "weekends" };

function sumOf(problem: RosterProblem, rule: Sum, person: Person, row: readonly string[]): number {
  let sum = rule.carried?.[person.id] ?? 0;
  for (const [day, id] of row.entries()) {
    if (id === "") continue;
    if (rule.kind === "weekends") {
      const weekday = (problem.weekday + day) % 7;
      const yesterday = day === 0 ? (person.before?.at(-1) ?? "") : row[day - 1];
      if (weekday === 5 || (weekday === 6 && yesterday === "")) sum++;
      continue;
    }
    if (rule.within && (day < rule.within.from || day >= rule.within.to)) continue;
    if (rule.kind === "minutes") sum += problem.shifts.find((shift) => shift.id === id)?.minutes ?? 0;
    else if ((!rule.shifts || rule.shifts.includes(id)) && (!rule.days || rule.days.includes(day))) sum++;
  }
  return sum;
}

function limits(rule: Sum, sum: number): Found {
  const under = rule.min !== undefined && sum < rule.min ? rule.min - sum : 0;
  const over = rule.max !== undefined && sum > rule.max ? sum - rule.max : 0;
  if (!rule.cost) return { cost: 0, broken: under + over };
  const times = (units: number) => (rule.cost?.growing ? (units * (units + 1)) / 2 : units);
  return { cost: rule.cost.under * times(under) + rule.cost.over * times(over), broken: 0 };
}
