import type { PersonId } from "#duty/grammar/entry.ts";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { concurrencyLimit } from "#server/http/concurrency-limit.ts";

interface Queue {
  readonly oneByOne: ReturnType<typeof concurrencyLimit>;
  /** Uploads that wait, and the one that is drawn. */
  inHand: number;
}

/**
 * Turns at drawing photos anew, which takes some 200 MB for a moment: so many at a time, and of each person one, so that nobody's photos keep
 * those of all others. Answers undefined where somebody has as many in hand as go with one line.
 */
export function photoTurns(atOnce: number): <T>(person: PersonId, work: () => Promise<T>) => Promise<T | undefined> {
  const oneOfFew = concurrencyLimit(atOnce);
  const queues = new Map<PersonId, Queue>();
  return async (person, work) => {
    const queue = queues.get(person) ?? { oneByOne: concurrencyLimit(1), inHand: 0 };
    if (queue.inHand >= mostPhotos) return undefined;
    queues.set(person, queue);
    queue.inHand += 1;
    try {
      return await queue.oneByOne(() => oneOfFew(work));
    } finally {
      queue.inHand -= 1;
      if (queue.inHand === 0) queues.delete(person);
    }
  };
}
