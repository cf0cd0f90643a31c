import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type Head, personOf } from "#duty/grammar/entry.ts";

/**
 * What is told of a post, of the days of a year or of the house takes the place of what was told before: whoever tells it has had that before them. What
 * others have changed elsewhere in the set-up meanwhile does no harm. No person saw anything where the console sets a building up.
 *
 * @param toldAt At which version of the set-up it was last told; undefined where it never was.
 * @returns `site.not-seen`, or `site.changed-since` where somebody else has told it otherwise meanwhile; undefined where they may.
 */
export function toldUnseen(
  toldAt: number | undefined,
  head: Head,
  { seen, actor }: Pick<Circumstances, "seen" | "actor">,
): { readonly refusal: Refusal } | undefined {
  if (toldAt === undefined || personOf(actor) === undefined) return undefined;
  if (seen === undefined) return refuse("site.not-seen", ["ZB-10"]);
  const isOfThisSetUp = seen.version < head.version || (seen.version === head.version && seen.hash === head.hash);
  return isOfThisSetUp && seen.version >= toldAt ? undefined : refuse("site.changed-since", ["ZB-10"]);
}
