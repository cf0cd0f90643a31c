import type { Instant } from "#duty/grammar/time.ts";
import { mostWakesAtOnce } from "#duty/world.ts";

/** When each stream was woken last in one turn of the clock, and how often since it last rested. */
export type Unrested = Map<string, { readonly times: number; readonly at: Instant }>;

/**
 * Counts one more wake of a stream. It has rested where what it is woken for fell due only after it had been woken last, however long the turn
 * takes.
 * @throws Error where it has not rested for `mostWakesAtOnce` wakes: it makes due again what it has just done
 */
export function countWake(unrested: Unrested, name: string, { dueAt, now }: { dueAt: Instant; now: Instant }): void {
  const last = unrested.get(name);
  const times = last !== undefined && dueAt <= last.at ? last.times + 1 : 1;
  unrested.set(name, { times, at: now });
  if (times > mostWakesAtOnce) throw new Error("it is due again as often as it is woken");
}
