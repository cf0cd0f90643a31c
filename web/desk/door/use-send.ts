import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActBody, ActId, Exactly } from "#duty/acts.ts";
import type { Head } from "#duty/grammar/entry.ts";
import type { PlainActName, SignedActName } from "#duty/nouns.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { useDeskPlace } from "./acting.ts";
import { CommandRefused, concernsDesk, type KnownProblem } from "./ask.ts";
import type { SendOptions } from "./order-queue.ts";
import { send } from "./outbox.ts";
import { sessionQuery } from "./session-query.ts";

interface About extends Pick<SendOptions, "whenKept"> {
  readonly seen?: Head;
  readonly as?: string;
}

interface Sender<Acts extends ActId, W extends readonly [About?]> {
  /** Resolves with the receipt, or with undefined where it was refused; `problem` then says why. */
  send<A extends Acts, B extends ActBody<A>>(
    act: A,
    body: B & Exactly<B, ActBody<A>>,
    ...about: W
  ): Promise<CommandReceipt | undefined>;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
  readonly receipt: CommandReceipt | undefined;
  forget(): void;
}

/** Sends commands of the acting person from one place of a screen, and keeps what became of the last one there. */
export const useSend: () => Sender<Extract<ActId, PlainActName>, [about?: About]> = useSender;

export type Send = ReturnType<typeof useSend>["send"];

/** The same for acts that are signatures. For `SignatureDialog` alone, which has the pad. */
export const useSigned: () => Sender<Extract<ActId, SignedActName>, [about: About & { readonly pin: string }]> =
  useSender;

function useSender(): Sender<ActId, [about?: About & { readonly pin?: string }]> {
  const { site, acting } = useDeskPlace();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const [receipt, setReceipt] = useState<CommandReceipt>();
  return {
    busy,
    problem,
    receipt,
    forget: () => {
      setProblem(undefined);
      setReceipt(undefined);
    },
    async send(act, body, { seen, as = acting.person, ...options } = {}) {
      setBusy(true);
      setProblem(undefined);
      setReceipt(undefined);
      try {
        const got = await send({ act, site, body, as, seen }, options);
        setReceipt(got);
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "site" });
        return got;
      } catch (thrown) {
        if (!(thrown instanceof CommandRefused)) throw thrown;
        setProblem(thrown.problem);
        if (concernsDesk(thrown.problem)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
