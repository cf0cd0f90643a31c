import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { PersonHere } from "#server/account/account-answer.ts";
import type { FeedChange, FeedHello } from "#server/feed/feed-answer.ts";
import { hearServerTime, serverNow } from "../../ui/server-clock.ts";
import { lastHeard, noteHeard } from "./last-heard.ts";
import { sessionQuery } from "./session-query.ts";

/** Whether the server's changes reach this browser. */
export type FeedLink = "connecting" | "live" | "lost";

let line: FeedLink = "connecting";
/** When the server was last heard, as it was when the line was lost. */
let aloneSince: number | undefined;
const listeners = new Set<() => void>();

function set(next: FeedLink): void {
  if (next === line) return;
  line = next;
  aloneSince = next === "lost" ? lastHeard() : undefined;
  for (const tell of listeners) tell();
}

/**
 * Milliseconds without a word after which a line is lost, whatever the browser still takes it for: the server says at least every eight seconds that it
 * is there.
 */
const longestSilence = 20_000;

/** How long it rests before a line that the browser has given up is laid anew. */
const restart = 3_000;

/**
 * Follows the site's changes until told to stop. The browser connects again by itself and says where it was; where it was answered
 * otherwise than by a stream it gives up, and lays another. Whenever one stands, everything is asked anew.
 */
export function followFeed(site: string, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = listen(site, queries, lost);
  function lost(): void {
    timer = setTimeout(() => {
      close = listen(site, queries, lost);
    }, restart);
  }
  return () => {
    clearTimeout(timer);
    close();
    set("connecting");
  };
}

/** Lays a line; the answer closes it. It closes by itself, and says so, where nothing comes of it any more. */
function listen(site: string, queries: QueryClient, lost: () => void): () => void {
  const source = new EventSource(`/api/feed?site=${encodeURIComponent(site)}`);
  let silence = setTimeout(giveUp, longestSilence);
  function close(): void {
    clearTimeout(silence);
    source.close();
  }
  function giveUp(): void {
    close();
    set("lost");
    lost();
  }
  const on = (what: string, run: (event: MessageEvent<string>) => void) =>
    source.addEventListener(what, (event) => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, longestSilence);
      run(event as MessageEvent<string>);
      noteHeard(serverNow());
    });
  on("hello", (event) => {
    const { now } = JSON.parse(event.data) as FeedHello;
    hearServerTime(now);
    set("live");
    // What was asked before the line stood may be older than the place from which it tells.
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  });
  on("change", (event) => {
    const { shows } = JSON.parse(event.data) as FeedChange;
    for (const name of shows) void queries.invalidateQueries({ queryKey: [name] });
  });
  on("reset", () => void queries.invalidateQueries());
  for (const what of ["locked", "ended"])
    on(what, () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }));
  for (const what of ["open", "beat"]) on(what, () => set("live"));
  source.addEventListener("error", () => {
    set("lost");
    if (source.readyState !== EventSource.CLOSED) return;
    // It was answered otherwise than by a stream: most often the desk was locked while no line stood.
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    clearTimeout(silence);
    lost();
  });
  return close;
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
  return useSyncExternalStore(subscribe, () => line);
}

/** Since when this screen has not heard the server, by the server's clock; undefined while it hears it, or never has. */
export function useAloneSince(): number | undefined {
  return useSyncExternalStore(subscribe, () => aloneSince);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
