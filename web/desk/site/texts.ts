import type { Sealed } from "#duty/grammar/entry.ts";

/** What stands behind commitments, by commitment; null: erased, with the commitment left as proof. */
export type Texts = Readonly<Record<string, string | null>>;

/** The text behind a commitment; undefined where there is none, null where it has been erased. */
export function textOf(texts: Texts, sealed: Sealed | undefined): string | null | undefined {
  if (sealed === undefined) return undefined;
  return texts[sealed.sealed] ?? null;
}
