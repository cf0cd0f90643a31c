import { costOfSum } from "./compile.ts";
import { added, type Sum } from "./price-bands.ts";
import { arcSize, cellAt, type PricePlan, type ToGo } from "./price-plan.ts";

const most = 60_000;

/**
 * Exact pricing with more sums than the plan follows: labels (cost, sums) at the plan's cells, extended day by day. A
 * label is dropped if its cost to go reaches the limit, or if another at its cell is no dearer and has used no more.
 */
export function searchLabels(
  plan: PricePlan,
  guide: ToGo,
  limit: number,
): { cost: number; row: Uint8Array } | undefined | "too many" {
  const { days, extras } = plan;
  const width = extras.length;
  let layer = new Layer(width, 1);
  layer.add(plan.legal.start, 0, 0, 0, 0, -guide.refund, -1, 0);
  const layers = [layer];
  let made = 0;
  for (let day = 0; day < days; day++) {
    const next: Layer = extend(plan, guide, limit, day, layer);
    made += next.count;
    if (made > most || next.count === 0) return made > most ? "too many" : undefined;
    layers.push(next);
    layer = next;
  }
  let best = limit - 1e-9;
  let pick = -1;
  for (let at = 0; at < layer.count; at++) {
    const total = (layer.cost[at] as number) + endCostOf(plan, guide, layer, at);
    if (total < best) {
      best = total;
      pick = at;
    }
  }
  if (pick < 0) return undefined;
  const row = new Uint8Array(days);
  for (let day = days, at = pick; day > 0; day--) {
    row[day - 1] = layers[day]?.value[at] as number;
    at = layers[day]?.parent[at] as number;
  }
  return { cost: best, row };
}

/** The labels of one day, as columns. */
class Layer {
  count = 0;
  cost: Float64Array;
  /** Cost with the surcharges, less their refund: never above the true cost of any completion. */
  lean: Float64Array;
  parent: Int32Array;
  value: Uint8Array;
  node: Int32Array;
  sums: Int32Array;
  extras: Int32Array;
  following: Int32Array;
  readonly heads = new Map<number, number>();
  private readonly width: number;

  constructor(width: number, room: number) {
    this.width = width;
    this.cost = new Float64Array(room);
    this.lean = new Float64Array(room);
    this.parent = new Int32Array(room);
    this.value = new Uint8Array(room);
    this.node = new Int32Array(room);
    this.sums = new Int32Array(room * 3);
    this.extras = new Int32Array(room * width);
    this.following = new Int32Array(room);
  }

  add(
    node: number,
    a: number,
    b: number,
    c: number,
    cost: number,
    lean: number,
    parent: number,
    value: number,
  ): number {
    if (this.count === this.cost.length) this.grow();
    const at = this.count++;
    this.node[at] = node;
    this.sums[at * 3] = a;
    this.sums[at * 3 + 1] = b;
    this.sums[at * 3 + 2] = c;
    this.cost[at] = cost;
    this.lean[at] = lean;
    this.parent[at] = parent;
    this.value[at] = value;
    return at;
  }

  private grow(): void {
    const larger = new Layer(this.width, this.cost.length * 2);
    for (const key of ["cost", "lean", "parent", "value", "node", "sums", "extras", "following"] as const) {
      larger[key].set(this[key]);
      Object.assign(this, { [key]: larger[key] });
    }
  }
}

function extend(plan: PricePlan, guide: ToGo, limit: number, day: number, layer: Layer): Layer {
  const { arcs, arcStart, groups, extras, person, legal } = plan;
  const { values } = person.automaton;
  const { states, worked } = legal;
  const next = new Layer(extras.length, 64);
  const used = new Int32Array(extras.length);
  for (let at = 0; at < layer.count; at++) {
    const node = layer.node[at] as number;
    for (let arc = arcStart[node] as number; arc < (arcStart[node + 1] as number); arc++) {
      const group = arcs[arc * arcSize] as number;
      const to = arcs[arc * arcSize + 1] as number;
      const a = (layer.sums[at * 3] as number) + (arcs[arc * arcSize + 2] as number);
      const b = (layer.sums[at * 3 + 1] as number) + (arcs[arc * arcSize + 3] as number);
      const c = (layer.sums[at * 3 + 2] as number) + (arcs[arc * arcSize + 4] as number);
      const cell = cellAt(plan, to, a, b, c);
      if (cell < 0) continue;
      const price = guide.price[day * groups + group] as number;
      const lean = (layer.lean[at] as number) + price;
      if (lean + (guide.togo[cell] as number) >= limit - 1e-9) continue;
      const value = guide.value[day * groups + group] as number;
      if (!use(extras, used, layer, at, values, day, value, worked[node % states] as number)) continue;
      const cost = (layer.cost[at] as number) + price - (guide.surcharge[day * groups + group] as number);
      enter(next, extras, used, cell, { to, a, b, c, cost, lean, at, value });
    }
    if (next.count > most) return next;
  }
  return next;
}

/** The extras after this day; false if a limit is passed. Sums that can grow no more are settled and forgotten. */
function use(
  extras: readonly Sum[],
  used: Int32Array,
  layer: Layer,
  at: number,
  values: number,
  day: number,
  value: number,
  worked: number,
): boolean {
  for (let e = 0; e < extras.length; e++) {
    const sum = extras[e] as Sum;
    const before = layer.extras[at * extras.length + e] as number;
    const after = before + added(sum, values, day, value, worked);
    if (after > sum.high) return false;
    if (day === sum.last && after < sum.low) return false;
    used[e] = day >= sum.last && !sum.counter.cost ? 0 : after;
  }
  return true;
}

interface Label {
  readonly to: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly cost: number;
  readonly lean: number;
  readonly at: number;
  readonly value: number;
}

function enter(next: Layer, extras: readonly Sum[], used: Int32Array, cell: number, label: Label): void {
  const width = extras.length;
  const head = next.heads.get(cell) ?? -1;
  for (let other = head; other >= 0; other = next.following[other] as number) {
    if ((next.cost[other] as number) > label.cost + 1e-9) continue;
    let covers = true;
    for (let e = 0; e < width && covers; e++) {
      const theirs = next.extras[other * width + e] as number;
      const sum = extras[e] as Sum;
      const plain = !sum.counter.cost && sum.low <= 0;
      covers = plain ? theirs <= (used[e] as number) : theirs === used[e];
    }
    if (covers) return;
  }
  const at = next.add(label.to, label.a, label.b, label.c, label.cost, label.lean, label.at, label.value);
  for (let e = 0; e < width; e++) next.extras[at * width + e] = used[e] as number;
  next.following[at] = head;
  next.heads.set(cell, at);
}

function endCostOf(plan: PricePlan, guide: ToGo, layer: Layer, at: number): number {
  const { extras } = plan;
  const sums = layer.sums.subarray(at * 3, at * 3 + 3);
  const cell = cellAt(plan, layer.node[at] as number, sums[0] as number, sums[1] as number, sums[2] as number);
  let total = guide.togo[cell] as number;
  for (const [e, sum] of extras.entries()) {
    if (!sum.counter.cost) continue;
    const there = (layer.extras[at * extras.length + e] as number) * sum.unit;
    total += costOfSum(sum.counter, sum.counter.carried + there);
  }
  return total;
}
