import { type Column, type ColumnPool, reducedCost } from "./columns.ts";
import type { Compiled } from "./compile.ts";

/** The prices of the demands that the whole problem led to, and what they say of the rows that are known. */
export class RootPrices {
  /** Price of each demand; undefined until somebody has climbed. */
  prices: Float64Array | undefined;
  private rents: Float64Array | undefined;
  private readonly compiled: Compiled;
  private readonly pool: ColumnPool;
  private readonly dears = new WeakMap<Column, { prices: Float64Array; dear: number }>();

  constructor(compiled: Compiled, pool: ColumnPool) {
    this.compiled = compiled;
    this.pool = pool;
  }

  /** `rents`: no row of a person costs less at these prices. */
  learn(prices: Float64Array, rents: Float64Array): void {
    this.prices = prices;
    this.rents = rents;
  }

  /** A person's known rows that are cheap at the prices, the cheapest first; none before there are prices. */
  cheapRows(person: number): Column[] {
    const { prices } = this;
    if (!prices) return [];
    const known = [...this.pool.of(person)].map((column) => ({ column, dear: this.dear(column, prices) }));
    known.sort((a, b) => a.dear - b.dear);
    return known.slice(0, 25).map(({ column }) => column);
  }

  /** How much dearer each person's row is than the cheapest; together nearly the whole gap. */
  dearness(cells: Uint8Array): Float64Array | undefined {
    const { prices, rents } = this;
    if (!prices || !rents) return undefined;
    const { days } = this.compiled;
    return rents.map((rent, p) => this.dear(this.pool.add(p, cells.subarray(p * days, (p + 1) * days)), prices) - rent);
  }

  private dear(column: Column, prices: Float64Array): number {
    const known = this.dears.get(column);
    if (known?.prices === prices) return known.dear;
    const dear = reducedCost(this.compiled, column, prices);
    this.dears.set(column, { prices, dear });
    return dear;
  }
}
