import { type QueryClient, queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type {
  DeskLockOperation,
  DevicesView,
  LanguageChoiceOperation,
  Session,
  SessionView,
  SignOutOperation,
} from "#server/account/account-answer.ts";
import type { ScreenLanguage } from "../../languages/language.ts";
import { noteHere } from "./acting.ts";
import { aloneNow, beginAlone, heardAlone } from "./alone.ts";
import { ask } from "./ask.ts";
import { noteHeard } from "./last-heard.ts";
import { holdOpening } from "./own-device.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    await beginAlone();
    const asked = await ask<SessionView>("/api/session", { signal });
    // Locked here while nobody heard it: the house locks it too, before anything of it is shown.
    const session = aloneNow().isShut && !asked.locked && asked.people.length > 0 ? await askToLock() : asked;
    hold(session);
    noteHeard(session.now);
    return session;
  },
  staleTime: 60_000,
  refetchInterval: 60_000,
});

/** The devices of a site; asked again with the session, since enrolling and withdrawing change both. */
export function devicesQuery(site: string) {
  return queryOptions({
    queryKey: ["session", "devices", site],
    queryFn: ({ signal }) => ask<DevicesView>("/api/devices", { query: { site }, signal }),
  });
}

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

/** All tabs of a browser are one desk: what changes it in one is asked for by the others, which a locked desk would not be told otherwise. */
const tabs = new BroadcastChannel("zhiban.session");

/** What a tab tells the others: everybody has left, or something else has changed. */
type ToldToTabs = "changed" | "left";

/** Calls back when another tab has changed the desk; the answer ends that. */
export function onOtherTab(changed: () => void): () => void {
  const hear = ({ data }: MessageEvent<ToldToTabs>) => {
    if (data === "left") noteHere(false);
    changed();
  };
  tabs.addEventListener("message", hear);
  return () => tabs.removeEventListener("message", hear);
}

/** Changes of the desk itself answer with the whole session, which then stands at once, and other tabs hear that there is a new one. */
export function useNewSession(): (asked: Session | Promise<Session>) => Promise<Session> {
  const queries = useQueryClient();
  return async (asked) => {
    const session = await asked;
    const told: ToldToTabs = session.people.length === 0 ? "left" : "changed";
    if (told === "left") noteHere(false);
    await letStand(queries, session);
    tabs.postMessage(told);
    return session;
  };
}

/** Tells the house in which language somebody is spoken to from now on; where it does not hear, this browser still does as they wish. */
export function useLanguageTold(): (person: string, language: ScreenLanguage) => void {
  const keep = useNewSession();
  return (person, language) => {
    const body = { person, language };
    const asked = ask<LanguageChoiceOperation>("/api/session/language", { method: "POST", body });
    void keep(asked).catch(() => undefined);
  };
}

/**
 * Whatever was asked of the session before is not waited for: with the cookie of then, its answer may come later, and say that everybody who has
 * just proved who they are is locked.
 */
export async function letStand(queries: QueryClient, session: Session): Promise<void> {
  await queries.cancelQueries({ queryKey: sessionQuery.queryKey });
  hold(session);
  queries.setQueryData(sessionQuery.queryKey, session);
}

/** What else follows for this page from who sits here. A session that ends by itself leaves behind that somebody was here. */
function hold(session: Session): void {
  holdOpening(session);
  heardAlone(session);
  if (session.people.length > 0) noteHere(true);
}
