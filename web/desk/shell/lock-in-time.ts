import type { Session } from "#server/account/account-answer.ts";

/** A desk locks by the server's clock: asked so many milliseconds later, it surely has. */
const SURELY_LOCKED = 500;
/** A server that is late with its lock is not asked without a pause. Milliseconds. */
const LEAST_PAUSE = 1000;

type Locks = Pick<Session, "locked" | "locksAt" | "now">;

/** In how many milliseconds from `now` the desk is asked whether it has locked itself; undefined where it has, or never does. */
export function asksForLockIn({ locked, locksAt, now }: Locks): number | undefined {
  if (locked || locksAt === null) return undefined;
  return Math.max(LEAST_PAUSE, locksAt - now + SURELY_LOCKED);
}

/** Asks once at that moment, counted from this one. The answer, where there is one, ends the waiting. */
export function askedAtLock(session: Locks, ask: () => void): (() => void) | undefined {
  const wait = asksForLockIn(session);
  if (wait === undefined) return undefined;
  const timer = setTimeout(ask, wait);
  return () => clearTimeout(timer);
}
