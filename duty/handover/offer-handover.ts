import { instant, plusMinutes } from "#duty/grammar/time.ts";

/** Minutes before the end of a shift from which its people are led to the hand-over. Of the platform: no text of a regulation says it. */
const offeredMinutesBefore = 60;

/** Whether it is time to prepare the hand-over. Preparing is offered then; whether it may be done is asked by the act. */
export function isHandoverOffered({ endsAt }: { readonly endsAt: number }, now: number): boolean {
  return now >= plusMinutes(instant(endsAt), -offeredMinutesBefore);
}
