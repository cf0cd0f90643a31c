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

interface Merged {
  readonly classOf: Int32Array;
  readonly legal: Omit<LegalStates, "start">;
}

const known = new WeakMap<Int16Array, Merged>();

/** Moore's partition refinement over the legal steps; computed once per table, whoever starts where in it. */
export function legalStatesOf(automaton: Automaton): LegalStates {
  const { classOf, legal } = known.get(automaton.next) ?? merge(automaton);
  known.set(automaton.next, { classOf, legal });
  return { ...legal, start: classOf[automaton.start] as number };
}

function merge({ states, values, next, broken, endBroken, worked }: Automaton): Merged {
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
    const rounded = ids.size === count;
    count = ids.size;
    classOf = refined;
    if (rounded) break;
  }
  const merged = {
    states: count,
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
  return { classOf, legal: merged };
}
