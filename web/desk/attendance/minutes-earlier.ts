import { type Instant, minute } from "#duty/grammar/time.ts";

/**
 * By how many minutes one clock time stands before another. Seconds are not shown and so not counted: as many minutes taken from the later
 * moment stand on the clock as the earlier one does.
 */
export function minutesEarlier(at: Instant, than: Instant): number {
  return Math.floor(than / minute) - Math.floor(at / minute);
}
