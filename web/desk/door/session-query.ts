import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ScreenLanguage } from "../../language.ts";
import { ask, type ProblemBody } from "./ask.ts";

export interface PersonHere {
  readonly person: string;
  readonly name: string;
  readonly signInName: string;
  readonly mustChangePassword: boolean;
  readonly mustSetPin: boolean;
  readonly language: ScreenLanguage;
  /** Nothing is done in their name before they have proved anew who they are. */
  readonly locked: boolean;
  readonly functions: readonly { readonly function: string; readonly site: string; readonly post?: string | null }[];
}

/** A desk: one browser, and who has signed in at it. */
export interface Session {
  readonly people: readonly PersonHere[];
  /** Nobody here may do anything. */
  readonly locked: boolean;
  readonly locksAt: number | null;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly sites: readonly {
    readonly site: string;
    readonly name: string;
    readonly zone: string;
    readonly demonstration: boolean;
  }[];
  readonly demonstration: boolean;
  readonly now: number;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => ask<Session>("/api/session", { signal }),
  staleTime: 60_000,
  refetchInterval: 60_000,
});

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** All tabs of a browser are one desk: what changes it in one is asked for by the others, which a locked desk would not be told otherwise. */
const tabs = new BroadcastChannel("zhiban.session");

/** Calls back when another tab has changed the desk; the answer ends that. */
export function onOtherTab(changed: () => void): () => void {
  tabs.addEventListener("message", changed);
  return () => tabs.removeEventListener("message", changed);
}

/** Changes of the desk itself answer with the whole session, which then stands at once. */
export function useSessionAct(): <B>(act: string, body?: B) => Promise<Session> {
  const queries = useQueryClient();
  return async (act, body) => {
    const session = await ask<Session>(`/api/session/${act}`, { method: "POST", body: body ?? {} });
    queries.setQueryData(sessionQuery.queryKey, session);
    tabs.postMessage(act);
    return session;
  };
}

/** The desk was locked or has ended, or somebody at it must first choose secrets: the screen that says so hangs on the session. */
export function concernsDesk({ code, status }: ProblemBody): boolean {
  return status === 401 || status === 423 || code.startsWith("account.first-");
}
