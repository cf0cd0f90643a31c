import { costOfSum } from "./compile.ts";
import { searchLabels } from "./price-labels.ts";
import { added, arcSize, type PricePlan } from "./price-plan.ts";

/** What pricing found for one person at given prices of the cells. */
export interface Priced {
  /** Cost of the row at these prices; Infinity if none was found below the limit. */
  readonly cost: number;
  readonly row: Uint8Array | undefined;
  /** No legal row costs less than this, whatever the search did. */
  readonly bound: number;
}

/** Cost to go of every cell of a plan; the array is reused from call to call. */
export interface ToGo {
  readonly togo: Float64Array;
  /** Cheapest price of each group on each day, and the value that has it. */
  readonly price: Float64Array;
  readonly value: Uint8Array;
}

let scratch = new Float64Array(1 << 16);

/**
 * Finds the cheapest legal row of a person at the given prices (price of value v on day d at d · values + v), by a
 * dynamic programme backwards over the plan and, where further sums must be kept, a search guided by it.
 */
export function priceRow(plan: PricePlan, prices: Float64Array, limit: number, effort = 4000): Priced {
  if (!plan.possible) return { cost: Number.POSITIVE_INFINITY, row: undefined, bound: Number.POSITIVE_INFINITY };
  const guide = costToGo(plan, prices);
  const root = guide.togo[startCell(plan)] as number;
  const none = { cost: Number.POSITIVE_INFINITY, row: undefined };
  if (root >= limit) return { ...none, bound: root };
  const dive = new RowSearch(plan, guide, limit, effort);
  const done = dive.run();
  const found = { cost: dive.best, row: dive.row };
  if (done)
    return dive.row ? { ...found, bound: dive.best } : { ...none, bound: Math.max(root, Math.min(limit, dive.best)) };
  if (effort < 4000) return dive.row ? { ...found, bound: root } : { ...none, bound: root };
  const labels = searchLabels(plan, guide, dive.best);
  if (labels === "too many") return dive.row ? { ...found, bound: root } : { ...none, bound: root };
  if (labels) return { cost: labels.cost, row: labels.row, bound: labels.cost };
  return dive.row ? { ...found, bound: dive.best } : { ...none, bound: Math.max(root, limit) };
}

export function startCell(plan: PricePlan): number {
  return cellAt(plan, plan.legal.start, 0, 0, 0);
}

/** Cell of a node at given sums; -1 outside its box. */
export function cellAt(plan: PricePlan, node: number, a: number, b: number, c: number): number {
  const { first, low, size } = plan;
  const at = node * 3;
  const i = a - (low[at] as number);
  const j = b - (low[at + 1] as number);
  const k = c - (low[at + 2] as number);
  const wide = size[at + 1] as number;
  const deep = size[at + 2] as number;
  if (i < 0 || j < 0 || k < 0 || i >= (size[at] as number) || j >= wide || k >= deep || (first[node] as number) < 0)
    return -1;
  return (first[node] as number) + (i * wide + j) * deep + k;
}

function costToGo(plan: PricePlan, prices: Float64Array): ToGo {
  const { days, groups, open, cells, endFirst, person, legal } = plan;
  const { values } = person.automaton;
  const { states } = legal;
  const price = new Float64Array(days * groups).fill(Number.POSITIVE_INFINITY);
  const value = new Uint8Array(days * groups);
  for (let at = 0; at < days * groups; at++) {
    const day = (at / groups) | 0;
    for (const v of open[at] as readonly number[]) {
      const cost = prices[day * values + v] as number;
      if (cost < (price[at] as number)) {
        price[at] = cost;
        value[at] = v;
      }
    }
  }
  if (scratch.length < cells) scratch = new Float64Array(Math.ceil(cells * 1.3));
  const togo = scratch;
  togo.fill(Number.POSITIVE_INFINITY, 0, endFirst);
  togo.set(plan.endCost, endFirst);
  for (let node = days * states - 1; node >= 0; node--) {
    if ((plan.first[node] as number) < 0) continue;
    const day = (node / states) | 0;
    for (let a = plan.arcStart[node] as number; a < (plan.arcStart[node + 1] as number); a++) {
      relax(plan, togo, node, a, price[day * groups + (plan.arcs[a * arcSize] as number)] as number);
    }
  }
  return { togo, price, value };
}

/** Carries the cost of one arc over the part of the box in which it stays legal. */
function relax(plan: PricePlan, togo: Float64Array, node: number, arc: number, cost: number): void {
  const { first, low, size, arcs } = plan;
  const to = arcs[arc * arcSize + 1] as number;
  const s = node * 3;
  const t = to * 3;
  // Difference of the boxes' corners: cell i of the source meets cell i + shift of the target.
  const shift0 = (low[s] as number) + (arcs[arc * arcSize + 2] as number) - (low[t] as number);
  const shift1 = (low[s + 1] as number) + (arcs[arc * arcSize + 3] as number) - (low[t + 1] as number);
  const shift2 = (low[s + 2] as number) + (arcs[arc * arcSize + 4] as number) - (low[t + 2] as number);
  const sw = size[s + 1] as number;
  const sd = size[s + 2] as number;
  const tw = size[t + 1] as number;
  const td = size[t + 2] as number;
  const end0 = Math.min(size[s] as number, (size[t] as number) - shift0);
  const begin1 = shift1 < 0 ? -shift1 : 0;
  const end1 = Math.min(sw, tw - shift1);
  const begin2 = shift2 < 0 ? -shift2 : 0;
  const end2 = Math.min(sd, td - shift2);
  for (let i = shift0 < 0 ? -shift0 : 0; i < end0; i++) {
    for (let j = begin1; j < end1; j++) {
      const from = (first[node] as number) + (i * sw + j) * sd;
      const into = (first[to] as number) + ((i + shift0) * tw + j + shift1) * td + shift2;
      for (let k = begin2; k < end2; k++) {
        const total = cost + (togo[into + k] as number);
        if (total < (togo[from + k] as number)) togo[from + k] = total;
      }
    }
  }
}

/** Depth first, cheapest completion first, cut off by the cost to go; extras are counted on the way. */
class RowSearch {
  best: number;
  row: Uint8Array | undefined;
  private readonly plan: PricePlan;
  private readonly guide: ToGo;
  private left: number;
  private readonly path: Uint8Array;
  private readonly sums: Int32Array;

  constructor(plan: PricePlan, guide: ToGo, limit: number, effort: number) {
    this.plan = plan;
    this.guide = guide;
    this.best = limit;
    this.left = effort + plan.days;
    this.path = new Uint8Array(plan.days);
    this.sums = new Int32Array(plan.extras.length);
  }

  /** True if it looked at everything that could be better. */
  run(): boolean {
    return this.step(0, this.plan.legal.start, 0, 0, 0, 0);
  }

  private step(day: number, node: number, a: number, b: number, c: number, cost: number): boolean {
    const { plan, guide } = this;
    if (day === plan.days) return this.arrive(cost + (guide.togo[cellAt(plan, node, a, b, c)] as number));
    if (this.left-- < 0) return false;
    const { arcs, arcStart, groups } = plan;
    const from = arcStart[node] as number;
    const count = (arcStart[node + 1] as number) - from;
    let tried = -1;
    let floor = Number.NEGATIVE_INFINITY;
    for (;;) {
      // The cheapest arc not yet tried; ties in the order of arcs.
      let pick = -1;
      let cheapest = this.best - 1e-9;
      for (let i = 0; i < count; i++) {
        const at = (from + i) * arcSize;
        const cell = cellAt(
          plan,
          arcs[at + 1] as number,
          a + (arcs[at + 2] as number),
          b + (arcs[at + 3] as number),
          c + (arcs[at + 4] as number),
        );
        if (cell < 0) continue;
        const total =
          cost + (guide.price[day * groups + (arcs[at] as number)] as number) + (guide.togo[cell] as number);
        if (total >= cheapest || total < floor || (total === floor && i <= tried)) continue;
        pick = i;
        cheapest = total;
      }
      if (pick < 0) return true;
      floor = cheapest;
      tried = pick;
      const at = (from + pick) * arcSize;
      const group = arcs[at] as number;
      this.path[day] = guide.value[day * groups + group] as number;
      if (!this.count(day, node, 1)) {
        this.count(day, node, -1);
        continue;
      }
      const next = cost + (guide.price[day * groups + group] as number);
      const done = this.step(
        day + 1,
        arcs[at + 1] as number,
        a + (arcs[at + 2] as number),
        b + (arcs[at + 3] as number),
        c + (arcs[at + 4] as number),
        next,
      );
      this.count(day, node, -1);
      if (!done) return false;
    }
  }

  /** Adds the day's value to the extras; false if a limit is passed. */
  private count(day: number, node: number, sign: 1 | -1): boolean {
    const { extras, person, legal } = this.plan;
    const { values } = person.automaton;
    const { states, worked } = legal;
    let within = true;
    for (let e = 0; e < extras.length; e++) {
      const sum = extras[e] as (typeof extras)[number];
      const amount = added(sum, values, day, this.path[day] as number, worked[node % states] as number);
      this.sums[e] = (this.sums[e] as number) + sign * amount;
      if ((this.sums[e] as number) > sum.high) within = false;
    }
    return within;
  }

  private arrive(cost: number): boolean {
    let total = cost;
    for (const [e, sum] of this.plan.extras.entries()) {
      const there = this.sums[e] as number;
      if (there < sum.low || there > sum.high) return true;
      total += costOfSum(sum.counter, sum.counter.carried + there * sum.unit);
    }
    if (total < this.best - 1e-9) {
      this.best = total;
      this.row = this.path.slice();
    }
    return true;
  }
}
