/**
 * Joins what is asked at the same time: what comes while `atOnce` pieces of work run waits and is given to the next one together, up to
 * `most` at a time. Whoever comes alone does not wait. `work` answers in the order of what it was given; where it throws, all that it was
 * given fail alike.
 */
export function together<Item, Result>(
  { most, atOnce }: { most: number; atOnce: number },
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  let running = 0;
  let called = false;
  const run = async (): Promise<void> => {
    const taken = waiting.splice(0, most);
    try {
      const results = await work(taken.map(({ item }) => item));
      for (const [n, { resolve }] of taken.entries()) resolve(results[n] as Result);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
  };
  const pump = (): void => {
    called = false;
    while (running < atOnce && waiting.length > 0) {
      running += 1;
      run().finally(() => {
        running -= 1;
        call();
      });
    }
  };
  // What one turn of the event loop brings is taken together.
  const call = (): void => {
    if (called || waiting.length === 0) return;
    called = true;
    setImmediate(pump);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running < atOnce) call();
    });
}
