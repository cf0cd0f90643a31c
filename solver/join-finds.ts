import type { Compiled, CompiledPerson } from "./compile.ts";
import { weigh, weighRow } from "./evaluate.ts";

/** What one thread found, and its best roster until then. */
export interface Find {
  readonly before: Uint8Array | undefined;
  readonly cells: Uint8Array;
}

/** A legal roster and its cost. */
export interface BestRoster {
  readonly cells: Uint8Array;
  readonly cost: number;
}

/**
 * The best of two threads' work: what one has found, or the best so far with the changes of that find put in, for
 * threads that work at the same time mostly work in different places. Undefined if neither is better than the best.
 */
export function joinFind(
  compiled: Compiled,
  best: BestRoster | undefined,
  { before, cells }: Find,
): BestRoster | undefined {
  const found = weigh(compiled, cells);
  const alone = found.broken === 0 ? { cells, cost: found.cost } : undefined;
  const apart = best && before?.some((value, at) => value !== best.cells[at]) ? before : undefined;
  const both = best && apart && patched(compiled, best.cells, apart, cells);
  let cheapest = best;
  for (const one of [alone, both]) if (one && (!cheapest || one.cost < cheapest.cost)) cheapest = one;
  return cheapest === best ? undefined : cheapest;
}

/** The best roster with what changed between two others changed in it too; rows that would break a rule stay as they are. */
function patched(compiled: Compiled, best: Uint8Array, before: Uint8Array, cells: Uint8Array): BestRoster | undefined {
  const { days, people } = compiled;
  const joined = best.slice();
  const out = new Float64Array(2);
  for (let p = 0; p < people.length; p++) {
    const from = p * days;
    let changed = false;
    for (let at = from; at < from + days; at++) {
      if (cells[at] === before[at]) continue;
      joined[at] = cells[at] as number;
      changed = true;
    }
    if (!changed) continue;
    weighRow(people[p] as CompiledPerson, joined, from, days, out);
    if ((out[1] as number) > 0) joined.set(best.subarray(from, from + days), from);
  }
  const { cost, broken } = weigh(compiled, joined);
  return broken === 0 ? { cells: joined, cost } : undefined;
}
