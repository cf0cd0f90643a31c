import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { HandoverRule } from "./handover-rule.ts";

/** From when on a shift may prepare its hand-over (ZB-26); undefined where nothing says. */
export function prepareOpensAt(
  { endsAt }: Pick<ShiftOccurrence, "endsAt">,
  { window }: Pick<HandoverRule, "window">,
): Instant | undefined {
  return window && plusMinutes(endsAt, -window.minutesBefore);
}

/** Whether people are led to preparing: as soon as they may; where nothing says when, once the shift is over. */
export function isHandoverOffered(
  shift: { readonly endsAt: number },
  rule: Pick<HandoverRule, "window">,
  now: number,
): boolean {
  const endsAt = instant(shift.endsAt);
  return now >= (prepareOpensAt({ endsAt }, rule) ?? endsAt);
}
