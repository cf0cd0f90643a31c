import type { ZodType } from "zod";
import type { ReadPresence } from "#duty/grammar/presence.ts";
import type { Direction } from "#duty/grammar/stricter.ts";

/** What nouns declare and their wiring asks for while a command is decided. */
interface Declared {
  /** The direction in which the elements of each noun unite. */
  readonly directions: Readonly<Record<string, Direction>>;
  /** How nouns read presence from lines of the ledger. */
  readonly presences: readonly ReadPresence[];
  /** What a post may carry, by noun. */
  readonly carried: Readonly<Record<string, ZodType>>;
}

let known: Declared | undefined;

/** Told once by the list of nouns, which stands above every wiring and so cannot be imported there. */
export function declare(declared: Declared): void {
  known = declared;
}

/** @throws Error before the list of nouns was loaded: without it a regulation would seem to ask for nothing */
export function declared(): Declared {
  if (!known) throw new Error("nouns were asked about before duty/nouns.ts was loaded");
  return known;
}
