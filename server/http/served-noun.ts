import type { View } from "#server/door/view.ts";
import type { Routes } from "./routes.ts";

/** All that the server shows of one noun; `server/start/served-nouns.ts` lists these values, one line a noun. */
export interface ServedNoun<V extends View = View> {
  /** As in `duty/`. */
  readonly noun: string;
  readonly routes: readonly Routes[];
  /** Its tables for lists: the door keeps them up to date, a rebuild derives them anew. */
  readonly views: readonly V[];
}

/** A noun's value that knows the columns of its views. */
export function servedNoun<V extends View = never>(value: ServedNoun<V>): ServedNoun<V> {
  return value;
}
