import type { Page } from "playwright-core";

/** One state of one screen: who is at the desk, where, and what is done before one looks. */
export interface Scene {
  readonly name: string;
  readonly state: "empty" | "full" | "error" | "longest";
  /** Which act of the day must be over, see `day.ts`. */
  readonly after: number;
  readonly people: readonly string[];
  readonly path: string;
  readonly does?: (page: Page) => Promise<void>;
  /** Paths of the API that do not answer. */
  readonly away?: string;
  /** What is done changes the desk for whoever comes after: each picture needs a desk of its own. */
  readonly changesDesk?: boolean;
  /** All of it is seen at once on a desk of 1440 × 900, in ordinary type. */
  readonly fits?: boolean;
  /** Also dark, and in large type. */
  readonly dressed?: boolean;
}
