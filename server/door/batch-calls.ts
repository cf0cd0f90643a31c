interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Joins what is asked at the same time: what comes while work is being done waits, and is given to the next piece of work together, up to
 * `most` at a time. Whoever comes alone does not wait; a second piece begins beside the first as soon as it carries as much. `work`
 * answers in the order of what it was given; where it throws, all that it was given fail alike.
 */
export function batchCalls<Item, Result>(
  { most, atOnce }: { most: number; atOnce: number },
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let working = 0;
  let carried = 0;
  let called = false;
  const run = async (): Promise<void> => {
    const taken = waiting.splice(0, most);
    carried = taken.length;
    called = false;
    try {
      const results = await work(taken.map(({ item }) => item));
      for (const [n, { resolve }] of taken.entries()) resolve(results[n] as Result);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
    working -= 1;
    call();
  };
  // What one turn of the event loop brings is taken together.
  const call = (): void => {
    const enough = working === 0 ? 1 : carried;
    if (called || working === atOnce || waiting.length < enough) return;
    called = true;
    working += 1;
    setImmediate(run);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      call();
    });
}
