import type { Texts } from "#duty/door/answer-shape.ts";
import type { Sealed } from "#duty/grammar/entry.ts";

/** The text behind a commitment; undefined where there is none, null where it has been erased. */
export function textOf(texts: Texts, sealed: Sealed | undefined): string | null | undefined {
  if (sealed === undefined) return undefined;
  return texts[sealed.sealed] ?? null;
}
