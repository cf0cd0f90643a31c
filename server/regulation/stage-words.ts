import { house } from "#duty/wiring/composition.ts";
import type { PublishedText } from "./published.ts";

/* In which words a stage binds a pack. */

/** What a site does with the words of a pack. */
export interface Mapping {
  readonly as: (kind: string) => string;
  readonly functions: Readonly<Record<string, string>>;
}

/** A word of the site for a function of the pack: another one, so that a mapping that is not followed is noticed. */
export function wordHere(called: string): string {
  return `here-${called}`;
}

/** The word on a stage for what a pack calls so; the house's functions are the site's own words. */
export function wordOf({ id, adopted }: PublishedText, called: string): string {
  return id !== house && Object.hasOwn(adopted.regulation.functions, called) ? wordHere(called) : called;
}

export function mappingOf({ adopted }: PublishedText): Mapping {
  const functions = Object.keys(adopted.regulation.functions).map((each) => [each, wordHere(each)]);
  return { as: (kind) => kind, functions: Object.fromEntries(functions) };
}

/** A word that no pack has: what stages bind is told from what cases bind, and the post that a case is about from others. */
const marked = "of the stage";

export function wordsOn(which: "the post" | "other posts", { functions }: Mapping): Mapping["functions"] {
  return { ...functions, [marked]: which };
}

/** Which post of a stage has these words; undefined where no stage bound it. */
export function whoseWords(functions: Mapping["functions"]): "the post" | "other posts" | undefined {
  return functions[marked] as "the post" | "other posts" | undefined;
}
