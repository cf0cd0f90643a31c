/** Often enough that the desk of somebody at work stays open though several words of it are lost on the way, and no oftener. */
const TOUCHES_WITHIN_IDLE = 6;

/**
 * Which movements of hands the server is told of, where it locks a desk at which there were none for `idleSeconds`. Asked at every movement,
 * with the time in milliseconds; `from` is when the desk was known to be open.
 */
export function touchPace(idleSeconds: number, from: number): (now: number) => boolean {
  const every = (idleSeconds * 1000) / TOUCHES_WITHIN_IDLE;
  let last = from;
  return (now) => {
    if (now - last < every) return false;
    last = now;
    return true;
  };
}

export const signsOfHands = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Tells, at that pace, while hands are at work on a page that is open now. The answer ends it. */
export function toldOfHands(page: EventTarget, idleSeconds: number, tell: () => void): () => void {
  const tells = touchPace(idleSeconds, Date.now());
  const touch = () => {
    if (tells(Date.now())) tell();
  };
  for (const sign of signsOfHands) page.addEventListener(sign, touch, { passive: true });
  return () => {
    for (const sign of signsOfHands) page.removeEventListener(sign, touch);
  };
}
