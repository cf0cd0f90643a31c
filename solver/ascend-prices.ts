import { type Column, type ColumnPool, eachRow } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { keepWithin, needCost, pricesOf } from "./generate-columns.ts";
import type { RosterPart } from "./part.ts";
import { glanceRow } from "./price.ts";
import type { PricePlan } from "./price-plan.ts";
import type { SeededChance } from "./seeded-chance.ts";

export interface Ascending {
  /** Prices to begin from; nothing costs anything by default. */
  readonly from?: Float64Array;
  /** How far a price moves in one cycle for each person that its demand lacks, at first and at last. */
  readonly first: number;
  readonly last: number;
  /** A cycle prices everyone once. */
  readonly cycles: number;
  readonly stop: () => boolean;
  /** Mixes the order of people, which otherwise is theirs. */
  readonly chance?: SeededChance;
  /** Told of every better bound. */
  readonly bounded?: (bound: number) => void;
}

export interface Ascended {
  /** The prices with the best bound. */
  readonly prices: Float64Array;
  readonly bound: number;
  /** No row of a free person costs less than this at these prices. */
  readonly rents: Float64Array;
  /** The legal rows that the later cycles priced: nearly all that the linear programme will want. */
  readonly columns: readonly Column[];
}

/**
 * Climbs towards the prices of the linear programme without solving one: the prices move after every single person
 * (incremental subgradients, Nedić and Bertsekas 2001), so people who are alike do not all run to the same days, as
 * they do when all are priced at once. A cycle costs a tenth of one solution by the simplex method.
 */
export function ascendPrices(compiled: Compiled, part: RosterPart, pool: ColumnPool, ascending: Ascending): Ascended {
  const { cycles, first, last, stop } = ascending;
  const open = [...part.people.keys()];
  if (ascending.chance) shuffle(open, ascending.chance);
  const prices = ascending.from?.slice() ?? new Float64Array(compiled.required.length);
  const mean = new Float64Array(prices.length);
  const columns = new Set<Column>();
  let best: Omit<Ascended, "columns"> = {
    prices: prices.slice(),
    rents: new Float64Array(part.people.length),
    bound: Number.NEGATIVE_INFINITY,
  };
  let turns = 0;
  for (let cycle = 1; cycle <= cycles && !stop(); cycle++) {
    const stride = first * (last / first) ** ((cycle - 1) / cycles);
    for (const i of open) {
      const person = part.people[i] as number;
      if (stop()) break;
      const { row, legal } = glanceRow(part.plans[i] as PricePlan, pricesOf(compiled, person, prices));
      if (!row) continue;
      if (legal && cycle > cycles / 2) columns.add(pool.add(person, row));
      move(compiled, part, prices, person, row, stride);
      for (const demand of part.rows) mean[demand] = (mean[demand] as number) + (prices[demand] as number);
      turns++;
    }
    if (cycle % 10 > 0 && cycle < cycles) continue;
    for (const demand of part.rows) mean[demand] = (mean[demand] as number) / turns;
    const rents = rentsAt(compiled, part, mean);
    const bound = rents.reduce((sum, rent) => sum + rent, needCost(part, mean));
    if (bound > best.bound) {
      best = { prices: mean.slice(), rents, bound };
      ascending.bounded?.(bound);
    }
    mean.fill(0);
    turns = 0;
  }
  return { ...best, columns: [...columns] };
}

function shuffle(order: number[], chance: SeededChance): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

/** No row of a person costs less at these prices. */
function rentsAt(compiled: Compiled, part: RosterPart, prices: Float64Array): Float64Array {
  return Float64Array.from(part.people, (person, i) => {
    return glanceRow(part.plans[i] as PricePlan, pricesOf(compiled, person, prices)).bound;
  });
}

/** Dearer where this person's share of the need is not met, cheaper where the row gives more; within what a person costs. */
function move(
  compiled: Compiled,
  part: RosterPart,
  prices: Float64Array,
  person: number,
  cells: Uint8Array,
  stride: number,
): void {
  const share = stride / part.people.length;
  for (const [i, row] of part.rows.entries())
    prices[row] = (prices[row] as number) + share * (part.required[i] as number);
  eachRow(compiled, person, cells, (row) => {
    prices[row] = (prices[row] as number) - stride;
  });
  keepWithin(compiled, part, prices);
}
