import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { PersonHere } from "#server/account/account-answer.ts";
import type { FeedChange, FeedHello } from "#server/feed/feed-answer.ts";
import { hearServerTime } from "../../ui/server-clock.ts";
import { sessionQuery } from "./session-query.ts";

/** Whether the server's changes reach this browser. */
export type FeedLink = "connecting" | "live" | "lost";

let line: FeedLink = "connecting";
const listeners = new Set<() => void>();

function set(next: FeedLink): void {
  if (next === line) return;
  line = next;
  for (const tell of listeners) tell();
}

/** How long it rests before a line that the browser has given up is laid anew. */
const restart = 3_000;

/**
 * Follows the site's changes until told to stop. The browser connects again by itself and says where it was; where it was answered
 * otherwise than by a stream it gives up, and lays another. Whenever one stands, everything is asked anew.
 */
export function followFeed(site: string, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source = listen(site, queries, lost);
  function lost(): void {
    timer = setTimeout(() => {
      source = listen(site, queries, lost);
    }, restart);
  }
  return () => {
    clearTimeout(timer);
    source.close();
    set("connecting");
  };
}

function listen(site: string, queries: QueryClient, lost: () => void): EventSource {
  const source = new EventSource(`/api/feed?site=${encodeURIComponent(site)}`);
  source.addEventListener("hello", (event) => {
    const { now } = JSON.parse(event.data) as FeedHello;
    hearServerTime(now);
    set("live");
    // What was asked before the line stood may be older than the place from which it tells.
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  });
  source.addEventListener("change", (event) => {
    const { shows } = JSON.parse(event.data) as FeedChange;
    for (const name of shows) void queries.invalidateQueries({ queryKey: [name] });
  });
  source.addEventListener("reset", () => void queries.invalidateQueries());
  source.addEventListener("locked", () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }));
  source.addEventListener("ended", () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }));
  source.addEventListener("error", () => {
    set("lost");
    if (source.readyState !== EventSource.CLOSED) return;
    // It was answered otherwise than by a stream: most often the desk was locked while no line stood.
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    lost();
  });
  source.addEventListener("open", () => set("live"));
  return source;
}

/** Who is told of changes: whoever acts, unless they are locked. */
export function whoIsTold({ person, locked }: Pick<PersonHere, "person" | "locked">): string | undefined {
  return locked ? undefined : person;
}

/**
 * Follows the changes of a site while the screen stands. Who is locked is told nothing; whoever acts next looks on by their own right, on a
 * line of their own.
 */
export function useLiveFeed(site: string, acting: Pick<PersonHere, "person" | "locked">): void {
  const queries = useQueryClient();
  const looking = whoIsTold(acting);
  useEffect(() => (looking === undefined ? undefined : followFeed(site, queries)), [site, queries, looking]);
}

export function useFeedLink(): FeedLink {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => line,
  );
}
