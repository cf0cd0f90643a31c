import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { OwedName } from "#duty/nouns.ts";
import type { Owed } from "#server/ledger/ledger-answer.ts";

/** What is owed later than this is left for tomorrow's screen; hours, of the screen and of no regulation. */
const hoursAhead = 16;

/** Matters have a panel of their own and sign-offs stand with the people. */
const elsewhere: ReadonlySet<string> = new Set<OwedName>(["matter.settle", "attendance.sign-off"]);

/** What is done days before it is due: whoever must do it finds it from when it is owed. */
const daysBefore: ReadonlySet<string> = new Set<OwedName>(["manning.publish"]);

/**
 * Of what a post owes, what its list shows, in the order given: what was missed always, the rest where it comes due before tomorrow, or must be
 * done earlier than that by somebody of those who look. `leads`: whether they hold a function; a guard makes no rosters.
 */
export function owedHere<O extends Pick<Owed, "what" | "dueAt" | "missedAt">>(
  owed: readonly O[],
  now: Instant,
  { leads }: { readonly leads: boolean },
): O[] {
  const near = plusMinutes(now, hoursAhead * 60);
  return owed.filter(
    ({ what, dueAt, missedAt }) =>
      !elsewhere.has(what) && (missedAt !== null || dueAt < near || (leads && daysBefore.has(what))),
  );
}
