import { costOfSum } from "./compile.ts";
import { added } from "./price-bands.ts";
import { arcSize, cellAt, type PricePlan, type ToGo } from "./price-plan.ts";

/** Depth first, cheapest completion first, cut off by the cost to go; extras are counted on the way. */
export class RowSearch {
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
    return this.step(0, this.plan.legal.start, 0, 0, 0, -this.guide.refund, 0);
  }

  private step(day: number, node: number, a: number, b: number, c: number, lean: number, cost: number): boolean {
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
          lean + (guide.price[day * groups + (arcs[at] as number)] as number) + (guide.togo[cell] as number);
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
      const next = lean + (guide.price[day * groups + group] as number);
      const paid =
        cost + (guide.price[day * groups + group] as number) - (guide.surcharge[day * groups + group] as number);
      const done = this.step(
        day + 1,
        arcs[at + 1] as number,
        a + (arcs[at + 2] as number),
        b + (arcs[at + 3] as number),
        c + (arcs[at + 4] as number),
        next,
        paid,
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
