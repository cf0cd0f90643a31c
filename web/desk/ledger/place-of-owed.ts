import type { Owed } from "#server/ledger/ledger-answer.ts";

/** Addresses of screens on which something of one shift is done. */
type PlaceOfShift = "/handover/$post/$date/$shift" | "/roster/$post/$date/$shift";

export interface OwedPlace {
  readonly to: PlaceOfShift;
  readonly params: { readonly post: string; readonly date: string; readonly shift: string };
}

/** Where something owed is done, where it has a screen of its own: a hand-over, also long after its shift, and the month of a post. */
export function placeOfOwed({
  stream,
  key,
}: Pick<Owed, "key"> & { stream: Pick<Owed["stream"], "noun" | "id"> }): OwedPlace | undefined {
  const [post, date, named] = stream.id.split("/");
  // A gap of a day is told by its shift; one that comes again by `day/2`.
  const shift = stream.noun === "manning" ? key.split("/")[0] : named;
  if (!post || !date || !shift) return undefined;
  if (stream.noun === "handover") return { to: "/handover/$post/$date/$shift", params: { post, date, shift } };
  return stream.noun === "manning" ? { to: "/roster/$post/$date/$shift", params: { post, date, shift } } : undefined;
}
