import { type Compiled, type CompiledPerson, cellsOfRoster, compile, coverCost } from "./compile.ts";
import { breachesOfRow, weighRow } from "./evaluate.ts";
import type { Constraint, RosterProblem, RosterRows } from "./roster-problem.ts";

export interface RosterAnswer {
  /** Whether no rule is broken that was not broken before. */
  readonly allowed: boolean;
  /** The rules that would newly break, by person. */
  readonly breaks: readonly { readonly person: string; readonly constraint: Constraint; readonly day: number }[];
  /** What the change costs; below 0 it makes the roster better. */
  readonly cost: number;
}

interface Change {
  readonly person: number;
  readonly day: number;
  readonly value: number;
}

/** Answers questions about one roster, each in well under a millisecond: only the rows concerned are read again. */
export class RosterQuestions {
  private readonly problem: RosterProblem;
  private readonly compiled: Compiled;
  private readonly cells: Uint8Array;
  private readonly values: ReadonlyMap<string, number>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(problem: RosterProblem, roster: RosterRows) {
    this.problem = problem;
    this.compiled = compile(problem);
    this.cells = cellsOfRoster(this.compiled, roster);
    this.values = new Map([["", 0], ...problem.shifts.map((shift, s) => [shift.id, s + 1] as const)]);
    this.places = new Map(problem.people.map(({ id }, p) => [id, p]));
  }

  /** May these two exchange what they have on the day (or on two days)? */
  maySwap(one: string, other: string, day: number, otherDay = day): RosterAnswer {
    const a = this.place(one, day);
    const b = this.place(other, otherDay);
    if (day === otherDay) {
      return this.judge([
        { person: a, day, value: this.valueAt(b, day) },
        { person: b, day, value: this.valueAt(a, day) },
      ]);
    }
    // On each of the two days they change what they have, be it a day off.
    return this.judge([
      { person: a, day, value: this.valueAt(b, day) },
      { person: b, day, value: this.valueAt(a, day) },
      { person: a, day: otherDay, value: this.valueAt(b, otherDay) },
      { person: b, day: otherDay, value: this.valueAt(a, otherDay) },
    ]);
  }

  /** Why may this person not have this shift (or "" for off) here? The rules that forbid it, each by itself. */
  whyNot(person: string, day: number, shift: string): RosterAnswer {
    const value = this.values.get(shift);
    if (value === undefined) throw new RangeError(`there is no shift ${shift}`);
    return this.judge([{ person: this.place(person, day), day, value }]);
  }

  private place(person: string, day: number): number {
    const place = this.places.get(person);
    if (place === undefined) throw new RangeError(`there is no person ${person}`);
    if (!(day >= 0 && day < this.problem.days)) throw new RangeError(`there is no day ${day}`);
    return place;
  }

  private valueAt(person: number, day: number): number {
    return this.cells[person * this.compiled.days + day] as number;
  }

  private judge(changes: readonly Change[]): RosterAnswer {
    const { days, people } = this.compiled;
    const breaks: RosterAnswer["breaks"][number][] = [];
    let cost = this.coverChange(changes);
    const out = new Float64Array(2);
    for (const p of new Set(changes.map(({ person }) => person))) {
      const rule = people[p] as CompiledPerson;
      const before = this.cells.slice(p * days, (p + 1) * days);
      const after = before.slice();
      for (const { person, day, value } of changes) if (person === p) after[day] = value;
      const old = new Map<number, number>();
      for (const { constraint, amount } of breachesOfRow(rule, before, 0, days))
        old.set(constraint, (old.get(constraint) ?? 0) + amount);
      for (const { constraint, day, amount } of breachesOfRow(rule, after, 0, days)) {
        const left = (old.get(constraint) ?? 0) - amount;
        old.set(constraint, Math.max(0, left));
        if (left < 0)
          breaks.push({ person: rule.id, constraint: this.problem.constraints[constraint] as Constraint, day });
      }
      weighRow(rule, before, 0, days, out);
      cost -= out[0] as number;
      weighRow(rule, after, 0, days, out);
      cost += out[0] as number;
    }
    return { allowed: breaks.length === 0, breaks, cost };
  }

  private coverChange(changes: readonly Change[]): number {
    const { days, values, people, coverage, required, under, over } = this.compiled;
    const shift = new Map<number, number>();
    for (const { person, day, value } of changes) {
      const { start, rows } = coverage[(people[person] as CompiledPerson).group] as (typeof coverage)[number];
      for (const [to, by] of [
        [this.cells[person * days + day] as number, -1],
        [value, 1],
      ] as const) {
        const cell = day * values + to;
        for (let i = start[cell] as number; i < (start[cell + 1] as number); i++) {
          const row = rows[i] as number;
          shift.set(row, (shift.get(row) ?? 0) + by);
        }
      }
    }
    let change = 0;
    for (const [row, by] of shift) {
      if (by === 0) continue;
      const demand = { required: required[row] as number, under: under[row] as number, over: over[row] as number };
      const there = this.countOn(row);
      change += coverCost(demand, there + by) - coverCost(demand, there);
    }
    return change;
  }

  private countOn(row: number): number {
    const { days, people, values, coverage } = this.compiled;
    const day = this.problem.demands[row]?.day ?? 0;
    let there = 0;
    for (let p = 0; p < people.length; p++) {
      const { start, rows } = coverage[(people[p] as CompiledPerson).group] as (typeof coverage)[number];
      const cell = day * values + (this.cells[p * days + day] as number);
      for (let i = start[cell] as number; i < (start[cell + 1] as number); i++) if (rows[i] === row) there++;
    }
    return there;
  }
}
