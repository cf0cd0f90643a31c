import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ActBody, ActId, Exactly } from "#duty/acts.ts";
import type { Head } from "#duty/grammar/entry.ts";
import type { PlainActName, SignedActName } from "#duty/nouns.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import type { NotRefused, SendOptions } from "../../queue/sending.ts";
import { useDeskPlace } from "./acting.ts";
import { concernsDesk } from "./desk-state.ts";
import { send } from "./outbox.ts";
import { sessionQuery } from "./session-query.ts";

interface About extends Pick<SendOptions, "whenKept" | "untilAnswered" | "heldFor"> {
  readonly seen?: Head;
  readonly as?: string;
}

interface Sender<Acts extends ActId, W extends readonly [About?]> {
  /**
   * Resolves with what was received, or with `kept` where it is on its way and nobody knows yet what comes of it: its form is done with it. With
   * undefined where it was refused; `problem` then says why.
   */
  send<A extends Acts, B extends ActBody<A>>(
    act: A,
    body: B & Exactly<B, ActBody<A>>,
    ...about: W
  ): Promise<NotRefused | undefined>;
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
  const form = useForm();
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
      const sent = await send({ act, site, body, as, seen }, { ...options, gone: form.current?.signal });
      if (sent.state === "refused") {
        setProblem(sent.problem);
        if (concernsDesk(sent.problem)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
      if (sent.state === "received") {
        setReceipt(sent.receipt);
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "site" });
      }
      setBusy(false);
      return sent.state === "refused" ? undefined : sent;
    },
  };
}

/** Is aborted once the form in which it is used is gone from the screen. */
function useForm(): { readonly current: AbortController | undefined } {
  const form = useRef<AbortController>(undefined);
  useEffect(() => {
    const stands = new AbortController();
    form.current = stands;
    return () => stands.abort();
  }, []);
  return form;
}
