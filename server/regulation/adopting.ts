import type { BusinessDate } from "#duty/grammar/time.ts";
import type { AdoptEditionBody } from "#duty/site/site-shapes.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";
import { composer } from "#duty/wiring/composer.ts";

/** An edition as it is adopted. */
export interface AdoptableText {
  readonly id: string;
  readonly edition: string;
  readonly text: string;
  readonly hash: string;
}

/** What adopts an edition from a day on, for who knows what the product cannot carry out of it: every such rule is named. */
export function adopting({ id, edition, text, hash }: AdoptableText, from: string): AdoptEditionBody {
  const uncarried = composer.answerOf({ hash, text }, "uncarried", (its) => uncarriedRules(its, composer.directions));
  return {
    ...{ regulation: id, edition: edition as BusinessDate, hash, text, from: from as BusinessDate },
    ...(uncarried.length > 0 ? { uncarried: [...uncarried] } : {}),
  };
}
