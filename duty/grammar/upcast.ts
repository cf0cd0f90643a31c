import type { Entry } from "./entry.ts";
import { heldUnder } from "./held-under.ts";

/**
 * How an entry of a type that is no longer written reads in the words of its successor, by the type of old. An entry is never changed, so
 * its type, its bytes and its hash stay; only its reading moves on. What the successor tells and the old one did not is left open.
 */
export type Upcasts = Readonly<Record<string, (body: never) => Entry>>;

/** An entry in the words of today, however many successors its type has had. */
export function inWordsOfToday(upcasts: Upcasts, { type, body }: Entry): Entry {
  const upcast = heldUnder(upcasts, type);
  return upcast ? inWordsOfToday(upcasts, upcast(body as never)) : { type, body };
}
