import { type Column, type ColumnPool, eachRow, reducedCost } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { type Generated, generateColumns } from "./generate-columns.ts";
import type { HighsHost } from "./highs-host.ts";
import { type Choice, chooseRows, type LinearAnswer, Master } from "./master.ts";
import { type Part, partWith } from "./part.ts";
import type { Chance } from "./seeded-chance.ts";

export interface Diving {
  readonly chance: Chance;
  readonly stop: () => boolean;
  /** A rise of the linear programme above this is taken back. */
  readonly rise: number;
  /** Share of the remaining people whose rows are fixed at each step. */
  readonly share: number;
  readonly undos: number;
  /** Nothing is taken back any more once this says so. */
  readonly hurry: () => boolean;
  /** For the branch and bound at the end. */
  readonly seconds: number;
  readonly nodes: number;
}

/**
 * Fixes the rows with the largest shares step by step, prices the others anew, and takes back what makes the linear
 * programme jump. After a third of the people it goes on with a smaller master of the rest. Needs a master whose
 * columns are generated.
 */
export function dive(
  host: HighsHost,
  compiled: Compiled,
  part: Part,
  pool: ColumnPool,
  master: Master,
  root: Generated,
  diving: Diving,
): Choice | undefined {
  const last = part.people.length <= tailSize;
  const course = new Course(compiled, part, pool, master, root, diving);
  const third = part.people.length > 40 ? Math.ceil(part.people.length / 3) : part.people.length;
  const stage = last ? part.people.length : Math.min(third, part.people.length - tailSize);
  while (course.settled.size < stage) if (!course.step()) return undefined;
  const fixed = [...course.settled.values()].map((column) => master.columns[column] as Column);
  if (last) return finish(host, compiled, part, master, fixed, diving);
  const rest = restOf(compiled, part, fixed);
  const columns = course.cheapest(40);
  const goal = course.cost - fixed.reduce((sum, column) => sum + column.cost, 0) + 0.002 * diving.rise;
  const tail = Master.with(host, compiled, rest, (smaller) => {
    smaller.add(columns);
    const made = generateColumns(compiled, rest, pool, smaller, { rounds: 40, stop: diving.stop, near: 0.3, goal });
    return dive(host, compiled, rest, pool, smaller, made, diving);
  });
  if (!tail) return undefined;
  const whole = [...fixed, ...tail.columns];
  return { cost: part.costOf(whole), columns: whole };
}

/** So few people are better chosen together, by branch and bound. */
const tailSize = 10;

function finish(
  host: HighsHost,
  compiled: Compiled,
  part: Part,
  master: Master,
  found: readonly Column[],
  { seconds, nodes }: Diving,
): Choice {
  const plain = { cost: part.costOf(found), columns: found };
  const columns =
    master.columns.length > 1500 ? [...new Set([...master.columns.slice(-1500), ...found])] : master.columns;
  const chosen = chooseRows(host, compiled, part, columns, { start: found, seconds, nodes });
  return chosen && chosen.cost < plain.cost ? chosen : plain;
}

/** One stage of a dive on one master. */
class Course {
  readonly settled = new Map<number, number>();
  cost: number;
  private readonly banned = new Set<number>();
  private answer: LinearAnswer;
  private undos = 0;
  private share: number;
  private readonly compiled: Compiled;
  private readonly part: Part;
  private readonly pool: ColumnPool;
  private readonly master: Master;
  private readonly diving: Diving;

  constructor(compiled: Compiled, part: Part, pool: ColumnPool, master: Master, root: Generated, diving: Diving) {
    this.compiled = compiled;
    this.part = part;
    this.pool = pool;
    this.master = master;
    this.diving = diving;
    this.answer = root.answer;
    this.cost = root.answer.cost;
    this.share = diving.share;
  }

  /** Fixes some rows; false if it must give up. */
  step(): boolean {
    const { part, master, diving } = this;
    if (diving.stop()) return false;
    const picks = picksOf(part, master, this.answer.weights, this.settled, this.banned, diving.chance, this.share);
    if (picks.length === 0) return false;
    for (const column of picks) this.settle(column);
    let answer = this.again(this.cost + this.diving.rise);
    const first = picks[0] as number;
    const smooth = answer.cost < this.cost + 0.1 * diving.rise;
    this.share = smooth ? Math.min(0.1, this.share * 1.2) : diving.share;
    if (answer.cost > this.cost + diving.rise && this.undos < diving.undos && !diving.hurry()) {
      this.undos++;
      for (const column of picks.slice(1)) this.release(column, 1e30);
      if (picks.length > 1) answer = this.again(this.cost + diving.rise);
      if (answer.cost > this.cost + diving.rise) {
        this.release(first, 0);
        this.banned.add(first);
        answer = this.again();
      }
    }
    this.answer = answer;
    this.cost = answer.cost;
    return true;
  }

  /** The rows of the people still open that are cheapest now. */
  cheapest(count: number): Column[] {
    const { part, master, settled, banned, compiled, answer } = this;
    const rows = master.columns
      .filter((column, i) => !settled.has(column.person) && !banned.has(i))
      .map((column) => ({ column, dear: reducedCost(compiled, column, answer.prices) }))
      .sort((a, b) => a.dear - b.dear);
    const taken = new Map<number, number>();
    return rows
      .filter(({ column }) => {
        const before = taken.get(column.person) ?? 0;
        taken.set(column.person, before + 1);
        return before < count && part.placeOfPerson[column.person] !== -1;
      })
      .map(({ column }) => column);
  }

  private settle(column: number): void {
    this.master.bound(column, 1, 1);
    this.settled.set((this.master.columns[column] as Column).person, column);
  }

  private release(column: number, most: number): void {
    this.master.bound(column, 0, most);
    this.settled.delete((this.master.columns[column] as Column).person);
  }

  /** Prices the open people anew; not to the end if it is plain that all is dearer than `limit`. */
  private again(limit?: number): LinearAnswer {
    const settled = new Map(
      [...this.settled].map(([person, column]) => [person, this.master.columns[column] as Column]),
    );
    return generateColumns(this.compiled, this.part, this.pool, this.master, {
      rounds: this.diving.hurry() ? 12 : 30,
      stop: this.diving.stop,
      near: 0.02 * this.diving.rise,
      goal: this.cost + 0.002 * this.diving.rise,
      settled,
      ...(limit === undefined || this.undos >= this.diving.undos ? {} : { hopeless: limit }),
    }).answer;
  }
}

/** The columns to fix next: all that are whole already, and the largest others. */
function picksOf(
  part: Part,
  master: Master,
  weights: Float64Array,
  settled: ReadonlyMap<number, number>,
  banned: ReadonlySet<number>,
  chance: Chance,
  share: number,
): number[] {
  const largest = new Map<number, { column: number; weight: number }>();
  for (const [i, column] of master.columns.entries()) {
    const weight = weights[i] ?? 0;
    if (weight < 1e-6 || settled.has(column.person) || banned.has(i)) continue;
    if (weight > (largest.get(column.person)?.weight ?? 0)) largest.set(column.person, { column: i, weight });
  }
  const ranked = [...largest.values()]
    .map(({ column, weight }) => ({ column, weight, rank: weight + 0.02 * chance.next() }))
    .sort((a, b) => b.rank - a.rank);
  const count = Math.ceil(share * (part.people.length - settled.size));
  return ranked.filter(({ weight }, i) => i < count || weight > 0.999).map(({ column }) => column);
}

/** The part that is left when some of its people have their rows. */
function restOf(compiled: Compiled, part: Part, fixed: readonly Column[]): Part {
  const gone = new Set(fixed.map((column) => column.person));
  const people = part.people.filter((person) => !gone.has(person));
  const plans = people.map((person) => part.plans[part.placeOfPerson[person] as number] as (typeof part.plans)[number]);
  const left = new Float64Array(compiled.required.length);
  for (const [i, row] of part.rows.entries()) left[row] = part.required[i] as number;
  for (const column of fixed) {
    eachRow(compiled, column.person, column.cells, (row) => {
      left[row] = (left[row] as number) - 1;
    });
  }
  return partWith(compiled, people, plans, left);
}
