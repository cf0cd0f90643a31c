import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { largestUpload } from "./reencode-photo.ts";

/** What one person sends at once: as many photos as go with one line, and four of the largest. */
const mostBytes = 4 * largestUpload;
/** Photos that are drawn anew at a time: each takes some 200 MB for a moment. */
const drawnAtOnce = 2;

export interface Sender {
  readonly org: OrganisationId;
  readonly person: PersonId;
}

/** A place among the uploads of one person, held from before the first byte is read. */
export interface QueuedPhoto {
  /**
   * Undefined where the sender has gone before its turn came: nobody waits for the photo. Where they go later, the signal tells the work, and the
   * turn is given back when that has ended.
   */
  draw<T>(work: (left: AbortSignal) => Promise<T>): Promise<T | undefined>;
  /** The sender has been answered or has gone; once is enough, and more does nothing. What is drawn already keeps the place until it ends. */
  leave(): void;
}

interface Waiting {
  readonly sender: Sender;
  readonly begin: (mayDraw: boolean) => void;
}

interface InHand {
  /** Uploads that are received, that wait, and the one that is drawn. */
  photos: number;
  bytes: number;
}

/**
 * Turns at drawing photos anew: so few at a time, of each person one, and a free one as `nextInQueue` says, so that nobody's photos keep
 * those of all others. Answers undefined where somebody has as many in hand as go with one line, or too many bytes, received or not.
 */
export function photoQueue(): (sender: Sender, bytes: number) => QueuedPhoto | undefined {
  const inHand = new Map<string, InHand>();
  const turns = new Turns();
  return (sender, bytes) => {
    const key = nameOf(sender);
    const held = inHand.get(key) ?? { photos: 0, bytes: 0 };
    if (held.photos >= mostPhotos || held.bytes + bytes > mostBytes) return undefined;
    inHand.set(key, held);
    held.photos += 1;
    held.bytes += bytes;
    const left = new AbortController();
    let drawn = 0;
    const giveBack = () => {
      if (drawn > 0) return;
      held.photos -= 1;
      held.bytes -= bytes;
      if (held.photos === 0) inHand.delete(key);
    };
    return {
      draw: async (work) => {
        drawn += 1;
        try {
          return await turns.take(sender, left.signal, work);
        } finally {
          drawn -= 1;
          if (left.signal.aborted) giveBack();
        }
      },
      leave: () => {
        if (left.signal.aborted) return;
        left.abort();
        giveBack();
      },
    };
  };
}

/**
 * Whose turn is next, of those who wait in the order in which they came: of the organisation that has the fewest drawn now, and among equals whoever
 * waits longest. Nobody has two drawn at once. Undefined where only such people wait.
 */
export function nextInQueue(waiting: readonly Sender[], drawn: readonly Sender[]): number | undefined {
  const drawnOf = (org: OrganisationId) => drawn.filter((each) => each.org === org).length;
  const isDrawn = (sender: Sender) => drawn.some((each) => nameOf(each) === nameOf(sender));
  let next: number | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [at, sender] of waiting.entries()) {
    if (isDrawn(sender) || drawnOf(sender.org) >= fewest) continue;
    next = at;
    fewest = drawnOf(sender.org);
  }
  return next;
}

class Turns {
  readonly #waiting: Waiting[] = [];
  readonly #drawn: Sender[] = [];

  async take<T>(sender: Sender, left: AbortSignal, work: (left: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (left.aborted || !(await this.#turnOf(sender, left))) return undefined;
    try {
      return await work(left);
    } finally {
      this.#drawn.splice(this.#drawn.indexOf(sender), 1);
      this.#beginNext();
    }
  }

  /** Whoever leaves while they wait is told at once, so that nothing of theirs stays in memory. */
  #turnOf(sender: Sender, left: AbortSignal): Promise<boolean> {
    return new Promise((begin) => {
      const waiting = { sender, begin };
      left.addEventListener("abort", () => {
        const at = this.#waiting.indexOf(waiting);
        if (at >= 0) this.#waiting.splice(at, 1);
        begin(false);
      });
      this.#waiting.push(waiting);
      this.#beginNext();
    });
  }

  #beginNext(): void {
    while (this.#drawn.length < drawnAtOnce) {
      const at = nextInQueue(
        this.#waiting.map(({ sender }) => sender),
        this.#drawn,
      );
      const [next] = at === undefined ? [] : this.#waiting.splice(at, 1);
      if (!next) return;
      this.#drawn.push(next.sender);
      next.begin(true);
    }
  }
}

function nameOf({ org, person }: Sender): string {
  return `${org} ${person}`;
}
