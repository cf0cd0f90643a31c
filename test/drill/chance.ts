import { hash } from "node:crypto";

/** Chance that comes out the same for the same seed, so that a failing run can be run again alone. */
export class Chance {
  readonly seed: string;
  #drawn = 0;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number {
    this.#drawn += 1;
    return Number.parseInt(hash("sha256", `${this.seed}#${this.#drawn}`, "hex").slice(0, 12), 16) % below;
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (list.length === 0) throw new RangeError("nothing to pick from");
    return picked as T;
  }
}
