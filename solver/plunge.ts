import { usualWeight } from "./anneal.ts";
import { type Column, type ColumnPool, reducedCost } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { type Depth, Dive } from "./dive.ts";
import type { Generated } from "./generate-columns.ts";
import type { HighsHost } from "./highs-host.ts";
import { type Choice, chooseRows, type Master } from "./master.ts";
import type { RosterPart } from "./part.ts";
import { roundByPrices } from "./round-by-prices.ts";
import type { SearchClock } from "./search-clock.ts";
import type { SeededChance } from "./seeded-chance.ts";

/** Larger parts are settled by prices until this many people are left. */
const mostByLinear = 34;
const leftToLinear = 30;

/** Makes whole rows out of the shares that a master's linear programme gives. */
export class Plunge {
  private readonly host: HighsHost;
  private readonly compiled: Compiled;
  private readonly pool: ColumnPool;
  private readonly chance: SeededChance;
  private readonly clock: SearchClock;
  private readonly stop: () => boolean;

  constructor(
    compiled: Compiled,
    { host, pool, chance }: { host: HighsHost; pool: ColumnPool; chance: SeededChance },
    clock: SearchClock,
    stop: () => boolean,
  ) {
    this.host = host;
    this.compiled = compiled;
    this.pool = pool;
    this.chance = chance;
    this.clock = clock;
    this.stop = stop;
  }

  /** Branch and bound while the part is small, else a dive and then branch and bound; undefined if nothing is below. */
  run(part: RosterPart, master: Master, made: Generated, below: number, start?: readonly Column[]): Choice | undefined {
    const small = part.people.length <= 12 || (part.people.length <= 20 && this.chance.next() < 0.5);
    const found = small ? undefined : this.dive(part, master, made);
    if (found && found.cost < below) return found;
    const columns = this.promising(part, master, made, below).slice(0, small ? 600 : 1500);
    for (const column of start ?? []) if (!columns.includes(column)) columns.push(column);
    const chosen = chooseRows(this.host, this.compiled, part, columns, {
      ...(start ? { start } : {}),
      seconds: this.seconds(small ? 1.5 : 3),
      nodes: this.clock.byTime ? 5000 : 60,
    });
    if (chosen && chosen.cost < below) return chosen;
    const again = small && part.people.length > 6 && this.chance.next() < 0.3;
    return again ? this.dive(part, master, made) : undefined;
  }

  /** The rows that a choice below the limit could hold, cheapest first. */
  private promising(part: RosterPart, master: Master, made: Generated, below: number): Column[] {
    const unit = usualWeight(this.compiled);
    const gap = Math.min(0.6 * unit, Number.isFinite(below) ? below - made.bound : 3 * unit);
    return master.columns
      .map((column) => {
        const rent = made.answer.rents[part.placeOfPerson[column.person] as number] as number;
        return { column, dear: reducedCost(this.compiled, column, made.answer.prices) - rent };
      })
      .filter(({ dear }) => dear < gap)
      .sort((a, b) => a.dear - b.dear)
      .map(({ column }) => column);
  }

  /** Wall-clock seconds for HiGHS, which knows no other clock; no limit where only steps count. */
  private seconds(most: number): number {
    if (!this.clock.byTime) return Number.POSITIVE_INFINITY;
    return Math.min(most, Math.max(0.3, this.clock.total - this.clock.spent())) * this.clock.wallPerSecond();
  }

  private dive(part: RosterPart, master: Master, made: Generated): Choice | undefined {
    const { host, compiled, pool, chance, clock, stop } = this;
    const began = clock.spent();
    const whole = part.people.length === compiled.people.length;
    const patience = whole ? 0.5 * clock.total : 3;
    const unit = usualWeight(compiled);
    const dive = new Dive(host, compiled, part, pool, {
      chance,
      stop,
      rise: 0.15 * unit,
      share: 0.07,
      undos: whole ? 25 : 8,
      hurry: () => clock.byTime && clock.spent() - began > patience,
      seconds: this.seconds(1.5),
      nodes: clock.byTime ? 2000 : 60,
    });
    return dive.run(this.roundRows(dive, dive.top(master, made), 0.15 * unit));
  }

  /** Fixes rows by prices, a third of the people at a time, as long as the linear programme of the others allows it. */
  private roundRows(dive: Dive, top: Depth, rise: number): Depth {
    const { compiled, pool, chance, stop } = this;
    let depth = top;
    while (depth.rest.people.length > mostByLinear && !stop()) {
      const leave = Math.max(leftToLinear, Math.ceil((2 * depth.rest.people.length) / 3));
      const stride = usualWeight(compiled) / 200;
      const { fixed, prices } = roundByPrices(compiled, depth.rest, pool, {
        prices: depth.prices,
        leave,
        stride,
        share: 0.03,
        chance,
        stop,
      });
      if (fixed.length === 0) break;
      const next = dive.fix({ ...depth, prices }, fixed);
      if (next.cost > depth.cost + rise) break;
      depth = next;
    }
    return depth;
  }
}
