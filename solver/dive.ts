import { ascendPrices } from "./ascend-prices.ts";
import { type Column, type ColumnPool, reducedCost } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { type Generated, generateColumns } from "./generate-columns.ts";
import type { HighsHost } from "./highs-host.ts";
import { type Choice, chooseRows, Master } from "./master.ts";
import { costOutside, type RosterPart, restOf } from "./part.ts";
import type { SeededChance } from "./seeded-chance.ts";

export interface Diving {
  readonly chance: SeededChance;
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

/** How far a dive has come: what is fixed, and the linear programme of the rest. */
export interface Depth {
  readonly fixed: readonly Column[];
  readonly rest: RosterPart;
  /** Cost of the fixed rows and of the linear programme of the rest. */
  readonly cost: number;
  readonly prices: Float64Array;
  /** The cheap rows of the people that are left. */
  readonly columns: readonly Column[];
  readonly shares: readonly (readonly [Column, number])[];
}

/** A dive that was good until so many people were left is worth another end. */
const halfwaySize = 20;
/** So few people are better chosen together, by branch and bound. */
const tailSize = 10;

/**
 * Fixes the rows with the largest shares step by step, prices the others anew, and takes back what makes the linear
 * programme jump. Every step has a new, smaller master, filled by climbing from the prices of the step before: that
 * is cheaper than to mend the old basis, which fixed rows make useless.
 */
export class Dive {
  private readonly host: HighsHost;
  private readonly compiled: Compiled;
  private readonly part: RosterPart;
  private readonly pool: ColumnPool;
  private readonly diving: Diving;
  private readonly banned = new Set<Column>();
  private undos = 0;
  private noise = 0.02;
  private share: number;

  constructor(host: HighsHost, compiled: Compiled, part: RosterPart, pool: ColumnPool, diving: Diving) {
    this.host = host;
    this.compiled = compiled;
    this.part = part;
    this.pool = pool;
    this.diving = diving;
    this.share = diving.share;
  }

  /** Where a dive of the whole part begins; its master's columns are generated. */
  top(master: Master, made: Generated): Depth {
    return this.depthOf([], this.part, made.answer.cost, master, made);
  }

  /** A dive that loses much only at its end is taken up again from halfway, a few times. */
  run(top: Depth): Choice | undefined {
    let best: Choice | undefined;
    let from = top;
    for (let turn = 0; turn < 4; turn++) {
      const { found, halfway } = this.descend(from);
      if (found && (!best || found.cost < best.cost)) best = found;
      if (!halfway || !best || best.cost <= halfway.cost + this.diving.rise || this.diving.hurry()) break;
      from = halfway;
      this.undos = 0;
      this.banned.clear();
      this.noise = 0.1;
    }
    return best;
  }

  private descend(top: Depth): { found: Choice | undefined; halfway: Depth | undefined } {
    let depth = top;
    let halfway = top.rest.people.length <= halfwaySize ? top : undefined;
    let tail: Depth | undefined;
    let ahead: Choice | undefined;
    const known = new Set<Column>();
    while (depth.rest.people.length > 0) {
      const next = this.step(depth);
      if (!next) return { found: ahead, halfway };
      depth = next;
      if (depth.rest.people.length <= halfwaySize) halfway ??= depth;
      if (depth.rest.people.length === 0 || (depth.rest.people.length > tailSize && !tail)) continue;
      if (!tail) {
        tail = this.fix(depth, [], undefined, 3);
        ahead = this.finish(tail, undefined, tail.columns);
        this.undos = Math.max(this.undos, this.diving.undos - 8);
      }
      for (const column of depth.columns) known.add(column);
    }
    const plain = { cost: this.part.costOf(depth.fixed), columns: depth.fixed };
    if (!tail) return { found: plain, halfway };
    const best = ahead && ahead.cost < plain.cost ? ahead : plain;
    const again = this.finish(tail, best, [...known]);
    return { found: again && again.cost < best.cost ? again : best, halfway };
  }

  /** The linear programme of the rest when these rows are fixed. `limit` is a cost at which it may give up. */
  fix(
    from: Pick<Depth, "fixed" | "prices" | "columns" | "cost">,
    rows: readonly Column[],
    limit?: number,
    care = 1,
  ): Depth {
    const { compiled, part, pool, diving } = this;
    const fixed = [...from.fixed, ...rows];
    const rest = restOf(compiled, part, fixed);
    const spent = fixed.reduce((sum, { cost }) => sum + cost, 0) + costOutside(compiled, part, rest, fixed);
    if (rest.people.length === 0) return { ...from, fixed, rest, cost: spent, columns: [], shares: [] };
    const up = ascendPrices(compiled, rest, pool, {
      from: from.prices,
      first: diving.rise / 4,
      last: diving.rise / 300,
      cycles: care * (diving.hurry() ? 6 : 12),
      stop: diving.stop,
    });
    const columns = new Set([...from.columns.filter(({ person }) => rest.placeOfPerson[person] !== -1), ...up.columns]);
    return Master.with(this.host, compiled, rest, (master) => {
      master.add([...columns]);
      const made = generateColumns(compiled, rest, pool, master, {
        rounds: care * (diving.hurry() ? 6 : 30),
        stop: diving.stop,
        near: 0.02 * diving.rise,
        ...(care === 1 ? { goal: from.cost - spent + near * diving.rise } : {}),
        centre: up.prices,
        ...(limit === undefined ? {} : { hopeless: limit - spent }),
      });
      return this.depthOf(fixed, rest, spent + made.answer.cost, master, made);
    });
  }

  private step(depth: Depth): Depth | undefined {
    const { diving } = this;
    if (diving.stop()) return undefined;
    if (!depth.shares.some(([column]) => !this.banned.has(column))) this.banned.clear();
    const picks = this.picksOf(depth);
    const first = picks[0];
    if (!first) return undefined;
    const limit = depth.cost + diving.rise;
    const careful = this.undos < diving.undos && !diving.hurry();
    let next = this.fix(depth, picks, careful ? limit : undefined);
    this.share = next.cost < depth.cost + 0.1 * diving.rise ? Math.min(0.12, this.share * 1.2) : diving.share;
    if (next.cost > limit && careful) {
      this.undos++;
      if (picks.length > 1) next = this.fix(depth, [first], limit);
      if (next.cost > limit) {
        this.banned.add(first);
        return depth;
      }
    }
    // What the goal let pass is still to be gained back, so the mark stays where it was.
    return next.cost > depth.cost + near * diving.rise ? next : { ...next, cost: depth.cost };
  }

  /** The rows to fix next: all that are whole already, and those with the largest shares. */
  private picksOf({ rest, shares }: Depth): Column[] {
    const largest = new Map<number, { column: Column; share: number }>();
    for (const [column, share] of shares) {
      if (this.banned.has(column)) continue;
      if (share > (largest.get(column.person)?.share ?? 0)) largest.set(column.person, { column, share });
    }
    const ranked = [...largest.values()]
      .map(({ column, share }) => ({ column, share, rank: share + this.noise * this.diving.chance.next() }))
      .sort((a, b) => b.rank - a.rank);
    const count = Math.ceil(this.share * rest.people.length);
    return ranked.filter(({ share }, i) => i < count || share > 0.999).map(({ column }) => column);
  }

  private depthOf(fixed: readonly Column[], rest: RosterPart, cost: number, master: Master, made: Generated): Depth {
    const { prices, weights } = made.answer;
    const shares = master.columns.flatMap((column, i): [Column, number][] =>
      (weights[i] as number) > 1e-6 ? [[column, weights[i] as number]] : [],
    );
    const ranked = master.columns
      .map((column) => ({ column, dear: reducedCost(this.compiled, column, prices) }))
      .sort((a, b) => a.dear - b.dear);
    const taken = new Map<number, number>();
    const columns = ranked.flatMap(({ column }) => {
      const before = taken.get(column.person) ?? 0;
      taken.set(column.person, before + 1);
      return before < (rest.people.length > tailSize ? 25 : 100) ? [column] : [];
    });
    return { fixed, rest, cost, prices, columns, shares };
  }

  /** The last people all together, beginning from the best choice so far. */
  private finish(tail: Depth, best: Choice | undefined, columns: readonly Column[]): Choice | undefined {
    const { seconds, nodes } = this.diving;
    const start = best?.columns.filter(({ person }) => tail.rest.placeOfPerson[person] !== -1);
    const offered = [...new Set([...(start ?? []), ...columns])].slice(0, 1500);
    const chosen = chooseRows(this.host, this.compiled, tail.rest, offered, {
      ...(start ? { start } : {}),
      seconds,
      nodes,
    });
    if (!chosen) return undefined;
    const whole = [...tail.fixed, ...chosen.columns];
    return { cost: this.part.costOf(whole), columns: whole };
  }
}

/** A rise by this share of what is taken back counts as none. */
const near = 0.05;
