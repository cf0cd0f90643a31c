import { useState } from "react";
import type { DeskUnlockOperation } from "#server/account/account-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { ask, CommandRefused } from "../door/ask.ts";
import { useNewSession } from "../door/session-query.ts";

interface Unlocking {
  /** Whether the PIN was right; `problem` then says why not. */
  unlock(person: string, pin: string): Promise<boolean>;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Somebody who is locked proves with their own PIN who they are; the lock of everybody else stays. */
export function useUnlock(): Unlocking {
  const [problem, setProblem] = useState<KnownProblem>();
  const [busy, setBusy] = useState(false);
  const keep = useNewSession();
  return {
    busy,
    problem,
    async unlock(person, pin) {
      setBusy(true);
      setProblem(undefined);
      try {
        await keep(ask<DeskUnlockOperation>("/api/session/unlock", { method: "POST", body: { person, pin } }));
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
