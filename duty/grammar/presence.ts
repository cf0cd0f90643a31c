import type { PersonId } from "./entry.ts";
import type { LedgerLine } from "./question.ts";
import { type ShiftName, shiftId, shiftNamed } from "./shift-occurrence.ts";
import type { Instant } from "./time.ts";

/** One person's part in one shift of one post. */
export type Turn = ShiftName & { readonly person: PersonId };

/**
 * How a turn of somebody at a post ended. `passed`: it is over. `gone`: they went from the post in the middle of it, and so from every other turn
 * of theirs there. `back`: they did, and have come for another turn since. `company`: they have left that altogether.
 */
export type HowGone = "passed" | "gone" | "back" | "company";

/** The natural name of a turn: streams that tell of one person in one shift are called so. */
export function turnId(turn: Readonly<Record<keyof Turn, string>>): string {
  return `${shiftId(turn)}/${turn.person}`;
}

/** Reads what `turnId` writes. */
export function turnNamed(id: string): Turn {
  const [, , , person = ""] = id.split("/");
  return { ...shiftNamed(id), person };
}

/**
 * What a line of the ledger says of where somebody is. `on-duty`: they hold the turn. `away`: they hold it and are not there for a while.
 * `covering`: they stand at the post in the turn for somebody who is away.
 */
export interface Presence {
  readonly turn: Turn;
  readonly as: "on-duty" | "away" | "covering";
  /** For whom somebody covers. */
  readonly standsFor?: PersonId;
  /** By when whoever is on duty signs off. */
  readonly goesBy?: Instant;
}

/**
 * Of presences at one post those of people who stand there: whoever holds a turn and has not left, and whoever covers. Who has left holds several
 * turns there perhaps, and stands in none of them.
 */
export function standingAmong(presences: readonly Presence[]): Presence[] {
  const away = new Set(presences.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : [])));
  return presences.filter(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.has(turn.person)));
}

/** How a noun reads a line of the ledger as presence; undefined for any other line. */
export type ReadPresence = (line: PresenceLine) => Presence | undefined;

/** As much of a line of the ledger as tells where somebody is. */
export interface PresenceLine {
  readonly stream: Pick<LedgerLine["stream"], "id">;
  readonly obligation: Pick<LedgerLine["obligation"], "key" | "what" | "person"> &
    Partial<Pick<LedgerLine["obligation"], "dueAt">>;
}
