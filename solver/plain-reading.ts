import type { Constraint, Problem, Roster } from "./roster-problem.ts";

/**
 * The rules read slowly from the data, day by day and with nothing compiled. It exists so that the fast reading can be
 * compared with it; no search uses it.
 */
export interface PlainReading {
  readonly cost: number;
  /** Amount broken per constraint name and person: "name / person". */
  readonly broken: Readonly<Record<string, number>>;
}

export function readPlainly(problem: Problem, roster: Roster): PlainReading {
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

type Person = Problem["people"][number];
interface Found {
  readonly cost: number;
  readonly broken: number;
}

function readOne(problem: Problem, rule: Constraint, person: Person, row: readonly string[]): Found {
  const hard = (broken: number): Found => ({ cost: 0, broken });
  switch (rule.kind) {
    case "succession":
      return hard(pairs(person, row).filter(([a, b]) => a === rule.after && rule.never.includes(b)).length);
    case "rest":
      return hard(pairs(person, row).filter(([a, b]) => !rested(problem, a, b, rule.minutes)).length);
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

function pairs(person: Person, row: readonly string[]): [string, string][] {
  const last = person.before?.at(-1);
  const line = [...(last === undefined ? [] : [last]), ...row, ...(person.after ?? [])];
  return line.slice(1).map((id, i) => [line[i] ?? "", id]);
}

function rested(problem: Problem, a: string, b: string, minutes: number): boolean {
  const first = problem.shifts.find((shift) => shift.id === a);
  const second = problem.shifts.find((shift) => shift.id === b);
  if (first?.begins === undefined || second?.begins === undefined) return true;
  return 1440 + second.begins - (first.begins + first.minutes) >= minutes;
}

function readRuns(rule: Constraint & { kind: "run" }, person: Person, row: readonly string[]): number {
  const within = (id: string) =>
    rule.of === "work" ? id !== "" : rule.of === "rest" ? id === "" : rule.of.includes(id);
  const before = person.before ?? [];
  const line = [...before, ...row, ...(person.after ?? [])];
  let broken = 0;
  let begin = 0;
  while (begin < line.length) {
    if (!within(line[begin] ?? "")) {
      begin++;
      continue;
    }
    let end = begin;
    while (end < line.length && within(line[end] ?? "")) end++;
    // Days of the run, inside or after the horizon, that make it too long.
    for (let day = begin; day < end; day++) {
      if (rule.max !== undefined && rule.max > 0 && day - begin + 1 > rule.max && day >= before.length) broken++;
    }
    const open = rule.borders === "neutral" && (begin === 0 || end === line.length);
    const ended = end >= before.length && end <= line.length;
    if (!open && ended && end - begin < (rule.min ?? 0)) broken += (rule.min ?? 0) - (end - begin);
    begin = end;
  }
  return broken;
}

type Sum = Constraint & { kind: "count" | "minutes" | "weekends" };

function sumOf(problem: Problem, rule: Sum, person: Person, row: readonly string[]): number {
  let sum = rule.kind === "count" ? (rule.carried?.[person.id] ?? 0) : 0;
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
