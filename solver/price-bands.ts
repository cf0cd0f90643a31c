import { type CompiledPerson, type Counter, costOfSum } from "./compile.ts";
import { legalStatesOf } from "./legal-states.ts";

/** A counter in its own unit: what a group adds on a day, limits with what is carried already taken off. */
export interface Sum {
  readonly counter: Counter;
  readonly unit: number;
  readonly low: number;
  readonly high: number;
  /** The last day on which anything is added. */
  readonly last: number;
}

/** What a group adds to a sum on a day when the day before was worked or not. */
export function added(sum: Sum, values: number, day: number, value: number, worked: number): number {
  const { adds, again } = sum.counter;
  const amount = adds[day * values + value] as number;
  return (amount - (again && again[day] === 1 && worked === 1 && value > 0 ? 1 : 0)) / sum.unit;
}

export function sumOf(person: CompiledPerson, counter: Counter, days: number, allowed: Uint8Array): Sum {
  const { values } = person.automaton;
  let unit = 0;
  let last = 0;
  for (let cell = 0; cell < days * values; cell++) {
    const amount = (counter.adds[cell] as number) * (allowed[cell] as number);
    if (amount > 0) last = Math.floor(cell / values);
    for (let a = amount; a > 0; ) [unit, a] = [a, unit % a];
  }
  unit = counter.again ? 1 : unit || 1;
  const low = counter.cost ? Number.NEGATIVE_INFINITY : Math.ceil((counter.min - counter.carried) / unit);
  const high = counter.cost ? Number.POSITIVE_INFINITY : Math.floor((counter.max - counter.carried) / unit);
  return { counter, unit, low, high, last };
}

const groupings = new WeakMap<CompiledPerson, { groupOf: Uint8Array; groups: number }>();

export function groupsOf(person: CompiledPerson, days: number, allowed: Uint8Array, sums: readonly Sum[]) {
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

export interface Reach {
  /** 1 where the node lies on some legal path, sums aside. */
  readonly alive: Uint8Array;
  /** Per state and group: the next state, -1 if the step breaks a rule. */
  readonly step: Int16Array;
  /** A value that stands for each group. */
  readonly stand: Uint8Array;
}

export function reachOf(
  person: CompiledPerson,
  days: number,
  groups: number,
  open: readonly (readonly number[])[],
): Reach {
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

export function stepsOf(person: CompiledPerson, groups: number, open: readonly (readonly number[])[]) {
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

export interface Band {
  /** Least and greatest sum at each node that can still end well. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Whether the limits can cut anything off, or cost anything. */
  readonly binds: boolean;
  /** Sums with the lowest rank are followed exactly. */
  readonly rank: number;
  /** True if sums below `low` count as `low`: they can no longer reach the limit above, and there is none below. */
  readonly floored: boolean;
}

export function bandOf(
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
  const ceiling = ceilingOf(sum, least);
  if (ceiling !== undefined) {
    for (let node = 0; node < nodes; node++) {
      const harmless = Math.min(ceiling - (rest.high[node] as number), high[node] as number);
      low[node] = Math.max(low[node] as number, harmless);
    }
  }
  return { low, high, floored: ceiling !== undefined, ...weightOf(sum, least, greatest) };
}

/** The only limit of a sum that has one above and none that matters below; all ends up to it are alike. */
function ceilingOf({ counter, unit, low, high }: Sum, least: number): number | undefined {
  if (!counter.cost) return low <= least && high !== Number.POSITIVE_INFINITY ? high : undefined;
  const free = counter.cost.under === 0 || counter.min <= counter.carried + least * unit;
  return free && Number.isFinite(counter.max) ? Math.floor((counter.max - counter.carried) / unit) : undefined;
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
