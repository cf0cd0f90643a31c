/** What a pace needs of the world: the time, and to be called later. */
export interface PaceClock {
  readonly now: () => number;
  readonly later: (work: () => void, milliseconds: number) => void;
}

const ofBrowser: PaceClock = {
  now: () => Date.now(),
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
};

/**
 * Asks no more often than every so many milliseconds, however often it is told to: whoever comes too early waits for the next time, and all
 * who wait are given the same answer. The first is asked at once.
 */
export function paced<T>(
  asking: () => Promise<T>,
  every: number,
  { now, later }: PaceClock = ofBrowser,
): () => Promise<T> {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: Promise<T> | undefined;
  return () => {
    waiting ??= new Promise<void>((resolve) => later(resolve, Math.max(0, last + every - now()))).then(() => {
      waiting = undefined;
      last = now();
      return asking();
    });
    return waiting;
  };
}
