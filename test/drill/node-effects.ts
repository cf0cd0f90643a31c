/** What two nodes have done together, as journal and outbox tell. */
export interface Effects {
  readonly missed: number;
  readonly streams: number;
  readonly called: number;
  readonly calls: number;
  readonly keys: number;
  /** Nobody has a screen open here, so a call is never sent for good: it is tried, found unheard, and the next rung is called. */
  readonly untried: number;
  readonly rungs: number;
}

/** In words, what is not as it must be when all is done: each matter is missed once, and called for once a rung, by whomever. */
export function doneOtherwise(
  { missed, streams, called, calls, keys, rungs }: Effects,
  { matters, holds }: { readonly matters: number; readonly holds: boolean },
): readonly string[] {
  const all = matters * rungs;
  return [
    ...(holds ? [] : ["the paused one held no wakes: what becomes of them was not tried"]),
    ...(missed === matters && streams === matters
      ? []
      : [`${missed} obligations missed in ${streams} matters, not ${matters}`]),
    ...(called === all && calls === all && keys === all
      ? []
      : [`${called} escalated, ${calls} calls, ${keys} keys, not ${all}`]),
  ];
}
