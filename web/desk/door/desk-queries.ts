import { QueryCache, QueryClient } from "@tanstack/react-query";
import { CommandRefused } from "./ask.ts";
import { sessionQuery } from "./session-query.ts";

/** How the screens ask: how long an answer is taken for new, what is asked again, and what a refusal tells of the desk. */
export function deskQueries(): QueryClient {
  /** The desk was locked or has ended: every screen learns it from the session. */
  const askSession = (thrown: Error): void => {
    if (!(thrown instanceof CommandRefused && thrown.ofDesk)) return;
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: askSession }),
    defaultOptions: { queries: { staleTime: 15_000, retry: isAskedAgain, networkMode: "always" } },
  });
  return queries;
}

/** Asked again only where nobody answered: a refusal would be the same the second time. */
export function isAskedAgain(tries: number, thrown: Error): boolean {
  return thrown instanceof CommandRefused && thrown.undecided && tries < 3;
}
