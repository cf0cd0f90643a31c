import type { PersonId } from "#duty/grammar/entry.ts";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { concurrencyLimit } from "#server/http/concurrency-limit.ts";
import { largestUpload } from "./reencode-photo.ts";

/** What one person sends at once: as many photos as go with one line, and four of the largest. */
const mostBytes = 4 * largestUpload;
/** Photos that are drawn anew at a time: each takes some 200 MB for a moment. */
const drawnAtOnce = 2;

interface Queue {
  readonly oneByOne: ReturnType<typeof concurrencyLimit>;
  /** Uploads that are received, that wait, and the one that is drawn. */
  inHand: number;
  bytes: number;
}

/** A place among the uploads of one person, held from before the first byte is read. */
export interface PhotoPlace {
  /** Undefined where the sender has gone before its turn came: nobody waits for the photo. */
  draw<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** The sender has been answered or has gone; once is enough, and more does nothing. What is drawn already keeps the place until it ends. */
  leave(): void;
}

/**
 * Turns at drawing photos anew: so few at a time, and of each person one, so that nobody's photos keep
 * those of all others. Answers undefined where somebody has as many in hand as go with one line, or too many bytes, received or not.
 */
export function photoTurns(): (person: PersonId, bytes: number) => PhotoPlace | undefined {
  const oneOfFew = concurrencyLimit(drawnAtOnce);
  const queues = new Map<PersonId, Queue>();
  return (person, bytes) => {
    const queue = queues.get(person) ?? { oneByOne: concurrencyLimit(1), inHand: 0, bytes: 0 };
    if (queue.inHand >= mostPhotos || queue.bytes + bytes > mostBytes) return undefined;
    queues.set(person, queue);
    queue.inHand += 1;
    queue.bytes += bytes;
    let isLeft = false;
    let waiting = 0;
    const giveBack = () => {
      if (waiting > 0) return;
      queue.inHand -= 1;
      queue.bytes -= bytes;
      if (queue.inHand === 0) queues.delete(person);
    };
    return {
      draw: async (work) => {
        waiting += 1;
        try {
          return await queue.oneByOne(() => oneOfFew(async () => (isLeft ? undefined : await work())));
        } finally {
          waiting -= 1;
          if (isLeft) giveBack();
        }
      },
      leave: () => {
        if (isLeft) return;
        isLeft = true;
        giveBack();
      },
    };
  };
}
