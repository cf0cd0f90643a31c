import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";

type Begins = Pick<ShiftOccurrence, "startsAt">;

/** As much of a turn as tells whether its person has stood in the shift; `offAt`: since when they are off duty. */
interface Spent {
  readonly phase: string;
  readonly occurrence?: Begins;
  readonly offAt?: Instant;
  readonly stood?: true;
}

/** Whether somebody came early for a shift and had gone for good when it began, by whichever way: the shift never had them. */
export function hasGoneBefore({ offAt }: Pick<Spent, "phase" | "offAt">, { startsAt }: Begins): boolean {
  return offAt !== undefined && offAt < startsAt;
}

/** Whether the shift of a turn has had its person at any time, whichever way they came and went, and whatever the plan made of the turn since. */
export function hasStood(turn: Spent): boolean {
  if (turn.stood || turn.phase === "on") return true;
  return turn.phase === "off" && turn.occurrence !== undefined && !hasGoneBefore(turn, turn.occurrence);
}

/** Whether somebody had come in a turn before they were put into it anew. */
export function hasBeenThere({ before = [] }: { readonly before?: readonly object[] | undefined }): boolean {
  return before.some((each) => "onAt" in each);
}

/** What a turn keeps of that when its person is put in anew, or is not waited for any more. */
export function stoodOf(turn: Spent): { readonly stood?: true } {
  return hasStood(turn) ? { stood: true } : {};
}
