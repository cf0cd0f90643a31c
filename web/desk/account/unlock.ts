import { useState } from "react";
import { CommandRefused, type ProblemBody } from "../door/ask.ts";
import { useSessionAct } from "../door/session-query.ts";

interface Unlocking {
  /** Whether the PIN was right; `problem` then says why not. */
  unlock(person: string, pin: string): Promise<boolean>;
  readonly busy: boolean;
  readonly problem: ProblemBody | undefined;
}

/** Somebody who is locked proves with their own PIN who they are; the lock of everybody else stays. */
export function useUnlock(): Unlocking {
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const act = useSessionAct();
  return {
    busy,
    problem,
    async unlock(person, pin) {
      setBusy(true);
      setProblem(undefined);
      try {
        await act("unlock", { person, pin });
        return true;
      } catch (thrown) {
        if (!(thrown instanceof CommandRefused)) throw thrown;
        setProblem(thrown.problem);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
