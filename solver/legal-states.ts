import type { Automaton } from "./machine.ts";

/** The legal part of an automaton with states merged that no legal future can tell apart. */
export interface LegalStates {
  readonly states: number;
  readonly start: number;
  /** next[state · values + value]; -1 if the step breaks a rule. */
  readonly next: Int16Array;
  /** 1 where the roster may end. */
  readonly mayEnd: Uint8Array;
  /** 1 if the day before was worked. */
  readonly worked: Uint8Array;
}

const known = new WeakMap<Int16Array, LegalStates>();

/** Moore's partition refinement over the legal steps; computed once per table. */
export function legalStatesOf(automaton: Automaton): LegalStates {
  const found = known.get(automaton.next) ?? merge(automaton);
  known.set(automaton.next, found);
  return found;
}

function merge({ states, values, start, next, broken, endBroken, worked }: Automaton): LegalStates {
  let classOf = Int32Array.from(
    { length: states },
    (_, state) => (endBroken[state] === 0 ? 1 : 0) + 2 * (worked[state] as number),
  );
  let count = new Set(classOf).size;
  for (;;) {
    const ids = new Map<string, number>();
    const refined = classOf.map((old, state) => {
      let key = `${old}`;
      for (let value = 0; value < values; value++) {
        const step = state * values + value;
        key += `,${broken[step] === 0 ? classOf[next[step] as number] : -1}`;
      }
      const id = ids.get(key) ?? ids.size;
      ids.set(key, id);
      return id;
    });
    const settled = ids.size === count;
    count = ids.size;
    classOf = refined;
    if (settled) break;
  }
  const merged = {
    states: count,
    start: classOf[start] as number,
    next: new Int16Array(count * values),
    mayEnd: new Uint8Array(count),
    worked: new Uint8Array(count),
  };
  for (let state = 0; state < states; state++) {
    const id = classOf[state] as number;
    merged.mayEnd[id] = endBroken[state] === 0 ? 1 : 0;
    merged.worked[id] = worked[state] as number;
    for (let value = 0; value < values; value++) {
      const step = state * values + value;
      merged.next[id * values + value] = broken[step] === 0 ? (classOf[next[step] as number] as number) : -1;
    }
  }
  return merged;
}
