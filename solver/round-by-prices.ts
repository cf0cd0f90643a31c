import { ascendPrices } from "./ascend-prices.ts";
import { type Column, type ColumnPool, eachRow } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { pricesOf } from "./generate-columns.ts";
import { type RosterPart, restOf } from "./part.ts";
import { priceRow } from "./price.ts";
import type { PricePlan } from "./price-plan.ts";
import type { SeededChance } from "./seeded-chance.ts";

export interface Rounding {
  readonly prices: Float64Array;
  /** How many people are left, for a linear programme to settle. */
  readonly leave: number;
  /** How far a price moves for each person that its demand lacks. */
  readonly stride: number;
  /** Share (0 to 1) of the people left who get their rows at a time: the fewer, the better the choice and the longer it takes. */
  readonly share: number;
  readonly chance: SeededChance;
  readonly stop: () => boolean;
}

/**
 * Gives people rows by prices alone, a few at a time: those first whose row costs least more than the cheapest, surplus
 * included, while the prices go on climbing for the others. A hundred times faster than a dive by linear programmes, and
 * as good while many people are left who can make up for it; so it begins the dives of large parts.
 */
export function roundByPrices(
  compiled: Compiled,
  part: RosterPart,
  pool: ColumnPool,
  { prices, leave, stride, share, chance, stop }: Rounding,
): { fixed: Column[]; prices: Float64Array } {
  const fixed: Column[] = [];
  let rest = part;
  let now = prices;
  while (rest.people.length > leave && !stop()) {
    const up = ascendPrices(compiled, rest, pool, { from: now, first: stride, last: stride, cycles: 8, chance, stop });
    const known = up.columns.length > 0 ? up.columns : anyRow(compiled, rest, pool, up.prices, stop);
    const offers = offersOf(compiled, rest, known, up.prices);
    const count = Math.min(rest.people.length - leave, Math.max(1, Math.floor(share * rest.people.length)));
    if (offers.length === 0) break;
    fixed.push(...offers.slice(0, count));
    rest = restOf(compiled, part, fixed);
    now = up.prices;
  }
  return { fixed, prices: now };
}

/** Where glances find nothing legal, a row of whoever has one is looked for as long as it takes. */
function anyRow(
  compiled: Compiled,
  part: RosterPart,
  pool: ColumnPool,
  prices: Float64Array,
  stop: () => boolean,
): readonly Column[] {
  for (const person of part.people) {
    if (stop()) break;
    const column = exactRow(compiled, part, pool, person, prices);
    if (column) return [column];
  }
  return [];
}

/** A person's cheapest row at these prices, priced exactly; undefined if that is too hard. */
export function exactRow(
  compiled: Compiled,
  part: RosterPart,
  pool: ColumnPool,
  person: number,
  prices: Float64Array,
): Column | undefined {
  const plan = part.plans[part.placeOfPerson[person] as number] as PricePlan;
  const { row } = priceRow(plan, pricesOf(compiled, person, prices), far);
  return row && pool.add(person, row);
}

const far = Number.POSITIVE_INFINITY;

/** Everyone's best row, best first: by what it costs more than the person's cheapest, and by what it gives too much. */
function offersOf(compiled: Compiled, part: RosterPart, columns: readonly Column[], prices: Float64Array): Column[] {
  const { over } = compiled;
  const rents = new Map<number, number>();
  const judged = columns.map((column) => {
    let cost = column.cost;
    let surplus = 0;
    eachRow(compiled, column.person, column.cells, (row) => {
      cost -= prices[row] as number;
      const at = part.placeOfRow[row] as number;
      if (at >= 0 && (part.required[at] as number) < 0.5) surplus += (over[row] as number) + (prices[row] as number);
    });
    rents.set(column.person, Math.min(cost, rents.get(column.person) ?? Number.POSITIVE_INFINITY));
    return { column, cost, surplus };
  });
  const best = new Map<number, { column: Column; score: number }>();
  for (const { column, cost, surplus } of judged) {
    const score = cost - (rents.get(column.person) as number) + surplus;
    if (score < (best.get(column.person)?.score ?? Number.POSITIVE_INFINITY))
      best.set(column.person, { column, score });
  }
  return [...best.values()].sort((a, b) => a.score - b.score).map(({ column }) => column);
}
