import { type CompiledPerson, type Counter, costOfSum } from "./compile.ts";

import { type LegalStates, legalStatesOf } from "./legal-states.ts";

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

/** A counter in its own unit: what a group adds on a day, limits with what is carried already taken off. */
export interface Sum {
  readonly counter: Counter;
  readonly unit: number;
  readonly low: number;
  readonly high: number;
  /** The last day on which anything is added. */
  readonly last: number;
}

export const arcSize = 5;
const most = { cells: 1_500_000 };

/** What a group adds to a sum on a day when the day before was worked or not. */
export function added(sum: Sum, values: number, day: number, value: number, worked: number): number {
  const { adds, again } = sum.counter;
  const amount = adds[day * values + value] as number;
  return (amount - (again && again[day] === 1 && worked === 1 && value > 0 ? 1 : 0)) / sum.unit;
}

/** Prepares the pricing of one person; `allowed` replaces the person's own mask of cells (day · values + value). */
export function planOf(person: CompiledPerson, days: number, allowed: Uint8Array): PricePlan {
  const sums = person.counters.map((counter) => sumOf(person, counter, days));
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
  while (chosen.length > 1 && laid.cells > most.cells) {
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
  const plan = { person, legal, steering, days, groups, groupOf, open, ...laid, ...arcs, extras };
  const start = laid.first[legal.start] ?? -1;
  return { ...plan, ...endOf(person, days, laid, core), possible: start >= 0 && laid.cells > 0 };
}

function sumOf(person: CompiledPerson, counter: Counter, days: number): Sum {
  const { values } = person.automaton;
  let unit = 0;
  let last = 0;
  for (let cell = 0; cell < days * values; cell++) {
    const amount = counter.adds[cell] as number;
    if (amount > 0) last = Math.floor(cell / values);
    for (let a = amount; a > 0; ) [unit, a] = [a, unit % a];
  }
  unit = counter.again ? 1 : unit || 1;
  const low = counter.cost ? Number.NEGATIVE_INFINITY : Math.ceil((counter.min - counter.carried) / unit);
  const high = counter.cost ? Number.POSITIVE_INFINITY : Math.floor((counter.max - counter.carried) / unit);
  return { counter, unit, low, high, last };
}

const groupings = new WeakMap<CompiledPerson, { groupOf: Uint8Array; groups: number }>();

function groupsOf(person: CompiledPerson, days: number, allowed: Uint8Array, sums: readonly Sum[]) {
  const known = groupings.get(person) ?? groupingOf(person, days, sums);
  groupings.set(person, known);
  const { groupOf, groups } = known;
  const { values } = person.automaton;
  const open: number[][] = Array.from({ length: days * groups }, () => []);
  for (let cell = 0; cell < days * values; cell++) {
    const value = cell % values;
    if (allowed[cell] === 1) open[((cell - value) / values) * groups + (groupOf[value] as number)]?.push(value);
  }
  return { groupOf, groups, open };
}

function groupingOf(person: CompiledPerson, days: number, sums: readonly Sum[]) {
  const legal = legalStatesOf(person.automaton);
  const { values } = person.automaton;
  const keys = new Map<string, number>();
  const groupOf = new Uint8Array(values);
  for (let value = 0; value < values; value++) {
    let key = value === 0 ? "off" : "";
    for (let state = 0; state < legal.states; state++) key += `${legal.next[state * values + value]},`;
    for (const { counter } of sums) {
      for (let day = 0; day < days; day++) key += `${counter.adds[day * values + value]},`;
    }
    if (!keys.has(key)) keys.set(key, keys.size);
    groupOf[value] = keys.get(key) ?? 0;
  }
  return { groupOf, groups: keys.size };
}

interface Reach {
  /** 1 where the node lies on some legal path, sums aside. */
  readonly alive: Uint8Array;
  /** Per state and group: the next state, -1 if the step breaks a rule. */
  readonly step: Int16Array;
  /** A value that stands for each group. */
  readonly stand: Uint8Array;
}

function reachOf(person: CompiledPerson, days: number, groups: number, open: readonly (readonly number[])[]): Reach {
  const { states, start, mayEnd } = legalStatesOf(person.automaton);
  const { step, stand } = stepsOf(person, groups, open);
  const alive = new Uint8Array((days + 1) * states);
  const forward = new Uint8Array((days + 1) * states);
  forward[start] = 1;
  for (let day = 0; day < days; day++) {
    for (let state = 0; state < states; state++) {
      if (forward[day * states + state] === 0) continue;
      for (let g = 0; g < groups; g++) {
        const to = step[state * groups + g] as number;
        if (to >= 0 && (open[day * groups + g] as number[]).length > 0) forward[(day + 1) * states + to] = 1;
      }
    }
  }
  for (let state = 0; state < states; state++) {
    if (forward[days * states + state] === 1 && mayEnd[state] === 1) alive[days * states + state] = 1;
  }
  for (let day = days - 1; day >= 0; day--) {
    for (let state = 0; state < states; state++) {
      if (forward[day * states + state] === 0) continue;
      for (let g = 0; g < groups; g++) {
        const to = step[state * groups + g] as number;
        if (to < 0 || (open[day * groups + g] as number[]).length === 0) continue;
        if (alive[(day + 1) * states + to] === 1) alive[day * states + state] = 1;
      }
    }
  }
  return { alive, step, stand };
}

function stepsOf(person: CompiledPerson, groups: number, open: readonly (readonly number[])[]) {
  const { values } = person.automaton;
  const { states, next } = legalStatesOf(person.automaton);
  const stand = new Uint8Array(groups);
  for (const [at, list] of open.entries()) if (list.length > 0) stand[at % groups] = list[0] as number;
  const step = new Int16Array(states * groups);
  for (let state = 0; state < states; state++) {
    for (let g = 0; g < groups; g++) {
      step[state * groups + g] = next[state * values + (stand[g] as number)] as number;
    }
  }
  return { step, stand };
}

interface Band {
  /** Least and greatest sum at each node that can still end well. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Whether the limits can cut anything off, or cost anything. */
  readonly binds: boolean;
  /** Sums with the lowest rank are followed exactly. */
  readonly rank: number;
}

function bandOf(
  person: CompiledPerson,
  days: number,
  groups: number,
  open: readonly (readonly number[])[],
  { alive, step, stand }: Reach,
  sum: Sum,
): Band {
  const { values } = person.automaton;
  const { states, start, worked } = legalStatesOf(person.automaton);
  const nodes = (days + 1) * states;
  const far = 1e8;
  const low = new Int32Array(nodes).fill(far);
  const high = new Int32Array(nodes).fill(-far);
  const rest = { low: new Int32Array(nodes).fill(far), high: new Int32Array(nodes).fill(-far) };
  low[start] = high[start] = 0;
  for (let state = 0; state < states; state++) rest.low[days * states + state] = rest.high[days * states + state] = 0;
  const arcs = (day: number, visit: (from: number, to: number, amount: number) => void) => {
    for (let state = 0; state < states; state++) {
      const from = day * states + state;
      if (alive[from] === 0) continue;
      for (let g = 0; g < groups; g++) {
        const to = (day + 1) * states + (step[state * groups + g] as number);
        if (
          (step[state * groups + g] as number) < 0 ||
          alive[to] === 0 ||
          (open[day * groups + g] as number[]).length === 0
        )
          continue;
        visit(from, to, added(sum, values, day, stand[g] as number, worked[state] as number));
      }
    }
  };
  for (let day = 0; day < days; day++) {
    arcs(day, (from, to, amount) => {
      low[to] = Math.min(low[to] as number, (low[from] as number) + amount);
      high[to] = Math.max(high[to] as number, (high[from] as number) + amount);
    });
  }
  for (let day = days - 1; day >= 0; day--) {
    arcs(day, (from, to, amount) => {
      rest.low[from] = Math.min(rest.low[from] as number, (rest.low[to] as number) + amount);
      rest.high[from] = Math.max(rest.high[from] as number, (rest.high[to] as number) + amount);
    });
  }
  const least = rest.low[start] as number;
  const greatest = rest.high[start] as number;
  for (let node = 0; node < nodes; node++) {
    low[node] = Math.max(
      low[node] as number,
      sum.low === Number.NEGATIVE_INFINITY ? -far : sum.low - (rest.high[node] as number),
    );
    high[node] = Math.min(
      high[node] as number,
      sum.high === Number.POSITIVE_INFINITY ? far : sum.high - (rest.low[node] as number),
    );
  }
  return { low, high, ...weightOf(sum, least, greatest) };
}

/** Both limits, weekends (which no surcharge can steer) or a cost: first; then whatever is held tightest. */
function weightOf(sum: Sum, least: number, greatest: number): { binds: boolean; rank: number } {
  const { counter, low, high, unit } = sum;
  if (counter.cost) {
    const dear = [least, greatest].some((at) => costOfSum(counter, counter.carried + at * unit) > 0);
    return { binds: dear, rank: 1 };
  }
  if (counter.again && (high < greatest || low > least)) return { binds: true, rank: 0.2 };
  if (low > least && high < greatest) return { binds: true, rank: 0 };
  if (low > least) return { binds: true, rank: 0.5 };
  return { binds: high < greatest, rank: 2 + high / Math.max(1, greatest) };
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
