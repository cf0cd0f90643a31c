import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, CommandRefused, type ProblemBody } from "../door/ask.ts";
import { concernsDesk, type Session, sessionQuery, useSessionAct } from "../door/session-query.ts";
import type { AccountAct } from "./account-acts.ts";

/** What a form sends, by field. */
export type Sent = Readonly<Record<string, string>>;

/** What became of it: the session as it is now where the desk itself has changed. */
export type Told =
  | { readonly problem: ProblemBody }
  | { readonly problem?: undefined; readonly session: Session | undefined };

interface Teller {
  tell(sent: Sent): Promise<Told>;
  /** The form itself will not send this. */
  refuse(problem: Pick<ProblemBody, "code" | "field">): void;
  readonly busy: boolean;
  readonly problem: ProblemBody | undefined;
}

const ofDesk = "/api/session/";

/** Sends one act on an account, with its secrets, and keeps nothing of them. */
export function useAccountAct({ route }: AccountAct): Teller {
  const queries = useQueryClient();
  const tellDesk = useSessionAct();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const send = async (sent: Sent) => {
    if (route.startsWith(ofDesk)) return await tellDesk(route.slice(ofDesk.length), sent);
    await ask(pathOf(route, sent), { method: "POST", body: bodyOf(route, sent) });
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

function pathOf(route: string, sent: Sent): string {
  return route.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(sent[field] ?? ""));
}

function bodyOf(route: string, sent: Sent): Sent {
  return Object.fromEntries(Object.entries(sent).filter(([field]) => !route.includes(`:${field}`)));
}
