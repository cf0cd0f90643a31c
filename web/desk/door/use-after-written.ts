import { useQueryClient } from "@tanstack/react-query";
import { tryEach } from "./outbox.ts";
import { sessionQuery } from "./session-query.ts";

/**
 * Asks for what changes who acts at this desk once all that they wrote there was tried: afterwards it would wait until its author is there again. Where
 * nobody acts nothing would be taken, and nothing is waited for.
 */
export function useAfterWritten(): <T>(ask: () => Promise<T>) => Promise<T> {
  const queries = useQueryClient();
  return async (ask) => {
    const session = queries.getQueryData(sessionQuery.queryKey);
    if (session?.people.some(({ locked }) => !locked)) await tryEach();
    return await ask();
  };
}
