import type { RuleId } from "#duty/grammar/decision.ts";
import type { Rung } from "#duty/grammar/obligation.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { Holding } from "#duty/person/person.ts";
import { currentPost, type Site, standingAdoptions } from "#duty/site/site.ts";
import { type Composer, citesIn, inForceAt } from "./composition.ts";

/*
 * Ladders that would call nobody. A word of a regulation may be mapped to any word of the site, and a function may be granted under any word
 * at any time: so none is refused, and whoever answers for the site is told of those that nobody holds before the night in which they are called.
 */

/** A function that ladders call at a post, in the site's own word, and the rules that those ladders carry out. */
export interface CalledFunction {
  readonly post: string;
  readonly function: string;
  readonly rules: readonly RuleId[];
}

/** Every function that a ladder calls at a post of the site, from a day on: also by editions that are adopted and not in force yet. */
export function functionsCalled(site: Site, composer: Composer, from: BusinessDate): readonly CalledFunction[] {
  const days = [from, ...standingAdoptions(site).flatMap((each) => (each.from > from ? [each.from] : []))];
  return Object.keys(site.posts).flatMap((post) => {
    const rungs = days.flatMap((day) => {
      const inForce = inForceAt(site, currentPost(site, post), day, site.version);
      return Object.keys(composer.directions).flatMap((noun) => rungsIn(composer.compose(noun, inForce).rule));
    });
    return [...new Set(rungs.map(({ call }) => call))].map((called) => ({
      post,
      function: called,
      rules: [...new Set(rungs.flatMap(({ call, cites }) => (call === called ? cites : [])))].toSorted(),
    }));
  });
}

/** Of these those that nobody holds, neither for the whole site nor for that post. `held`: what those hold there who can be called. */
export function unheardFunctions(
  called: readonly CalledFunction[],
  held: readonly Pick<Holding, "function" | "post">[],
): readonly CalledFunction[] {
  return called.filter(
    (each) => !held.some((one) => one.function === each.function && (one.post === undefined || one.post === each.post)),
  );
}

/** The rungs of the ladders in a rule; what a rule says is not required climbs none. */
function rungsIn(rule: Readonly<Record<string, unknown>>): { call: string; cites: readonly RuleId[] }[] {
  return Object.values(rule).flatMap((part) => {
    if (!isFields(part) || !Array.isArray(part.ladder) || part.required === false) return [];
    const cites = citesIn(part);
    return (part.ladder as Rung[]).map(({ call }) => ({ call, cites }));
  });
}
