import { useSyncExternalStore } from "react";

/* Whether the server answers this page: every question and every command notes it, whatever the answer says. */

let isReached = true;
const listeners = new Set<() => void>();

export function noteReach(now: boolean): void {
  if (now === isReached) return;
  isReached = now;
  for (const tell of listeners) tell();
}

/** The same at this moment, for what is pressed. */
export function isReachedNow(): boolean {
  return isReached;
}

/** Whether the server answered when it was asked last. */
export function useReached(): boolean {
  return useSyncExternalStore(subscribe, isReachedNow, isReachedNow);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
