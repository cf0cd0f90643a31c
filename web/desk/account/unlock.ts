import type { DeskUnlockOperation } from "#server/account/account-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { ask } from "../door/ask.ts";
import { useDeskChange } from "../door/use-desk-change.ts";

interface Unlocking {
  /** Whether the PIN was right; `problem` then says why not. */
  unlock(person: string, pin: string): Promise<boolean>;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Somebody who is locked proves with their own PIN who they are; the lock of everybody else stays. */
export function useUnlock(): Unlocking {
  const { change, busy, problem } = useDeskChange();
  return {
    busy,
    problem,
    unlock: (person, pin) =>
      change(ask<DeskUnlockOperation>("/api/session/unlock", { method: "POST", body: { person, pin } })),
  };
}
