import { anneal, usualWeight } from "./anneal.ts";
import { type Ascended, ascendPrices } from "./ascend-prices.ts";
import { type Column, ColumnPool } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { weigh } from "./evaluate.ts";
import { Everyone } from "./everyone.ts";
import { generateColumns } from "./generate-columns.ts";
import { HighsFailed, HighsHost } from "./highs-host.ts";
import { type LinearAnswer, Master } from "./master.ts";
import { chooseNeighbourhood, learn, longDays, type Neighbourhood, pickWay, waysOf } from "./neighbourhood.ts";
import { Plans, partOf, type RosterPart } from "./part.ts";
import { Plunge } from "./plunge.ts";
import { RootPrices } from "./root-prices.ts";
import type { Listener, SearchClock } from "./search-clock.ts";
import { chanceFrom, type SeededChance } from "./seeded-chance.ts";

/** Demands times people: a linear programme up to here is worth solving again and again … */
const quickLinear = 20_000;
/** … and one of a long roster beyond this lasts longer than many windows. */
const mostLinear = 100_000;

/** One thread's search: annealing, then columns for the whole problem, dives, then neighbourhoods until time is up. */
export class Search {
  readonly host = new HighsHost();
  cells: Uint8Array | undefined;
  cost = Number.POSITIVE_INFINITY;
  /** No cost of a problem is below 0. */
  bound = 0;
  private readonly compiled: Compiled;
  private readonly clock: SearchClock;
  private readonly listener: Listener;
  readonly chance: SeededChance;
  private readonly plans: Plans;
  readonly pool: ColumnPool;
  private readonly plunge: Plunge;
  private readonly everyone: Everyone;
  private readonly linearSize: number;
  /** Rows of so many days hardly become legal by annealing. */
  private readonly long: boolean;
  private readonly root: RootPrices;

  constructor(compiled: Compiled, seed: number, clock: SearchClock, listener: Listener) {
    this.compiled = compiled;
    this.clock = clock;
    this.listener = listener;
    this.chance = chanceFrom(seed);
    this.plans = new Plans(compiled);
    this.pool = new ColumnPool(compiled);
    this.root = new RootPrices(compiled, this.pool);
    this.everyone = new Everyone(compiled, this.plans, this.pool, this.root);
    this.long = compiled.days > longDays;
    this.linearSize = compiled.required.length * compiled.people.length;
    this.plunge = new Plunge(compiled, this, clock, this.stop);
  }

  /** Takes a roster over if it is legal and better. */
  private take(cells: Uint8Array): boolean {
    const weighed = weigh(this.compiled, cells);
    if (weighed.broken > 0 || weighed.cost >= this.cost) return false;
    this.cells = cells.slice();
    this.cost = weighed.cost;
    return true;
  }

  /** Takes over what this thread has found or begins with, and tells the others. */
  find(cells: Uint8Array): void {
    const before = this.cells;
    if (this.take(cells)) this.listener.found(this.cells as Uint8Array, before);
  }

  get proved(): boolean {
    return this.cost <= Math.ceil(this.bound - 1e-6) + 1e-9;
  }

  private readonly stop = (): boolean => this.clock.stop() || this.proved;

  /** The whole search of a thread: the lead looks for the bound at once, the second for a legal roster. */
  async run(role: "lead" | "second" | "alone"): Promise<void> {
    const { total, byTime } = this.clock;
    // A month of sixty people is legal after some seconds; what has more cells takes as much longer.
    const size = Math.max(1, (this.compiled.people.length * this.compiled.days) / 1860);
    if (role !== "lead" && !this.cells) this.anneal(byTime ? Math.min(0.1, (3 * size) / total) : 1);
    // A second, slower annealing from the beginning finds what neighbourhoods of few people do not.
    if (role === "second" && !this.long) this.anneal(Math.min(0.2, (60 * size) / total), "afresh");
    if (role !== "second") await this.climbAndDive(byTime ? 2 : 1, role === "alone" ? 0.5 : 0.4);
    await this.improve();
  }

  learnPrices(prices: Float64Array, rents: Float64Array): void {
    this.root.learn(prices, rents);
  }

  /** Anneals for a share of the time, or for a fixed number of moves where only steps count. */
  anneal(share: number, from?: "afresh"): void {
    const { total, byTime } = this.clock;
    const start = this.clock.spent();
    let turns = 0;
    const most = 2000;
    const spent = () => (byTime ? (this.clock.spent() - start) / (share * total) : turns++ / most);
    anneal(this.compiled, {
      chance: this.chance,
      spent: () => (this.clock.stop() ? 1 : spent()),
      ...(this.cells && from === undefined ? { from: this.cells, heat: 0.1 } : {}),
      found: (cells, cost) => {
        if (cost < this.cost) this.find(cells);
      },
    });
    if (!byTime) this.clock.step();
  }

  /** Prices for everyone by climbing; from these everyone's row by prices alone, or a few dives where those are not too long. */
  private async climbAndDive(dives: number, share: number): Promise<void> {
    const { byTime, total } = this.clock;
    const within = (part: number) => () => this.stop() || (byTime && this.clock.spent() > part * total);
    const climbing = within(this.long ? share / 2 : share);
    if (climbing()) return;
    const up = this.everyone.climb(climbing, (bound) => this.raise(bound));
    if (up.bound > Number.NEGATIVE_INFINITY) this.announce(up);
    const rows = this.long ? this.everyone.roundRows(this.chance, within(share), this.clock.stop) : undefined;
    if (rows) this.apply(rows);
    const divable = !this.long || this.linearSize <= mostLinear;
    for (let turn = 0; turn < dives && divable && !within(share)(); turn++) {
      this.hear();
      await this.guarded(() => this.dive(within(share)));
      this.clock.step();
    }
  }

  /** The linear programme of everyone, from the prices that are known, and whole rows out of it. */
  private dive(stop: () => boolean): void {
    const { compiled, pool } = this;
    const everyone = this.everyone.part;
    const choice = Master.with(this.host, compiled, everyone, (master) => {
      const now = this.present(everyone);
      master.add(this.startOf(everyone));
      const up = this.climb(everyone, stop);
      if (up) {
        this.raise(up.bound);
        master.add(up.columns);
      }
      const centre = up?.prices ?? this.root.prices;
      const made = generateColumns(compiled, everyone, pool, master, {
        rounds: 2000,
        stop,
        near: 1e-3,
        ...(centre ? { centre } : {}),
        bounded: (bound) => this.raise(bound),
      });
      if (stop()) return undefined;
      this.announce(made.answer);
      return this.plunge.run(everyone, master, made, this.cost, now);
    });
    if (choice) this.apply(choice.columns);
  }

  private announce({ prices, rents }: Pick<LinearAnswer, "prices" | "rents">): void {
    this.root.learn(prices, rents);
    this.listener.priced(prices, rents);
  }

  /** Takes over what other threads have found. */
  private hear(): void {
    const better = this.listener.adopt();
    if (better) this.take(better);
  }

  /** `part` is a bound of what somebody can change. */
  private raise(part: number): void {
    const bound = part + this.everyone.unchangeable;
    if (bound <= this.bound) return;
    this.bound = bound;
    this.listener.bounded(bound);
  }

  /** Neighbourhoods until the end. */
  async improve(): Promise<void> {
    const ways = waysOf(this.compiled, this.linearSize <= quickLinear);
    // Not so long that a roster found elsewhere has to wait.
    const longest = this.clock.byTime ? Math.min(0.4, (this.long ? 5 : 60) / this.clock.total) : 0.4;
    let share = Math.min(0.1, longest);
    while (!this.stop()) {
      this.hear();
      if (!this.cells) {
        this.anneal(share);
        share = Math.min(longest, 1.5 * share);
        continue;
      }
      const way = pickWay(this.root.prices ? ways : ways.filter(({ name }) => name !== "everyone"), this.chance);
      const before = this.cost;
      const began = this.clock.spent();
      if (way.name === "everyone") await this.guarded(() => this.dive(this.stop));
      else {
        const place = chooseNeighbourhood(this.compiled, this.cells, way, this.chance, this.root.dearness(this.cells));
        await this.guarded(() => this.search(place));
      }
      this.clock.step();
      learn(way, before - this.cost, this.clock.byTime ? this.clock.spent() - began : 1);
    }
  }

  /** Runs a piece of work that uses HiGHS; if HiGHS fails, the piece is lost and nothing else. */
  private async guarded(work: () => void): Promise<void> {
    await this.host.ready();
    try {
      work();
    } catch (error) {
      if (!(error instanceof HighsFailed)) throw error;
    }
  }

  private search(place: Neighbourhood): void {
    const cells = this.cells as Uint8Array;
    const { days } = this.compiled;
    const whole = place.from === 0 && place.to === days;
    const plans = place.people.map((p) =>
      whole ? this.plans.of(p) : this.plans.within(p, cells, place.from, place.to),
    );
    if (plans.some((plan) => !plan.possible)) return;
    const part = partOf(this.compiled, place.people, plans, cells);
    const now = this.present(part) as Column[];
    const cost = part.costOf(now);
    const choice = Master.with(this.host, this.compiled, part, (master) => {
      master.add(now);
      if (whole) master.add(this.startOf(part));
      const up = this.climb(part, this.stop);
      if (up && up.bound >= cost - 0.99) return undefined;
      if (up) master.add(up.columns);
      const made = generateColumns(this.compiled, part, this.pool, master, {
        rounds: 80,
        stop: this.stop,
        near: 0.2,
        hopeless: cost - 0.99,
        ...(up ? { centre: up.prices } : {}),
      });
      if (this.clock.stop() || made.bound >= cost - 0.99 || made.answer.cost > cost - 0.5) return undefined;
      return this.plunge.run(part, master, made, cost, now);
    });
    if (choice) this.apply(choice.columns);
  }

  /** A head start for linear programmes that are large; small ones are solved faster than climbed. */
  private climb(part: RosterPart, stop: () => boolean): Ascended | undefined {
    if (part.rows.length * part.people.length < 3000) return undefined;
    const { compiled, pool } = this;
    const { prices } = this.root;
    const unit = usualWeight(compiled);
    const from = prices ? { from: prices, first: unit / 30 } : { first: unit / 10 };
    return ascendPrices(compiled, part, pool, { ...from, last: unit / 1000, cycles: prices ? 16 : 30, stop });
  }

  private apply(columns: readonly Column[]): void {
    const { days, people } = this.compiled;
    const cells = this.cells?.slice() ?? new Uint8Array(people.length * days);
    for (const column of columns) cells.set(column.cells, column.person * days);
    this.find(cells);
  }

  /** The rows that the people of a part have now. */
  private present({ people }: RosterPart): Column[] | undefined {
    const { cells, pool } = this;
    const { days } = this.compiled;
    return cells && people.map((p) => pool.add(p, cells.subarray(p * days, (p + 1) * days)));
  }

  /** Known rows that are cheap at the root's prices, and the present ones. */
  private startOf(part: RosterPart): Column[] {
    return [...(this.present(part) ?? []), ...part.people.flatMap((person) => this.root.cheapRows(person))];
  }
}
