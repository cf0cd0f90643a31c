import { type Column, type ColumnPool, reducedCost } from "./columns.ts";
import type { Compiled, CompiledPerson } from "./compile.ts";
import type { LinearAnswer, Master } from "./master.ts";
import type { RosterPart } from "./part.ts";
import { priceRow } from "./price.ts";

export interface Generating {
  readonly rounds: number;
  /** Told to stop: looked at between rounds. */
  readonly stop: () => boolean;
  /** Stops as soon as no roster of the part can cost less than this. */
  readonly hopeless?: number;
  /** Stops when cost and bound are this near. */
  readonly near: number;
  /** Stops as soon as the linear programme costs no more than this. */
  readonly goal?: number;
  /** Prices with a good bound, to begin from. */
  readonly centre?: Float64Array;
  /** Told of every better bound. */
  readonly bounded?: (bound: number) => void;
}

export interface Generated {
  readonly answer: LinearAnswer;
  /** No roster of the part costs less. */
  readonly bound: number;
  readonly rounds: number;
  /** True if no row could improve the linear programme any more. */
  readonly converged: boolean;
}

/**
 * Column generation with smoothed prices (Wentges 1997): rows are priced between the best prices so far and those of
 * the master, which spares rounds in which the prices only swing. Every round gives a Lagrangian bound.
 */
export function generateColumns(
  compiled: Compiled,
  part: RosterPart,
  pool: ColumnPool,
  master: Master,
  generating: Generating,
): Generated {
  let bound = Number.NEGATIVE_INFINITY;
  let centre = generating.centre;
  let share = 0.7;
  let answer = master.solve();
  let round = 0;
  let converged = false;
  for (; round < generating.rounds && !generating.stop(); round++) {
    if (generating.goal !== undefined && answer.cost <= generating.goal) break;
    const smooth = centre !== undefined && share > 0;
    const prices = smooth ? blend(centre as Float64Array, answer.prices, share) : answer.prices.slice();
    keepWithin(compiled, part, prices);
    const priced = priceAll(compiled, part, pool, prices);
    if (priced.bound > bound) {
      bound = priced.bound;
      centre = prices;
      generating.bounded?.(bound);
    }
    const better = priced.columns.filter((column) => {
      const rent = answer.rents[part.placeOfPerson[column.person] as number] as number;
      if (!master.serves(column.person)) return true;
      return reducedCost(compiled, column, answer.prices) < rent - 1e-6;
    });
    const added = master.add(better);
    if (added === 0) {
      if (!smooth) {
        converged = priced.exact;
        break;
      }
      share = share > 0.3 ? share - 0.3 : 0;
      continue;
    }
    answer = master.solve();
    if (answer.cost - bound < generating.near) {
      converged = answer.cost - bound < 1e-4;
      break;
    }
    if (generating.hopeless !== undefined && bound >= generating.hopeless) break;
    share = Math.min(0.8, share + 0.1);
  }
  return { answer, bound, rounds: round, converged };
}

function blend(one: Float64Array, other: Float64Array, share: number): Float64Array {
  const blended = new Float64Array(one.length);
  for (let i = 0; i < one.length; i++) blended[i] = share * (one[i] as number) + (1 - share) * (other[i] as number);
  return blended;
}

/** Prices outside what a missing or a surplus person costs, by however little, give no bound. */
export function keepWithin({ under, over }: Compiled, part: RosterPart, prices: Float64Array): void {
  for (const row of part.rows)
    prices[row] = Math.min(under[row] as number, Math.max(-(over[row] as number), prices[row] as number));
}

interface PricedAll {
  readonly columns: Column[];
  readonly bound: number;
  readonly exact: boolean;
}

/** The cheapest row of every free person at these prices, and the Lagrangian bound that they give together. */
function priceAll(compiled: Compiled, part: RosterPart, pool: ColumnPool, prices: Float64Array): PricedAll {
  let bound = needCost(part, prices);
  const columns: Column[] = [];
  let exact = true;
  for (const [i, person] of part.people.entries()) {
    const plan = part.plans[i] as (typeof part.plans)[number];
    const priced = priceRow(plan, pricesOf(compiled, person, prices), Number.POSITIVE_INFINITY);
    bound += priced.bound;
    if (priced.bound < priced.cost - 1e-6) exact = false;
    if (priced.row) columns.push(pool.add(person, priced.row));
  }
  return { columns, bound, exact };
}

/** What the needs of a part are worth at these prices: the half of a Lagrangian bound that no row changes. */
export function needCost(part: RosterPart, prices: Float64Array): number {
  let cost = 0;
  for (const [i, row] of part.rows.entries()) cost += (part.required[i] as number) * (prices[row] as number);
  return cost;
}

/** What each cell costs a person: their own costs less the prices of the demands that it meets. */
export function pricesOf(compiled: Compiled, person: number, prices: Float64Array): Float64Array {
  const rule = compiled.people[person] as CompiledPerson;
  const { start, rows } = compiled.coverage[rule.group] as (typeof compiled.coverage)[number];
  const cells = Float64Array.from(rule.cost);
  for (let cell = 0; cell < cells.length; cell++) {
    for (let i = start[cell] as number; i < (start[cell + 1] as number); i++) {
      cells[cell] = (cells[cell] as number) - (prices[rows[i] as number] as number);
    }
  }
  return cells;
}
