import { type CompiledPerson, costOfSum } from "./compile.ts";

import { type LegalStates, legalStatesOf } from "./legal-states.ts";
import { added, type Band, bandOf, groupsOf, type Reach, reachOf, type Sum, stepsOf, sumOf } from "./price-bands.ts";

/**
 * The graph in which the pricing of one person looks for the cheapest legal row: nodes are (day, state of the rules,
 * up to three sums), arcs are what may be worked next. Only sums that can still lead to a legal end get a cell, so
 * the bands are narrow. Sums beyond the three ("extras") are looked after by the search over rows.
 */
export interface PricePlan {
  readonly person: CompiledPerson;
  readonly days: number;
  /** Values that the rules cannot tell apart share a group. */
  readonly groups: number;
  readonly groupOf: Uint8Array;
  /** Allowed values per day and group: open[day · groups + group]. */
  readonly open: readonly (readonly number[])[];
  /** Per node (day · states + state): its first cell, -1 if it cannot be on a legal row. */
  readonly first: Int32Array;
  /** Least sum of each of the three at a node, and the size of its box. */
  readonly low: Int32Array;
  readonly size: Int32Array;
  /** Sums of which too small a one counts as the least. */
  readonly floored: readonly boolean[];
  readonly cells: number;
  /** arcs[8 · a …]: group, target node, added sums (3); by node: arcStart[node] … arcStart[node + 1]. */
  readonly arcs: Int32Array;
  readonly arcStart: Int32Array;
  /** Cost of ending in a cell of the last layer. */
  readonly endCost: Float64Array;
  readonly endFirst: number;
  readonly extras: readonly Sum[];
  /** False if no row at all can be legal. */
  readonly possible: boolean;
  readonly legal: LegalStates;
  /** Surcharges per unit of the extras, kept from one pricing to the next. */
  readonly steering: { readonly slopes: Float64Array; readonly strides: Float64Array; readonly lastTurns: Int8Array };
}

export const arcSize = 5;
/** A third sum is only followed exactly while the table stays this small; the first two always are. */
const most = { cells: 500_000 };

/** Prepares the pricing of one person; `allowed` replaces the person's own mask of cells (day · values + value). */
export function pricePlanOf(person: CompiledPerson, days: number, allowed: Uint8Array): PricePlan {
  const sums = person.counters.map((counter) => sumOf(person, counter, days, allowed));
  const { groupOf, groups, open } = groupsOf(person, days, allowed, sums);
  const reach = reachOf(person, days, groups, open);
  const bands = sums.map((sum) => bandOf(person, days, groups, open, reach, sum));
  const binding = sums.map((sum, s) => ({ sum, band: bands[s] as Band })).filter(({ band }) => band.binds);
  binding.sort((a, b) => a.band.rank - b.band.rank);
  let chosen = binding.slice(0, 3);
  let laid = layOut(
    person,
    days,
    reach,
    chosen.map(({ band }) => band),
  );
  while (chosen.length > 2 && laid.cells > most.cells) {
    chosen = chosen.slice(0, -1);
    laid = layOut(
      person,
      days,
      reach,
      chosen.map(({ band }) => band),
    );
  }
  const extras = binding.slice(chosen.length).map(({ sum }) => sum);
  const core = chosen.map(({ sum }) => sum);
  const arcs = arcsOf(person, days, groups, open, laid, core);
  const legal = legalStatesOf(person.automaton);
  const steering = {
    slopes: new Float64Array(extras.length),
    strides: new Float64Array(extras.length).fill(4),
    lastTurns: new Int8Array(extras.length),
  };
  const floored = [0, 1, 2].map((c) => chosen[c]?.band.floored ?? false);
  const plan = { person, legal, floored, steering, days, groups, groupOf, open, ...laid, ...arcs, extras };
  const start = laid.first[legal.start] ?? -1;
  return { ...plan, ...endOf(person, days, laid, core), possible: start >= 0 && laid.cells > 0 };
}

function layOut(person: CompiledPerson, days: number, { alive }: Reach, bands: readonly Band[]) {
  const { states } = legalStatesOf(person.automaton);
  const nodes = (days + 1) * states;
  const first = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes * 3);
  const size = new Int32Array(nodes * 3).fill(1);
  let cells = 0;
  for (let node = 0; node < nodes; node++) {
    if (alive[node] === 0) continue;
    let box = 1;
    for (const [c, band] of bands.entries()) {
      low[node * 3 + c] = band.low[node] as number;
      const width = Math.max(0, (band.high[node] as number) - (band.low[node] as number) + 1);
      size[node * 3 + c] = width;
      box *= width;
    }
    if (box > 0) first[node] = cells;
    cells += box;
  }
  return { first, low, size, cells };
}

type Laid = ReturnType<typeof layOut>;

function arcsOf(
  person: CompiledPerson,
  days: number,
  groups: number,
  open: readonly (readonly number[])[],
  laid: Laid,
  core: readonly Sum[],
): { arcs: Int32Array; arcStart: Int32Array } {
  const { values } = person.automaton;
  const { states, worked } = legalStatesOf(person.automaton);
  const { step, stand } = stepsOf(person, groups, open);
  const arcs: number[] = [];
  const arcStart = new Int32Array(days * states + 1);
  for (let node = 0; node < days * states; node++) {
    const day = Math.floor(node / states);
    const state = node % states;
    for (let g = 0; g < groups && (laid.first[node] as number) >= 0; g++) {
      const next = step[state * groups + g] as number;
      const to = (day + 1) * states + next;
      if (next < 0 || (laid.first[to] as number) < 0 || (open[day * groups + g] as number[]).length === 0) continue;
      const amounts = [0, 1, 2].map((c) => {
        const sum = core[c];
        return sum ? added(sum, values, day, stand[g] as number, worked[state] as number) : 0;
      });
      arcs.push(g, to, ...amounts);
    }
    arcStart[node + 1] = arcs.length / arcSize;
  }
  return { arcs: Int32Array.from(arcs), arcStart };
}

function endOf(
  person: CompiledPerson,
  days: number,
  laid: Laid,
  core: readonly Sum[],
): { endCost: Float64Array; endFirst: number } {
  const { states } = legalStatesOf(person.automaton);
  let endFirst = laid.cells;
  for (let node = days * states; node < (days + 1) * states; node++) {
    const first = laid.first[node] as number;
    if (first >= 0) endFirst = Math.min(endFirst, first);
  }
  const endCost = new Float64Array(laid.cells - endFirst);
  for (let node = days * states; node < (days + 1) * states; node++) {
    const first = laid.first[node] as number;
    if (first < 0) continue;
    const [a, b, c] = [0, 1, 2].map((dim) => laid.size[node * 3 + dim] as number) as [number, number, number];
    for (let cell = 0; cell < a * b * c; cell++) {
      const at = [Math.floor(cell / (b * c)), Math.floor(cell / c) % b, cell % c];
      for (const [dim, sum] of core.entries()) {
        const total = sum.counter.carried + ((laid.low[node * 3 + dim] as number) + (at[dim] as number)) * sum.unit;
        endCost[first - endFirst + cell] = (endCost[first - endFirst + cell] as number) + costOfSum(sum.counter, total);
      }
    }
  }
  return { endCost, endFirst };
}

/** Cost to go of every cell of a plan; the array is reused from call to call. */
export interface ToGo {
  readonly togo: Float64Array;
  /** Cheapest price of each group on each day, surcharges on extras included, and the value that has it. */
  readonly price: Float64Array;
  readonly value: Uint8Array;
  /** The surcharge alone. */
  readonly surcharge: Float64Array;
  /** What is taken off again at the end: no row uses more of the extras than their limits. */
  readonly refund: number;
  /** No legal row costs less. */
  readonly bound: number;
}

export function startCell(plan: PricePlan): number {
  return cellAt(plan, plan.legal.start, 0, 0, 0);
}

/** Cell of a node at given sums; -1 outside its box. */
export function cellAt(plan: PricePlan, node: number, a: number, b: number, c: number): number {
  const { first, low, size, floored } = plan;
  const at = node * 3;
  let i = a - (low[at] as number);
  let j = b - (low[at + 1] as number);
  let k = c - (low[at + 2] as number);
  if (i < 0 && floored[0]) i = 0;
  if (j < 0 && floored[1]) j = 0;
  if (k < 0 && floored[2]) k = 0;
  const wide = size[at + 1] as number;
  const deep = size[at + 2] as number;
  if (i < 0 || j < 0 || k < 0 || i >= (size[at] as number) || j >= wide || k >= deep || (first[node] as number) < 0)
    return -1;
  return (first[node] as number) + (i * wide + j) * deep + k;
}
