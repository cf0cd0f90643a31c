import { cellsOfRoster, compile } from "./compile.ts";
import { most } from "./constraint-errors.ts";
import { sumOfRow } from "./evaluate.ts";
import type { Constraint, RosterProblem, RosterRows } from "./roster-problem.ts";

export interface PersonAbsence {
  readonly person: string;
  readonly days: readonly number[];
}

export interface Change {
  readonly absences: readonly PersonAbsence[];
  /** Days before this one have happened and stay as they are. */
  readonly fromDay: number;
  /** What each changed cell costs, a whole number; what an absence empties costs nothing. */
  readonly changeCost: number;
}

/**
 * The problem of repairing, for the days that are left: what has happened is history, so that it binds what follows but
 * cannot itself be wrong; what is impossible is forbidden, and what changes is charged.
 */
export function repairProblem(problem: RosterProblem, roster: RosterRows, change: Change): RosterProblem {
  const { absences, fromDay, changeCost } = change;
  const days = problem.days - fromDay;
  const sums = sumsOf(problem, roster, fromDay);
  const constraints = problem.constraints.flatMap((constraint, index) => {
    const left = movedBy(constraint, -fromDay, days);
    return left ? withoutTheImpossible(left, problem, change, sums[index]) : [];
  });
  for (const { person, days: away } of absences) {
    const left = away.filter((day) => day >= fromDay).map((day) => day - fromDay);
    constraints.push({ kind: "forbidden", name: `absence of ${person}`, people: [person], days: left });
  }
  const kept = rowsFrom(problem, withAbsences(problem, roster, absences), fromDay);
  constraints.push({ kind: "keep", name: "changes", roster: kept, cost: changeCost });
  return {
    ...problem,
    days,
    weekday: (problem.weekday + fromDay) % 7,
    people: problem.people.map((person) => {
      const past = wholeRow(problem, roster, person.id).slice(0, fromDay);
      return { ...person, before: [...(person.before ?? []), ...past].slice(-most.days) };
    }),
    constraints,
    demands: problem.demands
      .filter(({ day }) => day >= fromDay)
      .map((demand) => ({ ...demand, day: demand.day - fromDay })),
  };
}

/** The rows of a roster from a day on. */
export function rowsFrom(problem: RosterProblem, roster: RosterRows, day: number): RosterRows {
  return Object.fromEntries(problem.people.map(({ id }) => [id, wholeRow(problem, roster, id).slice(day)]));
}

/** One value for each day of the problem, however long the row that is there. */
export function wholeRow(problem: RosterProblem, roster: RosterRows, person: string): string[] {
  return Array.from({ length: problem.days }, (_, day) => roster[person]?.[day] ?? "");
}

function withAbsences(problem: RosterProblem, roster: RosterRows, absences: readonly PersonAbsence[]): RosterRows {
  const rows = Object.fromEntries(problem.people.map(({ id }) => [id, wholeRow(problem, roster, id)]));
  for (const { person, days } of absences) for (const day of days) if (rows[person]) rows[person][day] = "";
  return rows;
}

/** The constraint with its days counted from another first day; undefined if it speaks of none within the horizon. */
export function movedBy(constraint: Constraint, by: number, days: number): Constraint | undefined {
  const inside = (day: number) => day >= 0 && day < days;
  const moved = (list: readonly number[]) => list.map((day) => day + by).filter(inside);
  const edge = (day: number) => Math.min(days, Math.max(0, day + by));
  switch (constraint.kind) {
    case "fixed":
    case "wish":
      return inside(constraint.day + by) ? { ...constraint, day: constraint.day + by } : undefined;
    case "forbidden":
      return { ...constraint, days: moved(constraint.days) };
    case "keep": {
      const rows = Object.entries(constraint.roster).map(([id, row]) => [id, row.slice(Math.max(0, -by))]);
      return { ...constraint, roster: Object.fromEntries(rows) };
    }
    case "count":
    case "minutes": {
      const { within } = constraint;
      const span = within ? { within: { from: edge(within.from), to: edge(within.to) } } : {};
      const only = constraint.kind === "count" && constraint.days ? { days: moved(constraint.days) } : {};
      return { ...constraint, ...span, ...only };
    }
    default:
      return constraint;
  }
}

/** Of one constraint and by person: what the past has added, and what the roster as it stood comes to. */
type Sums = ReadonlyMap<string, { readonly past: number; readonly stood: number }>;

function sumsOf(
  problem: RosterProblem,
  roster: RosterRows,
  fromDay: number,
): Map<string, { past: number; stood: number }>[] {
  const compiled = compile(problem);
  const { days, people } = compiled;
  const stood = cellsOfRoster(compiled, roster);
  const past = stood.map((value, at) => (at % days < fromDay ? value : 0));
  const sums = problem.constraints.map(() => new Map<string, { past: number; stood: number }>());
  for (const [p, person] of people.entries()) {
    for (const counter of person.counters) {
      const sum = (cells: Uint8Array) => sumOfRow(person, counter, cells, p * days, days);
      sums[counter.constraint]?.set(person.id, { past: sum(past), stood: sum(stood) });
    }
  }
  return sums;
}

/** A constraint for each of those whom it binds alike, without what nobody can keep any more. */
function withoutTheImpossible(
  constraint: Constraint,
  problem: RosterProblem,
  change: Change,
  sums?: Sums,
): Constraint[] {
  const absent = new Set(change.absences.map(({ person }) => person));
  const bound = constraint.people ?? problem.people.map(({ id }) => id);
  switch (constraint.kind) {
    case "fixed": {
      const day = constraint.day + change.fromDay;
      const away = new Set(change.absences.filter(({ days }) => days.includes(day)).map(({ person }) => person));
      return [{ ...constraint, people: bound.filter((id) => !away.has(id)) }];
    }
    case "run": {
      const { min: _waived, max, ...rest } = constraint;
      // An absence is a run of rest, however long.
      const most = max === undefined || constraint.of === "rest" ? {} : { max };
      return [
        { ...constraint, people: bound.filter((id) => !absent.has(id)) },
        { ...rest, ...most, people: bound.filter((id) => absent.has(id)) },
      ];
    }
    case "count":
    case "minutes":
    case "weekends": {
      const alike = new Map<string, { limits: { min?: number; max?: number }; people: string[] }>();
      const carried: Record<string, number> = {};
      for (const id of bound) {
        const sum = sums?.get(id) ?? { past: 0, stood: 0 };
        carried[id] = sum.past;
        const limits = constraint.cost ? constraint : limitsLeft(constraint, sum, absent.has(id));
        const key = `${limits.min} ${limits.max}`;
        alike.set(key, { limits, people: [...(alike.get(key)?.people ?? []), id] });
      }
      const { min: _min, max: _max, ...rest } = constraint;
      return [...alike.values()].map(({ limits: { min, max }, people }) => ({
        ...rest,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        carried,
        people,
      }));
    }
    default:
      return [constraint];
  }
}

/**
 * Hard limits of a sum that can still be kept: what the past has used up beyond the most is not asked back, nobody has to
 * do more than the least that the roster as it stood gave them, and of the absent no least is asked.
 */
function limitsLeft(
  { min, max }: { readonly min?: number; readonly max?: number },
  { past, stood }: { readonly past: number; readonly stood: number },
  absent: boolean,
): { min?: number; max?: number } {
  return {
    ...(min === undefined || absent ? {} : { min: Math.min(min, stood) }),
    ...(max === undefined ? {} : { max: Math.max(max, past) }),
  };
}
