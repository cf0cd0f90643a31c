import type { Compiled, CompiledPerson } from "./compile.ts";
import { weigh, weighRow } from "./evaluate.ts";

/** A step of one thread: the roster that it began from, and the better one that it found. */
export interface Find {
  readonly before: Uint8Array | undefined;
  readonly cells: Uint8Array;
}

export interface Joined {
  readonly cells: Uint8Array;
  readonly cost: number;
}

/**
 * The best of two threads' work: what one has found, or the best so far with the changes of that find put in, for
 * threads that work at the same time mostly work in different places. Undefined if neither is better than the best.
 */
export function joinFind(compiled: Compiled, best: Joined | undefined, find: Find): Joined | undefined {
  const found = weigh(compiled, find.cells);
  const alone = found.broken === 0 ? { cells: find.cells, cost: found.cost } : undefined;
  const both = best && find.before && patched(compiled, best.cells, find.before, find.cells);
  const cheaper = !alone || (both && both.cost < alone.cost) ? both : alone;
  return cheaper && (!best || cheaper.cost < best.cost) ? cheaper : undefined;
}

/** The best roster with what changed between two others changed in it too; rows that would break a rule stay as they are. */
function patched(compiled: Compiled, best: Uint8Array, before: Uint8Array, cells: Uint8Array): Joined | undefined {
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
