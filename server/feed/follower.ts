import type { FeedEvent } from "./feed-event.ts";

/** What a follower is told: something changed, or it must ask for everything anew and go on from `id`. */
export type FeedMessage = ({ readonly kind: "changed" } & FeedEvent) | { readonly kind: "anew"; readonly id: string };

export interface FollowerOptions {
  wants(event: FeedEvent): boolean;
  /** What it missed before it came; undefined where it begins now. Answers undefined where that is no longer known. */
  readonly missed: (() => Promise<readonly FeedEvent[] | undefined>) | undefined;
  /** Where the feed stands when it comes. */
  readonly place: string;
  leave(follower: Follower): void;
}

/** A browser that is slower than this is told to ask anew rather than being fed what it missed. */
const mostWaiting = 256;

/** One who looks on. Holds a bounded number of events; iterate over it and write each to the browser. */
export class Follower implements AsyncIterable<FeedMessage> {
  readonly #parts: FollowerOptions;
  #waiting: FeedEvent[] = [];
  #anewFrom: string | undefined;
  #place: string;
  /** Last of what was told as missed: the feed may come to it later than the question about what was missed did. */
  #caughtUp: string | undefined;
  #closed = false;
  #arrived: (() => void) | undefined;

  constructor(parts: FollowerOptions) {
    this.#parts = parts;
    this.#place = parts.place;
  }

  /** Where the feed stands for this one: what a browser sends back if it is cut off before it was told anything. */
  get place(): string {
    return this.#place;
  }

  /** Called by the feed with all that is new, in order. */
  offer(events: readonly FeedEvent[]): void {
    const wanted = events.filter((event) => this.#parts.wants(event) && !isPast(event.id, this.#caughtUp));
    if (wanted.length === 0 || this.#closed) return;
    this.#place = wanted.at(-1)?.id ?? this.#place;
    if (this.#anewFrom !== undefined || this.#waiting.length + wanted.length > mostWaiting) {
      this.#waiting = [];
      this.#anewFrom = this.#place;
    } else this.#waiting.push(...wanted);
    this.#arrived?.();
  }

  close(): void {
    this.#closed = true;
    this.#parts.leave(this);
    this.#arrived?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FeedMessage> {
    try {
      yield* this.#catchUp();
      while (!this.#closed) {
        const next = this.#next();
        if (next) yield next;
        else await this.#news();
      }
    } finally {
      this.close();
    }
  }

  /** First what was missed, then what has come meanwhile; what stands in both is told once. */
  async *#catchUp(): AsyncGenerator<FeedMessage> {
    if (!this.#parts.missed) return;
    const missed = await this.#parts.missed();
    if (!missed) {
      this.#waiting = [];
      this.#anewFrom = this.#place;
      return;
    }
    this.#caughtUp = missed.at(-1)?.id;
    this.#waiting = this.#waiting.filter(({ id }) => !isPast(id, this.#caughtUp));
    for (const event of missed) yield { kind: "changed", ...event };
  }

  #next(): FeedMessage | undefined {
    if (this.#anewFrom !== undefined) {
      const id = this.#anewFrom;
      this.#anewFrom = undefined;
      return { kind: "anew", id };
    }
    const event = this.#waiting.shift();
    return event && { kind: "changed", ...event };
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = () => {
        this.#arrived = undefined;
        resolve();
      };
    });
  }
}

/** Whether an event stands at or before another in the order of the feed. */
function isPast(id: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  const [xid = "", n = ""] = id.split("-");
  const [otherXid = "", otherN = ""] = other.split("-");
  return xid === otherXid ? Number(n) <= Number(otherN) : BigInt(xid) < BigInt(otherXid);
}
