import { type Compiled, type CompiledPerson, type Counter, costOfSum } from "./compile.ts";

/**
 * Reads one person's row in one pass: out[0] becomes its cost, out[1] the amount of hard rules broken
 * (a shift, a day or a weekend each count 1; minutes count by eight hours).
 */
export function weighRow(person: CompiledPerson, cells: Uint8Array, at: number, days: number, out: Float64Array): void {
  const { automaton, cost, allowed, counters } = person;
  const { values, next, broken } = automaton;
  let state = automaton.start;
  let wrong = 0;
  let sum = 0;
  for (let day = 0; day < days; day++) {
    const value = cells[at + day] as number;
    const cell = day * values + value;
    const step = state * values + value;
    sum += cost[cell] as number;
    wrong += (broken[step] as number) + 1 - (allowed[cell] as number);
    state = next[step] as number;
  }
  wrong += automaton.endBroken[state] as number;
  for (let c = 0; c < counters.length; c++) {
    const counter = counters[c] as (typeof counters)[number];
    const total = sumOfRow(person, counter, cells, at, days);
    if (counter.cost) sum += costOfSum(counter, total);
    else if (total < counter.min) wrong += (counter.min - total) / counter.unit;
    else if (total > counter.max) wrong += (total - counter.max) / counter.unit;
  }
  out[0] = sum;
  out[1] = wrong;
}

/** What a row comes to in a counter, with what is carried over. */
export function sumOfRow(
  person: CompiledPerson,
  counter: Counter,
  cells: Uint8Array,
  at: number,
  days: number,
): number {
  const { values, worked, start } = person.automaton;
  const { adds, again } = counter;
  let total = counter.carried;
  for (let day = 0; day < days; day++) total += adds[day * values + (cells[at + day] as number)] as number;
  if (!again) return total;
  if (again[0] === 1 && worked[start] === 1 && (cells[at] as number) > 0) total--;
  for (let day = 1; day < days; day++) {
    if (again[day] === 1 && (cells[at + day] as number) > 0 && (cells[at + day - 1] as number) > 0) total--;
  }
  return total;
}

/** One broken rule: which constraint, on which day it became certain (-1: over the whole horizon), by how much. */
export interface RosterBreach {
  readonly constraint: number;
  readonly day: number;
  readonly amount: number;
}

/** Every hard rule that a row breaks, by name; the slow sister of weighRow. */
export function breachesOfRow(person: CompiledPerson, cells: Uint8Array, at: number, days: number): RosterBreach[] {
  const { automaton, counters } = person;
  const { values, next, worked } = automaton;
  const breaches: RosterBreach[] = [];
  const sums = counters.map((counter) => counter.carried);
  let state = automaton.start;
  for (let day = 0; day < days; day++) {
    const value = cells[at + day] ?? 0;
    const cell = day * values + value;
    const step = state * values + value;
    for (const constraint of person.blocked.get(cell) ?? []) breaches.push({ constraint, day, amount: 1 });
    for (const [m, machine] of automaton.machines.entries()) {
      const amount = automaton.each[m]?.[step] ?? 0;
      if (amount > 0) breaches.push({ constraint: machine.constraint, day, amount });
    }
    for (const [c, counter] of counters.entries()) {
      const twice = value > 0 && counter.again?.[day] === 1 && worked[state] === 1 ? 1 : 0;
      sums[c] = (sums[c] ?? 0) + (counter.adds[cell] ?? 0) - twice;
    }
    state = next[step] ?? 0;
  }
  for (const [m, machine] of automaton.machines.entries()) {
    const amount = automaton.eachEnd[m]?.[state] ?? 0;
    if (amount > 0) breaches.push({ constraint: machine.constraint, day: days, amount });
  }
  for (const [c, { constraint, cost, min, max }] of counters.entries()) {
    const sum = sums[c] ?? 0;
    const amount = sum < min ? min - sum : sum > max ? sum - max : 0;
    if (!cost && amount > 0) breaches.push({ constraint, day: -1, amount });
  }
  return breaches;
}

export interface Weighed {
  readonly cost: number;
  /** Amount of hard rules broken; 0 means legal. */
  readonly broken: number;
  readonly parts: Parts;
}

/** Where the cost comes from. */
export interface Parts {
  readonly rows: number;
  readonly under: number;
  readonly over: number;
}

/** How many people each demand has. */
export function coverOf(compiled: Compiled, cells: Uint8Array): Int32Array {
  const { days, values, people, coverage } = compiled;
  const there = new Int32Array(compiled.required.length);
  for (let p = 0; p < people.length; p++) {
    const rows = coverage[(people[p] as CompiledPerson).group] as (typeof coverage)[number];
    for (let day = 0; day < days; day++) {
      const cell = day * values + (cells[p * days + day] as number);
      for (let i = rows.start[cell] as number; i < (rows.start[cell + 1] as number); i++) {
        const row = rows.rows[i] as number;
        there[row] = (there[row] as number) + 1;
      }
    }
  }
  return there;
}

/** Weighs a whole roster. */
export function weigh(compiled: Compiled, cells: Uint8Array): Weighed {
  const out = new Float64Array(2);
  let rows = 0;
  let broken = 0;
  for (const [p, person] of compiled.people.entries()) {
    weighRow(person, cells, p * compiled.days, compiled.days, out);
    rows += out[0] as number;
    broken += out[1] as number;
  }
  let under = 0;
  let over = 0;
  for (const [row, there] of coverOf(compiled, cells).entries()) {
    const missing = (compiled.required[row] ?? 0) - there;
    if (missing > 0) under += missing * (compiled.under[row] ?? 0);
    else over -= missing * (compiled.over[row] ?? 0);
  }
  return { cost: rows + under + over, broken, parts: { rows, under, over } };
}
