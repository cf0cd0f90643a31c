import { usualWeight } from "./anneal.ts";
import { type Ascended, ascendPrices } from "./ascend-prices.ts";
import type { Column, ColumnPool } from "./columns.ts";
import { type Compiled, coverCost } from "./compile.ts";
import { coverOf } from "./evaluate.ts";
import { type Plans, partOf, type RosterPart } from "./part.ts";
import type { PricePlan } from "./price-plan.ts";
import type { RootPrices } from "./root-prices.ts";
import { exactRow, roundByPrices } from "./round-by-prices.ts";
import type { SeededChance } from "./seeded-chance.ts";

/** The whole problem at once: its prices by climbing, and everybody's row by prices alone. */
export class Everyone {
  private readonly compiled: Compiled;
  private readonly plans: Plans;
  private readonly pool: ColumnPool;
  private readonly root: RootPrices;
  private known: RosterPart | undefined;
  private idle: number | undefined;

  constructor(compiled: Compiled, plans: Plans, pool: ColumnPool, root: RootPrices) {
    this.compiled = compiled;
    this.plans = plans;
    this.pool = pool;
    this.root = root;
  }

  /** The part with everyone free. Its tables take a while, and a first roster does not need them. */
  get part(): RosterPart {
    this.known ??= this.makePart();
    return this.known;
  }

  private makePart(): RosterPart {
    const all = this.compiled.people.map((_, p) => p);
    const plans = all.map((p) => this.plans.of(p));
    return partOf(this.compiled, all, plans, undefined);
  }

  /** Cost of the demands that nobody can change, for all who count for them have no choice on that day. */
  get unchangeable(): number {
    this.idle ??= this.costOfIdleDemands();
    return this.idle;
  }

  private costOfIdleDemands(): number {
    const { compiled, part } = this;
    const { required, under, over, days } = compiled;
    // Any value will do where there is a choice, for that counts for none of these.
    const some = Uint8Array.from({ length: part.plans.length * days }, (_, at) => {
      const { open, groups } = part.plans[Math.floor(at / days)] as PricePlan;
      return open.slice((at % days) * groups, ((at % days) + 1) * groups).flat()[0] ?? 0;
    });
    let cost = 0;
    for (const [row, there] of coverOf(compiled, some).entries()) {
      const demand = { required: required[row] as number, under: under[row] as number, over: over[row] as number };
      if (part.placeOfRow[row] === -1) cost += coverCost(demand, there);
    }
    return cost;
  }

  /** From no prices to such that a linear programme needs few rounds. */
  climb(stop: () => boolean, bounded: (bound: number) => void): Ascended {
    const unit = usualWeight(this.compiled);
    const steps = { first: unit / 10, last: unit / 2000, cycles: 60 };
    return ascendPrices(this.compiled, this.part, this.pool, { ...steps, stop, bounded });
  }

  /**
   * A legal row for everyone by prices alone. Who is not reached before `stop` gets the cheapest row that is known, or any
   * that is found before `over`; undefined if somebody has none.
   */
  roundRows(chance: SeededChance, stop: () => boolean, over: () => boolean): Column[] | undefined {
    const { compiled, part, pool, root } = this;
    const prices = root.prices ?? new Float64Array(compiled.required.length);
    // Windows mend what haste does here, so many are given their rows at a time.
    const haste = { leave: 0, share: 0.12, stride: usualWeight(compiled) / 200 };
    const { fixed } = roundByPrices(compiled, part, pool, { ...haste, prices, chance, stop });
    const rounded = new Set(fixed.map(({ person }) => person));
    for (const person of part.people) {
      if (rounded.has(person)) continue;
      const known = root.cheapRows(person)[0];
      if (!known && over()) return undefined;
      const row = known ?? exactRow(compiled, part, pool, person, prices);
      if (!row) return undefined;
      fixed.push(row);
    }
    return fixed;
  }
}
