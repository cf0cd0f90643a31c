import type { Owed } from "#server/ledger/ledger-answer.ts";

/** Addresses of screens on which something of one shift is done. */
type PlaceOfShift = "/handover/$post/$date/$shift" | "/roster/$post/$date/$shift";

export type OwedPlace =
  | {
      readonly to: PlaceOfShift;
      readonly params: { readonly post: string; readonly date: string; readonly shift: string };
    }
  | {
      readonly to: "/regulation/$regulation";
      readonly params: { readonly regulation: string };
      readonly search: { readonly post: string | undefined };
    };

/** Where something owed is done, where it has a screen of its own: a hand-over, also long after its shift, the month of a post, a text to confirm. */
export function placeOfOwed({
  stream,
  key,
  post: at,
}: Pick<Owed, "key"> & { readonly post?: string } & { stream: Pick<Owed["stream"], "noun" | "id"> }):
  | OwedPlace
  | undefined {
  const [post, date, named] = stream.id.split("/");
  if (stream.noun === "notice" && post) {
    return { to: "/regulation/$regulation", params: { regulation: post }, search: { post: at } };
  }
  // A gap of a day is told by its shift; one that comes again by `day/2`.
  const shift = stream.noun === "manning" ? key.split("/")[0] : named;
  if (!post || !date || !shift) return undefined;
  if (stream.noun === "handover") return { to: "/handover/$post/$date/$shift", params: { post, date, shift } };
  return stream.noun === "manning" ? { to: "/roster/$post/$date/$shift", params: { post, date, shift } } : undefined;
}
