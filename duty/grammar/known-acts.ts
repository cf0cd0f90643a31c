/**
 * Every act that there is, by its id. `duty/nouns.ts`, which stands above all nouns, fills it in; below it is known by this type alone, so that
 * what names an act of another noun need not import that noun.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled in where the list of nouns stands
export interface KnownActs {}

/** The id of an act that the product asks by itself: misspelt it does not compile. */
export type KnownAct = keyof KnownActs;

/** An act that the product asks by itself, and with what. */
export interface AskedAct {
  readonly act: KnownAct;
  readonly body: unknown;
}
