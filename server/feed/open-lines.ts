/** Streams that are open, each with how it is ended, by whom they are for; where one has more than they may, their oldest goes. */
export class OpenLines {
  readonly #most: number;
  readonly #open = new Map<string, Set<() => void>>();

  constructor(most: number) {
    this.#most = most;
  }

  add(whose: string, end: () => void): void {
    const ends = this.#open.get(whose) ?? new Set();
    this.#open.set(whose, ends.add(end));
    const [oldest] = ends;
    if (ends.size <= this.#most || !oldest) return;
    // It counts no more from this moment, though its end takes a while: many may come at once.
    ends.delete(oldest);
    oldest();
  }

  delete(whose: string, end: () => void): void {
    const ends = this.#open.get(whose);
    ends?.delete(end);
    if (ends?.size === 0) this.#open.delete(whose);
  }

  endAll(): void {
    for (const ends of this.#open.values()) for (const end of ends) end();
  }
}
