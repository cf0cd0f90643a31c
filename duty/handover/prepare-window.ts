import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { HandoverRule } from "./handover-rule.ts";

/**
 * From when on a shift may prepare its hand-over; undefined where nothing says. However short it is, there is nothing to tell of it before it has
 * begun (ZB-26).
 */
export function prepareOpensAt(
  { startsAt, endsAt }: Pick<ShiftOccurrence, "startsAt" | "endsAt">,
  { window }: Pick<HandoverRule, "window">,
): Instant | undefined {
  return window && instant(Math.max(startsAt, plusMinutes(endsAt, -window.minutesBefore)));
}

/** Whether people are led to preparing: as soon as they may; where nothing says when, once the shift is over. */
export function isHandoverOffered(
  shift: { readonly startsAt: number; readonly endsAt: number },
  rule: Pick<HandoverRule, "window">,
  now: number,
): boolean {
  const [startsAt, endsAt] = [instant(shift.startsAt), instant(shift.endsAt)];
  return now >= (prepareOpensAt({ startsAt, endsAt }, rule) ?? endsAt);
}
