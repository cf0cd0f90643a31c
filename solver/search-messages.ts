import type { Find } from "./join-finds.ts";
import type { RosterProblem } from "./roster-problem.ts";

/* What the thread that keeps a search and the threads that search say to each other. */

export type ToWorker =
  | { readonly kind: "adopt"; readonly cells: Uint8Array }
  | { readonly kind: "prices"; readonly prices: Float64Array; readonly rents: Float64Array };

export type FromWorker =
  | ({ readonly kind: "found" } & Find)
  | { readonly kind: "bound"; readonly bound: number }
  | { readonly kind: "prices"; readonly prices: Float64Array; readonly rents: Float64Array }
  | { readonly kind: "alive" }
  | { readonly kind: "done" };

/** What a thread is given when it begins. */
export interface WorkerData {
  readonly problem: RosterProblem;
  readonly seed: number;
  readonly role: "lead" | "second" | "alone";
  readonly seconds: number;
  readonly steps: number;
  readonly processorTime: boolean;
  /** [0] is 1 when everyone must stop. */
  readonly flags: Int32Array;
  readonly from: Uint8Array | undefined;
}
