import type { ObligationEntry, Rung } from "./obligation.ts";
import type { Instant } from "./time.ts";

/** The rungs of a ladder that wait for nothing, called in the moment in which something begins to be owed; the others follow by themselves. */
export function calledAtOnce(
  ladder: readonly Rung[],
  { key, dueAt }: { readonly key: string; readonly dueAt: Instant },
): ObligationEntry[] {
  return rungsAtOnce(ladder).map(({ call }, index) => ({
    type: "obligation.escalated",
    body: { key, rung: index + 1, call, dueAt },
  }));
}

/** The rungs of a ladder that wait for nothing. */
export function rungsAtOnce(ladder: readonly Rung[]): readonly Rung[] {
  const later = ladder.findIndex(({ afterMinutes }) => afterMinutes > 0);
  return later === -1 ? ladder : ladder.slice(0, later);
}
