import type { KnownProblem } from "../../queue/heard.ts";
import { useDeskPlace } from "../door/acting.ts";
import { aloneNow, shutAlone } from "../door/alone.ts";
import { isReachedNow } from "../door/reach.ts";
import { askToLock } from "../door/session-query.ts";
import { useDeskChange } from "../door/use-desk-change.ts";

interface Locking {
  readonly lock: () => void;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Locks the desk. Where nobody hears it the browser locks by itself, if it keeps what opens it again; `problem` says why nothing was locked. */
export function useLock(): Locking {
  const { acting } = useDeskPlace();
  const { change, busy, problem } = useDeskChange();
  const lock = async () => {
    const isKnown = aloneNow().known.some(({ person }) => person === acting.person);
    if (isKnown && !isReachedNow()) return shutAlone();
    if (!(await change(askToLock)) && isKnown && !isReachedNow()) shutAlone();
  };
  return { lock: () => void lock(), busy, problem };
}
