import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { KnownProblem } from "../../queue/heard.ts";
import { type Asking, ask, CommandRefused } from "../door/ask.ts";
import { concernsDesk } from "../door/desk-state.ts";
import { sessionQuery, useNewSession } from "../door/session-query.ts";
import { useAfterWritten } from "../door/use-after-written.ts";
import type { AccountAct, AccountAnswer, AccountFormName, AccountOperation } from "./account-acts.ts";

/** What a form sends, by field. */
export type Sent = Readonly<Record<string, string>>;

/** What became of it. */
export type Told<Answer> =
  | { readonly problem: KnownProblem }
  | { readonly problem?: undefined; readonly answer: Answer };

interface Teller<Answer> {
  tell(sent: Sent): Promise<Told<Answer>>;
  /** The form itself will not send this. */
  refuse(problem: Pick<KnownProblem, "code" | "field">): void;
  /** What the form itself would not send of this field is done with: it is being typed. */
  forget(field: string): void;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Sends one act on an account, with its secrets, and keeps nothing of them; a session that comes back stands at once. */
export function useAccountAct<A extends AccountFormName>({
  route,
}: AccountAct<AccountOperation["path"]>): Teller<AccountAnswer<A>> {
  const queries = useQueryClient();
  const keep = useNewSession();
  const afterWritten = useAfterWritten();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const [own, setOwn] = useState<KnownProblem>();
  const send = async (sent: Sent) => {
    const answer = await afterWritten(() => ask<AccountOperation>(route, askingOf(route, sent)));
    if (answer && "people" in answer) await keep(answer);
    else await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    return answer as AccountAnswer<A>;
  };
  const tell = async (sent: Sent): Promise<Told<AccountAnswer<A>>> => {
    setBusy(true);
    setProblem(undefined);
    setOwn(undefined);
    try {
      return { answer: await send(sent) };
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
      if (concernsDesk(thrown.problem)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return { problem: thrown.problem };
    } finally {
      setBusy(false);
    }
  };
  return {
    ...{ tell, busy },
    problem: own ?? problem,
    refuse: (heard) => setOwn({ status: 422, ...heard }),
    forget: (field) => setOwn((before) => (before?.field === field ? undefined : before)),
  };
}

/** The fields come from the form, whose description knows no others than those of its operation (`account-acts.ts`). */
function askingOf(route: string, sent: Sent): Asking<AccountOperation> {
  const isOfPath = ([field]: readonly [string, string]) => route.includes(`:${field}`);
  const fields = Object.entries(sent);
  const params = Object.fromEntries(fields.filter(isOfPath));
  const body = Object.fromEntries(fields.filter((each) => !isOfPath(each)));
  return { method: "POST", params, body } as unknown as Asking<AccountOperation>;
}
