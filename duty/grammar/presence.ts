import type { PersonId } from "./entry.ts";
import type { LedgerLine } from "./question.ts";
import type { ShiftName } from "./shift-occurrence.ts";

/** One person's part in one shift of one post. */
export type Turn = ShiftName & { readonly person: PersonId };

/**
 * What a line of the ledger says of where somebody is. `on-duty`: they hold the turn. `away`: they hold it and are not there for a while.
 * `covering`: they stand at the post in the turn for somebody who is away.
 */
export interface Presence {
  readonly turn: Turn;
  readonly as: "on-duty" | "away" | "covering";
}

/** How a noun reads a line of the ledger as presence; undefined for any other line. */
export type ReadPresence = (line: LedgerLine) => Presence | undefined;
