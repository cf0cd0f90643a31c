import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Session } from "#server/account/account-answer.ts";
import { type Asking, ask, CommandRefused, concernsDesk, type KnownProblem } from "../door/ask.ts";
import { sessionQuery, useNewSession } from "../door/session-query.ts";
import type { AccountAct, AccountOperation } from "./account-acts.ts";

/** What a form sends, by field. */
export type Sent = Readonly<Record<string, string>>;

/** What became of it: the session as it is now where the desk itself has changed. */
export type Told =
  | { readonly problem: KnownProblem }
  | { readonly problem?: undefined; readonly session: Session | undefined };

interface Teller {
  tell(sent: Sent): Promise<Told>;
  /** The form itself will not send this. */
  refuse(problem: Pick<KnownProblem, "code" | "field">): void;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Sends one act on an account, with its secrets, and keeps nothing of them. */
export function useAccountAct({ route }: AccountAct<AccountOperation["path"]>): Teller {
  const queries = useQueryClient();
  const keep = useNewSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const send = async (sent: Sent) => {
    const session = await ask<AccountOperation>(route, askingOf(route, sent));
    if (session) return await keep(session);
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    return undefined;
  };
  const tell = async (sent: Sent): Promise<Told> => {
    setBusy(true);
    setProblem(undefined);
    try {
      return { session: await send(sent) };
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
      if (concernsDesk(thrown.problem)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return { problem: thrown.problem };
    } finally {
      setBusy(false);
    }
  };
  return { tell, busy, problem, refuse: (heard) => setProblem({ status: 422, ...heard }) };
}

/** The fields come from the form, whose description knows no others than those of its operation (`account-acts.ts`). */
function askingOf(route: string, sent: Sent): Asking<AccountOperation> {
  const isOfPath = ([field]: readonly [string, string]) => route.includes(`:${field}`);
  const fields = Object.entries(sent);
  const params = Object.fromEntries(fields.filter(isOfPath));
  const body = Object.fromEntries(fields.filter((each) => !isOfPath(each)));
  return { method: "POST", params, body } as unknown as Asking<AccountOperation>;
}
