import { type Compiled, type CompiledPerson, coverCost } from "./compile.ts";
import { coverOf } from "./evaluate.ts";
import type { SeededChance } from "./seeded-chance.ts";

/** Which cells are set free: these people, on days from `from` up to `to`. */
export interface Neighbourhood {
  readonly people: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Beyond so many days a horizon is long: rows are settled by prices, and mended window by window. */
export const longDays = 120;

/** A way of choosing what to set free, with how well it did; the better ones are asked more often. */
export interface Way {
  /** Some whole rows, all rows for some days, some rows for some days, or everything anew. */
  readonly name: "people" | "window" | "block" | "everyone";
  /** Grows while nothing is found. */
  size: number;
  readonly least: number;
  readonly most: number;
  failures: number;
  /** Cost saved per second (or per step), forgetting slowly. */
  yield: number;
  /** Seconds (or steps) that a try takes, forgetting slowly. */
  effort: number;
  tries: number;
}

export function waysOf(compiled: Compiled, anew: boolean): Way[] {
  const { days, people } = compiled;
  const way = (name: Way["name"], least: number, most: number): Way => ({
    name,
    size: least,
    least,
    most,
    failures: 0,
    yield: 0,
    effort: 0,
    tries: 0,
  });
  const ways: Way[] = [];
  // Whole rows are many days each: the more days, the fewer people at once, and none where windows are so much quicker.
  const few = Math.max(2, Math.round((8 * 28) / Math.max(28, days)));
  const most = Math.max(8, 3 * few + 4);
  if (days <= longDays)
    ways.push(way("people", Math.min(people.length, Math.max(4, few)), Math.min(people.length, most)));
  if (days >= 35) {
    ways.push(way("window", 14, Math.min(days - 7, 28)));
    ways.push(way("block", Math.min(people.length, 10), Math.min(people.length, 24)));
  }
  if (anew && people.length > most) ways.push(way("everyone", people.length, people.length));
  return ways;
}

/** Mostly the way that pays best, else any, so that all get the same time. */
export function pickWay(ways: readonly Way[], chance: SeededChance): Way {
  const untried = ways.find((way) => way.tries === 0);
  if (untried) return untried;
  if (chance.next() >= 0.4) return ways.reduce((best, way) => (way.yield > best.yield ? way : best));
  let left = chance.next() * ways.reduce((sum, { effort }) => sum + 1 / effort, 0);
  for (const way of ways) {
    left -= 1 / way.effort;
    if (left < 0) return way;
  }
  return ways[0] as Way;
}

/** `saved` is the cost saved, `effort` the seconds (or steps) that it took. */
export function learn(way: Way, saved: number, effort: number): void {
  const took = Math.max(effort, 1e-3);
  way.effort = way.tries === 0 ? took : 0.8 * way.effort + 0.2 * took;
  way.tries++;
  way.yield = 0.8 * way.yield + (0.2 * saved) / took;
  if (saved > 0) {
    way.failures = 0;
    return;
  }
  if (++way.failures % 6 > 0) return;
  way.size = way.size >= way.most ? way.least : Math.min(way.most, Math.ceil(way.size * 1.25));
}

/** Chooses people and days: by chance, around a demand that costs, or where rows are dear at the prices of the root. */
export function chooseNeighbourhood(
  compiled: Compiled,
  cells: Uint8Array,
  way: Way,
  chance: SeededChance,
  dearness: Float64Array | undefined,
): Neighbourhood {
  const { days, people } = compiled;
  const sore = chance.next() < 0.6 ? soreDemand(compiled, cells, chance) : undefined;
  const day = sore === undefined ? chance.below(days) : (compiled.problem.demands[sore]?.day ?? 0);
  if (way.name === "people")
    return { people: choosePeople(compiled, way.size, chance, sore, dearness), from: 0, to: days };
  const length = way.name === "window" ? Math.round(way.size) : Math.min(days, 28 + 7 * chance.below(4));
  const from = Math.max(0, Math.min(days - length, day - chance.below(length)));
  const count = way.name === "window" ? Math.min(people.length, 60) : way.size;
  return { people: choosePeople(compiled, count, chance, sore, dearness), from, to: from + length };
}

function choosePeople(
  compiled: Compiled,
  count: number,
  chance: SeededChance,
  sore: number | undefined,
  dearness: Float64Array | undefined,
): number[] {
  const { people } = compiled;
  const weigh = dearness !== undefined && chance.next() < 0.5;
  const ranked = people.map((person, p) => {
    let rank = chance.next();
    if (sore !== undefined && mayMeet(compiled, person, sore)) rank += 0.6;
    if (weigh) rank *= 0.2 + Math.sqrt(Math.max(0, dearness?.[p] ?? 0));
    return { p, rank };
  });
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked
    .slice(0, Math.round(count))
    .map(({ p }) => p)
    .sort((a, b) => a - b);
}

function mayMeet(compiled: Compiled, person: CompiledPerson, row: number): boolean {
  const demand = compiled.problem.demands[row];
  if (!demand) return false;
  return demand.shifts.some((id) => {
    const value = compiled.problem.shifts.findIndex((shift) => shift.id === id) + 1;
    return person.allowed[demand.day * compiled.values + value] === 1;
  });
}

/** A demand that costs something now, dearer ones more often. */
function soreDemand(compiled: Compiled, cells: Uint8Array, chance: SeededChance): number | undefined {
  const costs = Array.from(coverOf(compiled, cells), (there, row) => {
    const demand = {
      required: compiled.required[row] ?? 0,
      under: compiled.under[row] ?? 0,
      over: compiled.over[row] ?? 0,
    };
    return Math.sqrt(coverCost(demand, there));
  });
  let left = chance.next() * costs.reduce((sum, cost) => sum + cost, 0);
  if (left === 0) return undefined;
  for (const [row, cost] of costs.entries()) {
    left -= cost;
    if (left < 0) return row;
  }
  return undefined;
}
