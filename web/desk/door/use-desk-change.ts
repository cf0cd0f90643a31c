import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Session } from "#server/account/account-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { CommandRefused } from "./ask.ts";
import { concernsDesk } from "./desk-state.ts";
import { sessionQuery, useNewSession } from "./session-query.ts";
import { useAfterWritten } from "./use-after-written.ts";

interface DeskChange {
  /** Whether it was done; `problem` then says why not. */
  change(ask: () => Promise<Session>): Promise<boolean>;
  readonly busy: boolean;
  readonly problem: KnownProblem | undefined;
}

/** Changes who sits at the desk, or whether they are locked, from one place of a screen. What is refused is told there; what cannot reach the server too. */
export function useDeskChange(): DeskChange {
  const [problem, setProblem] = useState<KnownProblem>();
  const [busy, setBusy] = useState(false);
  const keep = useNewSession();
  const queries = useQueryClient();
  const afterWritten = useAfterWritten();
  return {
    busy,
    problem,
    async change(ask) {
      setBusy(true);
      setProblem(undefined);
      try {
        await keep(afterWritten(ask));
        return true;
      } catch (thrown) {
        if (!(thrown instanceof CommandRefused)) throw thrown;
        setProblem(thrown.problem);
        if (concernsDesk(thrown.problem)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
