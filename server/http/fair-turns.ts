/**
 * Lets so many pieces of heavy work run at a time. Those who wait take turns by where they come from, and in the order in which they came from
 * there: who sends a thousand keeps nobody else waiting for more than one of them.
 */
export function fairTurns(most: number): <T>(source: string, work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting = new Map<string, (() => void)[]>();
  return async (source, work) => {
    if (running >= most)
      await new Promise<void>((resume) => waiting.set(source, [...(waiting.get(source) ?? []), resume]));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = takeNext(waiting);
      // Whose turn it is takes over the place, which is therefore never free in between.
      if (next) next();
      else running -= 1;
    }
  };
}

/** Of the source whose last turn is longest ago; it comes last from now on. */
function takeNext(waiting: Map<string, (() => void)[]>): (() => void) | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  const [source, [next, ...others]] = first;
  waiting.delete(source);
  if (others.length > 0) waiting.set(source, others);
  return next;
}
