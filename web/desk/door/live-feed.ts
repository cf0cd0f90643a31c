import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { hearServerTime } from "../../ui/server-clock.ts";

/** Whether the server's changes reach this browser. */
export type Line = "connecting" | "live" | "lost";

let line: Line = "connecting";
const listeners = new Set<() => void>();

function set(next: Line): void {
  if (next === line) return;
  line = next;
  for (const tell of listeners) tell();
}

interface Change {
  readonly stream: { readonly site: string; readonly noun: string; readonly id: string };
}

/** Which questions show a stream of a noun: what must be asked again when it has changed. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  attendance: ["attendance", "ledger", "handover", "log"],
  roster: ["attendance", "ledger"],
  handover: ["handover", "ledger", "attendance", "log"],
  log: ["log", "handover", "ledger"],
  matter: ["matter", "ledger", "handover"],
  notice: ["notice", "attendance"],
  person: ["session", "site"],
  site: ["site"],
};

function followFeed(site: string, queries: QueryClient): () => void {
  const source = new EventSource(`/api/feed?site=${encodeURIComponent(site)}`);
  source.addEventListener("hello", (event) => {
    const { now } = JSON.parse(event.data) as { now: number };
    hearServerTime(now);
    set("live");
  });
  source.addEventListener("change", (event) => {
    const { stream } = JSON.parse(event.data) as Change;
    for (const name of shownBy[stream.noun] ?? [stream.noun]) void queries.invalidateQueries({ queryKey: [name] });
  });
  source.addEventListener("reset", () => void queries.invalidateQueries());
  source.addEventListener("locked", () => void queries.invalidateQueries({ queryKey: ["session"] }));
  source.addEventListener("ended", () => void queries.invalidateQueries({ queryKey: ["session"] }));
  source.addEventListener("error", () => set("lost"));
  source.addEventListener("open", () => set("live"));
  return () => {
    source.close();
    set("connecting");
  };
}

/** Follows the changes of a site while the screen stands. The browser connects again by itself and says where it was. */
export function useLiveFeed(site: string): void {
  const queries = useQueryClient();
  useEffect(() => followFeed(site, queries), [site, queries]);
}

export function useLine(): Line {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => line,
  );
}
