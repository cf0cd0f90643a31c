/** How long a search goes on. A run counted in steps repeats to the byte; one counted in seconds does not. */
export interface SearchClock {
  readonly stop: () => boolean;
  /** Seconds since the beginning; steps when only steps count. */
  readonly spent: () => number;
  readonly total: number;
  readonly byTime: boolean;
  /** Wall-clock seconds for each counted one; HiGHS only knows the wall clock. */
  readonly wallPerSecond: () => number;
  /** Told after every dive and every neighbourhood. */
  readonly step: () => void;
}

export interface Listener {
  /** A better roster, and the best of this thread until then. */
  found(cells: Uint8Array, before: Uint8Array | undefined): void;
  bounded(bound: number): void;
  /** Prices of the demands and rents of the people at the root. */
  priced(prices: Float64Array, rents: Float64Array): void;
  /** The best roster of all threads, if there is a newer one than was heard. */
  adopt(): Uint8Array | undefined;
}
