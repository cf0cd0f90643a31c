import type { Automaton } from "./machine.ts";
import { automataByPerson, type Rule, rulesByPerson } from "./order-rules.ts";
import type { Constraint, Demand, RosterProblem, RosterRows, Soft } from "./roster-problem.ts";

/** A sum over one person's row with limits: minutes, counts, weekends, fairness. */
export interface Counter {
  readonly constraint: number;
  /** What value v on day d adds: adds[d · values + v]. */
  readonly adds: Int32Array;
  /** Sundays: what is taken off again if the day before was worked, because the weekend was counted then. */
  readonly again: Uint8Array | undefined;
  readonly carried: number;
  readonly min: number;
  readonly max: number;
  /** Cost per unit outside the limits; undefined for a hard rule. */
  readonly cost: Soft | undefined;
  /** How much outside counts as one broken rule while annealing: a shift, a weekend, eight hours. */
  readonly unit: number;
}

/** Everything that the rules say of one person, ready for one pass over the days. */
export interface CompiledPerson {
  readonly id: string;
  readonly automaton: Automaton;
  readonly counters: readonly Counter[];
  /** Cost of value v on day d, at d · values + v. */
  readonly cost: Int32Array;
  /** 1 where the cell may take the value. */
  readonly allowed: Uint8Array;
  /** The constraints that forbid a cell its value, by d · values + v. */
  readonly blocked: ReadonlyMap<number, readonly number[]>;
  /** Which people count alike for the demands. */
  readonly group: number;
}

/** Which demands a value on a day counts for: rows[start[cell]] … rows[start[cell + 1] - 1]. */
export interface Coverage {
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

export interface Compiled {
  readonly problem: RosterProblem;
  readonly days: number;
  readonly values: number;
  readonly people: readonly CompiledPerson[];
  readonly coverage: readonly Coverage[];
  readonly required: Int32Array;
  readonly under: Float64Array;
  readonly over: Float64Array;
}

export function compile(problem: RosterProblem): Compiled {
  const values = problem.shifts.length + 1;
  const valuesById = new Map([["", 0], ...problem.shifts.map((shift, s) => [shift.id, s + 1] as const)]);
  const groups = new Map<string, number>();
  const coverage: Coverage[] = [];
  const skillsAsked = new Set(problem.demands.flatMap((demand) => (demand.skill === undefined ? [] : [demand.skill])));
  const rulesOf = rulesByPerson(problem);
  const automata = automataByPerson(problem, rulesOf);
  const people = problem.people.map((person, p): CompiledPerson => {
    const rules = rulesOf[p] ?? [];
    const skills = (person.skills ?? []).filter((skill) => skillsAsked.has(skill)).sort();
    const key = skills.join("\n");
    const group = groups.get(key) ?? groups.size;
    if (!groups.has(key)) {
      groups.set(key, group);
      coverage.push(coverageOf(problem, valuesById, new Set(skills)));
    }
    const cells = cellsOf(problem, person.id, new Set(person.skills ?? []), rules, valuesById);
    return {
      id: person.id,
      automaton: automata[p] as Automaton,
      counters: rules.flatMap((rule) => countersOf(problem, person.id, rule.constraint, rule.index, valuesById)),
      ...cells,
      group,
    };
  });
  return {
    problem,
    days: problem.days,
    values,
    people,
    coverage,
    required: Int32Array.from(problem.demands, (demand) => demand.required),
    under: Float64Array.from(problem.demands, (demand) => demand.under),
    over: Float64Array.from(problem.demands, (demand) => demand.over),
  };
}

function coverageOf(
  problem: RosterProblem,
  valuesById: ReadonlyMap<string, number>,
  skills: ReadonlySet<string>,
): Coverage {
  const values = problem.shifts.length + 1;
  const lists: number[][] = Array.from({ length: problem.days * values }, () => []);
  for (const [row, demand] of problem.demands.entries()) {
    if (demand.skill !== undefined && !skills.has(demand.skill)) continue;
    for (const id of new Set(demand.shifts)) lists[demand.day * values + (valuesById.get(id) ?? 0)]?.push(row);
  }
  const start = new Int32Array(lists.length + 1);
  for (const [cell, list] of lists.entries()) start[cell + 1] = (start[cell] ?? 0) + list.length;
  return { start, rows: Int32Array.from(lists.flat()) };
}

function cellsOf(
  problem: RosterProblem,
  person: string,
  skills: ReadonlySet<string>,
  rules: readonly Rule[],
  valuesById: ReadonlyMap<string, number>,
): Pick<CompiledPerson, "cost" | "allowed" | "blocked"> {
  const values = problem.shifts.length + 1;
  const cost = new Int32Array(problem.days * values);
  const allowed = new Uint8Array(problem.days * values).fill(1);
  const blocked = new Map<number, number[]>();
  const everyDay = Array.from({ length: problem.days }, (_, day) => day);
  const block = (day: number, value: number, index: number) => {
    const cell = day * values + value;
    allowed[cell] = 0;
    const list = blocked.get(cell);
    if (!list) blocked.set(cell, [index]);
    else if (!list.includes(index)) list.push(index);
  };
  const charge = (day: number, value: number, amount: number, same: boolean) => {
    for (let v = 0; v < values; v++)
      if ((v === value) === same) cost[day * values + v] = (cost[day * values + v] ?? 0) + amount;
  };
  for (const { constraint, index } of rules) {
    if (constraint.kind === "fixed") {
      for (let v = 0; v < values; v++) if (v !== valuesById.get(constraint.value)) block(constraint.day, v, index);
    } else if (constraint.kind === "forbidden" || (constraint.kind === "skill" && !skills.has(constraint.skill))) {
      const shifts = constraint.shifts ?? problem.shifts.map((shift) => shift.id);
      const days = constraint.kind === "forbidden" ? constraint.days : everyDay;
      for (const day of days) for (const id of shifts) block(day, valuesById.get(id) ?? 0, index);
    } else if (constraint.kind === "wish") {
      charge(constraint.day, valuesById.get(constraint.value) ?? 0, constraint.cost, !constraint.wanted);
    } else if (constraint.kind === "keep") {
      for (const [day, id] of (constraint.roster[person] ?? []).entries()) {
        if (day < problem.days) charge(day, valuesById.get(id) ?? 0, constraint.cost, false);
      }
    }
  }
  return { cost, allowed, blocked };
}

function countersOf(
  problem: RosterProblem,
  person: string,
  constraint: Constraint,
  index: number,
  valuesById: ReadonlyMap<string, number>,
): Counter[] {
  if (constraint.kind !== "count" && constraint.kind !== "minutes" && constraint.kind !== "weekends") return [];
  const values = problem.shifts.length + 1;
  const adds = new Int32Array(problem.days * values);
  const again = constraint.kind === "weekends" ? new Uint8Array(problem.days) : undefined;
  const counted =
    constraint.kind === "count" && constraint.shifts
      ? new Set(constraint.shifts.map((id) => valuesById.get(id)))
      : undefined;
  const only = constraint.kind === "count" && constraint.days ? new Set(constraint.days) : undefined;
  for (let day = 0; day < problem.days; day++) {
    const weekday = (problem.weekday + day) % 7;
    if (constraint.kind === "weekends" && weekday < 5) continue;
    if (constraint.kind !== "weekends" && outside(constraint.within, day)) continue;
    if (only && !only.has(day)) continue;
    if (again && weekday === 6) again[day] = 1;
    for (let v = 1; v < values; v++) {
      if (counted && !counted.has(v)) continue;
      adds[day * values + v] = constraint.kind === "minutes" ? (problem.shifts[v - 1]?.minutes ?? 0) : 1;
    }
  }
  return [
    {
      constraint: index,
      adds,
      again,
      carried: constraint.carried?.[person] ?? 0,
      min: constraint.min ?? Number.NEGATIVE_INFINITY,
      max: constraint.max ?? Number.POSITIVE_INFINITY,
      cost: constraint.cost,
      unit: constraint.kind === "minutes" ? 480 : 1,
    },
  ];
}

function outside(within: { from: number; to: number } | undefined, day: number): boolean {
  return within !== undefined && (day < within.from || day >= within.to);
}

/** Soft cost of a counter that ends at `sum`; 0 for a hard one. */
export function costOfSum(counter: Counter, sum: number): number {
  if (!counter.cost) return 0;
  const off = sum < counter.min ? counter.min - sum : sum > counter.max ? sum - counter.max : 0;
  const weight = sum < counter.min ? counter.cost.under : counter.cost.over;
  return weight * (counter.cost.growing ? (off * (off + 1)) / 2 : off);
}

/** Cells of a roster as numbers, person by person; unknown or missing ids are days off. */
export function cellsOfRoster(compiled: Compiled, roster: RosterRows): Uint8Array {
  const { days, problem } = compiled;
  const valuesById = new Map(problem.shifts.map((shift, s) => [shift.id, s + 1]));
  const cells = new Uint8Array(problem.people.length * days);
  for (const [p, person] of problem.people.entries()) {
    for (const [day, id] of (roster[person.id] ?? []).slice(0, days).entries())
      cells[p * days + day] = valuesById.get(id) ?? 0;
  }
  return cells;
}

export function rosterOfCells(compiled: Compiled, cells: Uint8Array): RosterRows {
  const { days, problem } = compiled;
  return Object.fromEntries(
    problem.people.map((person, p) => [
      person.id,
      Array.from(cells.subarray(p * days, (p + 1) * days), (value) => problem.shifts[value - 1]?.id ?? ""),
    ]),
  );
}

/** What a demand is short of or has too many of, in cost. */
export function coverCost(demand: Pick<Demand, "required" | "under" | "over">, there: number): number {
  return there < demand.required ? (demand.required - there) * demand.under : (there - demand.required) * demand.over;
}
