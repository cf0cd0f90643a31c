import { costOfSum } from "./compile.ts";
import { added } from "./price-bands.ts";
import { searchLabels } from "./price-labels.ts";
import { arcSize, cellAt, type PricePlan, startCell, type ToGo } from "./price-plan.ts";
import { RowSearch } from "./price-search.ts";

/** What pricing found for one person at given prices of the cells. */
export interface Priced {
  /** Cost of the row at these prices; Infinity if none was found below the limit. */
  readonly cost: number;
  readonly row: Uint8Array | undefined;
  /** No legal row costs less than this, whatever the search did. */
  readonly bound: number;
}

/** Tables with more cells are only glanced at while prices climb. */
const exactCells = 100_000;

let scratch = new Float64Array(1 << 16);

/**
 * Finds the cheapest legal row of a person at the given prices (price of value v on day d at d · values + v), by a
 * dynamic programme backwards over the plan. Sums that the plan does not follow are kept within their limits by
 * surcharges (Lagrange), then by a search that the programme guides, then by labels.
 */
export function priceRow(plan: PricePlan, prices: Float64Array, limit: number, effort = 1500): Priced {
  const none = { cost: Number.POSITIVE_INFINITY, row: undefined };
  if (!plan.possible) return { ...none, bound: Number.POSITIVE_INFINITY };
  let floor = Number.NEGATIVE_INFINITY;
  let best: { cost: number; row: Uint8Array } | undefined;
  let guide = costToGo(plan, prices);
  for (let turn = 0; ; turn++) {
    floor = Math.max(floor, guide.bound);
    if (floor >= limit) return { ...none, bound: floor };
    const path = cheapestPath(plan, guide);
    if (path.legal && path.cost < Math.min(limit, best?.cost ?? limit)) best = { cost: path.cost, row: path.row };
    if (best && best.cost <= floor + 1e-7) return { ...best, bound: best.cost };
    if (turn >= 8 || !steer(plan, path.sums)) break;
    guide = costToGo(plan, prices);
  }
  const search = new RowSearch(plan, guide, best?.cost ?? limit, effort);
  const done = search.run();
  if (search.row) best = { cost: search.best, row: search.row };
  if (!done) {
    const labels = searchLabels(plan, guide, best?.cost ?? limit);
    if (labels === "too many") return best ? { ...best, bound: floor } : { ...none, bound: floor };
    if (labels) best = labels;
  }
  return best ? { ...best, bound: best.cost } : { ...none, bound: Math.max(floor, limit) };
}

/** What one look at a person's rows tells. */
export interface Glance {
  /** The cheapest row at these prices, as far as one was found; if not legal, it passes limits that the plan does not follow. */
  readonly row: Uint8Array | undefined;
  readonly legal: boolean;
  /** No legal row costs less. */
  readonly bound: number;
}

/**
 * Pricing for those who climb: where a table is large and sums are steered, one pass at the present surcharges, which
 * it moves a step. Prices and surcharges then rise together, and many rough rows teach more than a few exact ones.
 */
export function glanceRow(plan: PricePlan, prices: Float64Array, mostExact = exactCells): Glance {
  if (plan.extras.length === 0 || plan.cells < mostExact) {
    const { row, bound } = priceRow(plan, prices, Number.POSITIVE_INFINITY);
    return { row, legal: row !== undefined, bound };
  }
  const none = { row: undefined, legal: false, bound: Number.POSITIVE_INFINITY };
  if (!plan.possible) return none;
  const guide = costToGo(plan, prices);
  if (guide.bound === Number.POSITIVE_INFINITY) return none;
  const { row, legal, sums } = cheapestPath(plan, guide);
  steer(plan, sums);
  return { row, legal, bound: guide.bound };
}

/** Follows the cheapest completion from the start; extras are only counted. */
function cheapestPath(
  plan: PricePlan,
  guide: ToGo,
): { row: Uint8Array; cost: number; legal: boolean; sums: Int32Array } {
  const { days, arcs, arcStart, groups, extras, legal, person } = plan;
  const { values } = person.automaton;
  const row = new Uint8Array(days);
  const sums = new Int32Array(extras.length);
  let node = legal.start;
  let [a, b, c, cost] = [0, 0, 0, 0];
  for (let day = 0; day < days; day++) {
    let pick = -1;
    let cheapest = Number.POSITIVE_INFINITY;
    for (let arc = arcStart[node] as number; arc < (arcStart[node + 1] as number); arc++) {
      const at = arc * arcSize;
      const cell = cellAt(
        plan,
        arcs[at + 1] as number,
        a + (arcs[at + 2] as number),
        b + (arcs[at + 3] as number),
        c + (arcs[at + 4] as number),
      );
      const total =
        cell < 0
          ? Number.POSITIVE_INFINITY
          : (guide.price[day * groups + (arcs[at] as number)] as number) + (guide.togo[cell] as number);
      if (total >= cheapest) continue;
      cheapest = total;
      pick = at;
    }
    const group = day * groups + (arcs[pick] as number);
    row[day] = guide.value[group] as number;
    cost += (guide.price[group] as number) - (guide.surcharge[group] as number);
    for (const [e, sum] of extras.entries()) {
      sums[e] =
        (sums[e] as number) + added(sum, values, day, row[day] as number, legal.worked[node % legal.states] as number);
    }
    node = arcs[pick + 1] as number;
    a += arcs[pick + 2] as number;
    b += arcs[pick + 3] as number;
    c += arcs[pick + 4] as number;
  }
  cost += guide.togo[cellAt(plan, node, a, b, c)] as number;
  const within = extras.every((sum, e) => (sums[e] as number) >= sum.low && (sums[e] as number) <= sum.high);
  for (const [e, sum] of extras.entries())
    cost += costOfSum(sum.counter, sum.counter.carried + (sums[e] as number) * sum.unit);
  return { row, cost, legal: within, sums };
}

/** Raises the surcharge on an extra of which the cheapest row uses too much, lowers it where it uses too little; false if nothing moves. */
function steer(plan: PricePlan, sums: Int32Array): boolean {
  let moved = false;
  for (const [e, sum] of plan.extras.entries()) {
    const { slopes, strides, lastTurns } = plan.steering;
    const used = sums[e] as number;
    if (sum.counter.again || sum.counter.cost) continue;
    const slope = slopes[e] as number;
    const turn =
      used > sum.high
        ? 1
        : used < sum.low
          ? -1
          : slope > 0 && used < sum.high
            ? -1
            : slope < 0 && used > sum.low
              ? 1
              : 0;
    if (turn === 0) continue;
    const stride = (strides[e] as number) * (turn === lastTurns[e] ? 1.6 : 0.4);
    strides[e] = Math.min(64, Math.max(0.02, stride));
    lastTurns[e] = turn;
    const next = slope + turn * (strides[e] as number);
    // Past zero only if the other limit asks for it.
    slopes[e] = next * slope < 0 && used >= sum.low && used <= sum.high ? 0 : next;
    if (sum.high === Number.POSITIVE_INFINITY) slopes[e] = Math.min(0, slopes[e] as number);
    if (sum.low === Number.NEGATIVE_INFINITY) slopes[e] = Math.max(0, slopes[e] as number);
    moved ||= slopes[e] !== slope;
  }
  return moved;
}

function costToGo(plan: PricePlan, prices: Float64Array): ToGo {
  const { days, groups, open, cells, endFirst, person, legal, extras, steering } = plan;
  const { values } = person.automaton;
  const { states } = legal;
  const price = new Float64Array(days * groups).fill(Number.POSITIVE_INFINITY);
  const surcharge = new Float64Array(days * groups);
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
    for (const [e, sum] of extras.entries()) {
      const slope = steering.slopes[e] as number;
      if (slope !== 0)
        surcharge[at] = (surcharge[at] as number) + slope * added(sum, values, day, value[at] as number, 0);
    }
    price[at] = (price[at] as number) + (surcharge[at] as number);
  }
  let refund = 0;
  for (const [e, sum] of extras.entries()) {
    const slope = steering.slopes[e] as number;
    if (slope !== 0) refund += slope * (slope > 0 ? sum.high : sum.low);
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
  return { togo, price, value, surcharge, refund, bound: (togo[startCell(plan)] as number) - refund };
}

/** Carries the cost of one arc over the part of the box in which it stays legal. */
function relax(plan: PricePlan, togo: Float64Array, node: number, arc: number, cost: number): void {
  const { first, low, size, arcs, floored } = plan;
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
  const begin1 = shift1 < 0 && !floored[1] ? -shift1 : 0;
  const end1 = Math.min(sw, tw - shift1);
  const begin2 = shift2 < 0 && !floored[2] ? -shift2 : 0;
  const floor2 = floored[2] ? Math.min(sd, -shift2) : 0;
  const end2 = Math.min(sd, td - shift2);
  for (let i = shift0 < 0 && !floored[0] ? -shift0 : 0; i < end0; i++) {
    const ti = Math.max(0, i + shift0);
    for (let j = begin1; j < end1; j++) {
      const from = (first[node] as number) + (i * sw + j) * sd;
      const into = (first[to] as number) + (ti * tw + Math.max(0, j + shift1)) * td;
      let k = begin2;
      for (; k < floor2; k++) {
        const total = cost + (togo[into] as number);
        if (total < (togo[from + k] as number)) togo[from + k] = total;
      }
      for (const target = into + shift2; k < end2; k++) {
        const total = cost + (togo[target + k] as number);
        if (total < (togo[from + k] as number)) togo[from + k] = total;
      }
    }
  }
}
