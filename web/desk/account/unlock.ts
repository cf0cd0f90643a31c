import { useState } from "react";
import type { DeskUnlockOperation, Session } from "#server/account/account-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { aloneNow, sealFor, triesTold, tryAlone, untoldTries } from "../door/alone.ts";
import { ask, CommandRefused } from "../door/ask.ts";
import { isReachedNow } from "../door/reach.ts";
import { useDeskChange } from "../door/use-desk-change.ts";

interface Unlocking {
  /** Whether the PIN was right; `problem` then says why not. */
  unlock(person: string, pin: string): Promise<boolean>;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/**
 * Somebody who is locked proves with their own PIN who they are; the lock of everybody else stays. Where the server does not hear it, the PIN opens what
 * this browser keeps sealed for them.
 */
export function useUnlock(): Unlocking {
  const there = useDeskChange();
  const [alone, setAlone] = useState<{ readonly busy: boolean; readonly problem?: KnownProblem }>({ busy: false });
  const tryHere = async (person: string, pin: string): Promise<boolean> => {
    setAlone({ busy: true });
    const tried = await tryAlone(person, pin);
    const problem = tried === "right" ? undefined : problemAlone(tried);
    setAlone({ busy: false, ...(problem && { problem }) });
    return problem === undefined;
  };
  return {
    busy: there.busy || alone.busy,
    problem: alone.problem ?? there.problem,
    unlock: async (person, pin) => {
      setAlone({ busy: false });
      const { known } = aloneNow();
      if (known.length > 0 && !isReachedNow()) return await tryHere(person, pin);
      let isUnheard = false;
      const asks = () =>
        unlockedThere(person, pin).catch((thrown: unknown) => {
          isUnheard = thrown instanceof CommandRefused && thrown.undecided;
          throw thrown;
        });
      if (await there.change(asks)) return true;
      return isUnheard && known.length > 0 ? await tryHere(person, pin) : false;
    },
  };
}

/** The PIN is heard by the house, with what was tried in vain while it was not, and then kept by nobody: it only seals. */
async function unlockedThere(person: string, pin: string): Promise<Session> {
  const tried = await untoldTries();
  const body = { person, pin, ...(tried.length > 0 && { triedAlone: tried.map((each) => ({ ...each })) }) };
  try {
    const session = await ask<DeskUnlockOperation>("/api/session/unlock", { method: "POST", body });
    await Promise.all([triesTold(tried), sealFor(session, pin)]);
    return session;
  } catch (thrown) {
    if (thrown instanceof CommandRefused && !thrown.undecided && !thrown.ofDesk) await triesTold(tried);
    throw thrown;
  }
}

function problemAlone(tried: number | "shut" | "unknown"): KnownProblem {
  if (tried === "unknown") return { code: "account.unknown-alone", status: 0 };
  if (tried === "shut") return { code: "account.pin-shut-alone", status: 0, field: "pin" };
  return { code: "account.pin-wrong-alone", status: 0, field: "pin", detail: { triesLeft: tried } };
}
