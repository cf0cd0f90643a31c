import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** One shift of a post, and who is rostered for it. */
export interface WatchedTurn extends ShiftName {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly person: PersonId;
}
