import type { Binding } from "#duty/site/site.ts";
import type { PublishedText } from "./published.ts";
import { type Mapping, whoseWords, wordsOn } from "./stage-words.ts";

/** A site that is like the one where a case was led, save for the text that it adopted and how its posts are bound. */
export interface OtherSite {
  readonly text: PublishedText;
  /** By which the ways are told apart in which sites bind. */
  readonly binds: string;
  /** How it binds a post which is bound so on this one. */
  bind(binding: Binding): Binding;
}

interface Otherwise {
  readonly text: PublishedText;
  readonly mapping: Mapping;
  /** As what the post is bound that the case is about. */
  readonly as: string;
  /** A number of the site that is not followed. */
  readonly unheard?: string | undefined;
}

export function siteBoundBy({ text, mapping, as: kind, unheard = "" }: Otherwise): OtherSite {
  const kinds = Object.keys(text.adopted.regulation.posts).map(mapping.as);
  return {
    text,
    binds: JSON.stringify([kind, kinds, mapping.functions, unheard]),
    bind: (binding) => {
      const which = whoseWords(binding.functions);
      if (which === undefined) return binding;
      const { [unheard]: _, ...parameters } = binding.parameters;
      const as = mapping.as(which === "the post" ? kind : binding.as);
      return { regulation: binding.regulation, as, functions: wordsOn(which, mapping), parameters };
    },
  };
}
