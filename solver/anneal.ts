import { type Compiled, type CompiledPerson, coverCost } from "./compile.ts";
import { coverOf, weighRow } from "./evaluate.ts";
import type { SeededChance } from "./seeded-chance.ts";

export interface Annealing {
  readonly chance: SeededChance;
  /** Share of the effort that is spent, 0 to 1; asked every few hundred moves. At 1 the annealing ends. */
  readonly spent: () => number;
  /** A roster to begin from. */
  readonly from?: Uint8Array;
  /** Told of every better legal roster; the cells are a copy. */
  readonly found?: (cells: Uint8Array, cost: number) => void;
  /** 1 is the usual beginning; less keeps more of the roster that it begins from. */
  readonly heat?: number;
}

export interface Annealed {
  readonly cells: Uint8Array;
  readonly cost: number;
  /** Amount of hard rules broken by the best roster; 0 is legal. */
  readonly broken: number;
  readonly moves: number;
}

/**
 * Simulated annealing over whole rows: cells and blocks changed and exchanged, hard rules as penalties. It finds a
 * first legal roster in seconds; measured alternatives stand in docs/decisions/0010-roster-search.md.
 */
export function anneal(compiled: Compiled, annealing: Annealing): Annealed {
  const walk = new Walk(compiled, annealing);
  const unit = usualWeight(compiled);
  const hottest = 0.6 * unit * (annealing.heat ?? 1);
  let penalty = 2 * unit;
  let best = walk.keep(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  if (best.broken < 1e-9) annealing.found?.(best.cells.slice(), best.cost);
  let moves = 0;
  let spent = annealing.spent();
  let stuck = 0;
  while (spent < 1) {
    const heat = hottest * (coldest / (annealing.heat ?? 1)) ** spent;
    for (let i = 0; i < 300; i++) {
      walk.move(penalty, heat);
      if (walk.broken < best.broken - 1e-9 || (walk.broken < best.broken + 1e-9 && walk.cost < best.cost)) {
        best = walk.keep(best.cost, best.broken);
        if (best.broken < 1e-9) annealing.found?.(best.cells.slice(), best.cost);
      }
    }
    moves += 300;
    // Cold and still illegal: the rules must weigh more than whatever holds them up.
    if (spent > 0.6 && walk.broken > 1e-9 && ++stuck % 200 === 0) penalty *= 1.5;
    spent = annealing.spent();
  }
  return { ...best, broken: best.broken < 1e-9 ? 0 : best.broken, moves };
}

/** The last heat, as a share of the usual first: cold enough for wishes that cost a fiftieth of a missing person. */
const coldest = 0.003;

/** The scale of the problem: what one missing person usually costs. */
export function usualWeight(compiled: Compiled): number {
  const weights = [...compiled.under].filter((weight) => weight > 0).sort((a, b) => a - b);
  return weights[Math.floor(weights.length / 2)] ?? 100;
}

class Walk {
  cost = 0;
  broken = 0;
  readonly cells: Uint8Array;
  private readonly compiled: Compiled;
  private readonly chance: SeededChance;
  private readonly there: Int32Array;
  private readonly rowCost: Float64Array;
  private readonly rowBroken: Float64Array;
  private readonly options: Uint8Array[];
  private readonly out = new Float64Array(2);
  private readonly changed = new Int32Array(64);
  private readonly was = new Uint8Array(64);
  private changes = 0;
  private kept: Uint8Array;

  constructor(compiled: Compiled, annealing: Annealing) {
    const { days, values, people } = compiled;
    this.compiled = compiled;
    this.chance = annealing.chance;
    this.options = people.flatMap((person) =>
      Array.from({ length: days }, (_, day) => {
        const open = Array.from({ length: values }, (_, v) => v).filter((v) => person.allowed[day * values + v] === 1);
        return Uint8Array.from(open.length > 0 ? open : [0]);
      }),
    );
    this.cells = annealing.from?.slice() ?? Uint8Array.from(this.options, (open) => open[0] ?? 0);
    for (const [cell, open] of this.options.entries()) {
      if (!open.includes(this.cells[cell] ?? 0)) this.cells[cell] = open[0] ?? 0;
    }
    this.kept = this.cells.slice();
    this.there = coverOf(compiled, this.cells);
    this.rowCost = new Float64Array(people.length);
    this.rowBroken = new Float64Array(people.length);
    for (const [p, person] of people.entries()) {
      weighRow(person, this.cells, p * days, days, this.out);
      this.rowCost[p] = this.out[0] as number;
      this.rowBroken[p] = this.out[1] as number;
      this.cost += this.rowCost[p] as number;
      this.broken += this.rowBroken[p] as number;
    }
    for (const [row, there] of this.there.entries()) {
      const demand = {
        required: compiled.required[row] ?? 0,
        under: compiled.under[row] ?? 0,
        over: compiled.over[row] ?? 0,
      };
      this.cost += coverCost(demand, there);
    }
  }

  keep(cost: number, broken: number): { cells: Uint8Array; cost: number; broken: number } {
    if (this.broken < broken || this.cost < cost) this.kept.set(this.cells);
    return { cells: this.kept, cost: this.cost, broken: this.broken };
  }

  /** Tries one move and keeps it by Metropolis' rule. */
  move(penalty: number, heat: number): void {
    const { people, days } = this.compiled;
    const { chance } = this;
    this.changes = 0;
    const p = chance.below(people.length);
    const kind = chance.next();
    let other = -1;
    if (kind < 0.25) {
      const day = chance.below(days);
      this.put(p, day, this.draw(p, day, 0.35));
    } else if (kind < 0.4) this.block(p);
    else if (kind < 0.8) {
      other = chance.below(people.length);
      if (other === p) return;
      const length = 1 + chance.below(chance.next() < 0.3 ? 14 : 6);
      const from = chance.below(days);
      for (let day = from; day < Math.min(days, from + length); day++) this.exchange(p, day, other, day);
    } else {
      const length = 1 + chance.below(3);
      const a = chance.below(days);
      const b = chance.below(days);
      if (Math.abs(a - b) < length) return;
      for (let i = 0; i < length && Math.max(a, b) + i < days; i++) this.exchange(p, a + i, p, b + i);
    }
    if (this.changes > 0) this.judge(p, other, penalty, heat);
  }

  private draw(p: number, day: number, off: number): number {
    const open = this.options[p * this.compiled.days + day] as Uint8Array;
    if (this.cells[p * this.compiled.days + day] !== 0 && this.chance.next() < off && open[0] === 0) return 0;
    return open[this.chance.below(open.length)] as number;
  }

  private block(p: number): void {
    const { days, values, people } = this.compiled;
    const length = 2 + this.chance.below(4);
    const from = this.chance.below(days);
    const value = this.draw(p, from, 0.3);
    const allowed = (people[p] as CompiledPerson).allowed;
    for (let day = from; day < Math.min(days, from + length); day++) {
      if (allowed[day * values + value] === 1) this.put(p, day, value);
    }
  }

  private exchange(p: number, a: number, q: number, b: number): void {
    const { days, values, people } = this.compiled;
    const x = this.cells[p * days + a] as number;
    const y = this.cells[q * days + b] as number;
    if (x === y) return;
    if ((people[p] as CompiledPerson).allowed[a * values + y] === 0) return;
    if ((people[q] as CompiledPerson).allowed[b * values + x] === 0) return;
    this.put(p, a, y);
    this.put(q, b, x);
  }

  private put(p: number, day: number, value: number): void {
    const at = p * this.compiled.days + day;
    if (this.cells[at] === value) return;
    this.changed[this.changes] = at;
    this.was[this.changes++] = this.cells[at] as number;
    this.cells[at] = value;
  }

  private judge(p: number, other: number, penalty: number, heat: number): void {
    const { days, people } = this.compiled;
    weighRow(people[p] as CompiledPerson, this.cells, p * days, days, this.out);
    const cost = this.out[0] as number;
    const broken = this.out[1] as number;
    let rows = cost - (this.rowCost[p] as number);
    let worse = broken - (this.rowBroken[p] as number);
    let cost2 = 0;
    let broken2 = 0;
    if (other >= 0) {
      weighRow(people[other] as CompiledPerson, this.cells, other * days, days, this.out);
      cost2 = this.out[0] as number;
      broken2 = this.out[1] as number;
      rows += cost2 - (this.rowCost[other] as number);
      worse += broken2 - (this.rowBroken[other] as number);
    }
    rows += this.recount(true);
    const change = rows + penalty * worse;
    if (change > 0 && change > -heat * Math.log(1 - this.chance.next())) {
      this.recount(false);
      for (let i = this.changes - 1; i >= 0; i--) this.cells[this.changed[i] as number] = this.was[i] as number;
      return;
    }
    this.rowCost[p] = cost;
    this.rowBroken[p] = broken;
    if (other >= 0) {
      this.rowCost[other] = cost2;
      this.rowBroken[other] = broken2;
    }
    this.cost += rows;
    this.broken += worse;
  }

  /** Counts the changed cells into the cover (or out again) and returns what that costs. */
  private recount(forward: boolean): number {
    const { days, values, people, coverage } = this.compiled;
    let change = 0;
    for (let i = 0; i < this.changes; i++) {
      const at = this.changed[i] as number;
      const rows = coverage[(people[(at / days) | 0] as CompiledPerson).group] as (typeof coverage)[number];
      const day = (at % days) * values;
      const leave = day + (forward ? (this.was[i] as number) : (this.cells[at] as number));
      const enter = day + (forward ? (this.cells[at] as number) : (this.was[i] as number));
      for (let j = rows.start[leave] as number; j < (rows.start[leave + 1] as number); j++)
        change += this.step(rows.rows[j] as number, -1);
      for (let j = rows.start[enter] as number; j < (rows.start[enter + 1] as number); j++)
        change += this.step(rows.rows[j] as number, 1);
    }
    return change;
  }

  private step(row: number, by: 1 | -1): number {
    const { required, under, over } = this.compiled;
    const there = this.there[row] as number;
    this.there[row] = there + by;
    const short = there < (required[row] as number) || (by < 0 && there === required[row]);
    return short ? -by * (under[row] as number) : by * (over[row] as number);
  }
}
