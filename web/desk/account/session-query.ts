import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { DeskLockOperation, Session, SessionView, SignOutOperation } from "#server/account/account-answer.ts";
import { ask } from "../door/ask.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => ask<SessionView>("/api/session", { signal }),
  staleTime: 60_000,
  refetchInterval: 60_000,
});

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Of one person at this desk; without one, of everybody. */
export function askToSignOut(body: { readonly person?: string }): Promise<Session> {
  return ask<SignOutOperation>("/api/session/sign-out", { method: "POST", body });
}

export function askToLock(): Promise<Session> {
  return ask<DeskLockOperation>("/api/session/lock", { method: "POST" });
}

/** Changes of the desk itself answer with the whole session, which then stands at once. */
export function useNewSession(): (asked: Promise<Session>) => Promise<Session> {
  const queries = useQueryClient();
  return async (asked) => {
    const session = await asked;
    queries.setQueryData(sessionQuery.queryKey, session);
    return session;
  };
}
