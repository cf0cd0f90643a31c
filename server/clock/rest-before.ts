/** Milliseconds; another node may have written an earlier wake. */
const longestRest = 1_000;
/** What is due already and was left is being worked at by somebody: looked at again soon, not at once. */
const shortestRest = 20;

/** How many milliseconds the clock rests before something that is due in so many, or was so many ago. */
export function restBefore(ahead: number): number {
  return Math.min(longestRest, Math.max(shortestRest, ahead));
}
