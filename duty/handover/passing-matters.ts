import type { ListedMatter } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";

/* What the class of an open matter asks of its passing to the next shift. */

type Passing = Pick<ListedMatter, "class">;

/** Whether the outgoing side says why a matter passes unfinished (ZB-12). */
export function wantsReason(matter: Passing, { ordinaryMatters }: HandoverRule): boolean {
  return ordinaryMatters?.reason === true && matter.class === "ordinary";
}

/** Whether a matter must be released in writing before it passes, and has not been (ZB-09). */
export function isUnreleased(
  matter: Passing & { readonly released: boolean },
  { importantMatters }: HandoverRule,
): boolean {
  return importantMatters?.released === true && matter.class === "important" && !matter.released;
}

/** Whether a matter passes with the post by itself, so that nobody takes it one by one. */
export function passesByItself(matter: Passing): boolean {
  return matter.class === "continuing";
}

/** Whether somebody has taken a matter: by itself, or with the others of a hand-over that is over. A continuing one passes and nobody took it. */
export function isTaken(
  matter: Pick<ListedMatter, "id" | "class">,
  { isOver, taken }: { readonly isOver: boolean; readonly taken: readonly string[] },
): boolean {
  return taken.includes(matter.id) || (isOver && !passesByItself(matter));
}
