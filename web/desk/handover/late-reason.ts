import { useSyncExternalStore } from "react";
import { keepInTab, keptInTab } from "../../ui/tab-store.ts";
import { useDeskPlace } from "../shell/acting.ts";
import { useHandover } from "./handover-desk.ts";

const listeners = new Set<() => void>();

/** Why the post is taken over late: written once, read by the list of hindrances and by the signature alike. */
export function useLateReason(): [string, (next: string) => void] {
  const { acting } = useDeskPlace();
  const { at } = useHandover();
  const place = `zhiban.draft/late/${acting.person}/${at.post}/${at.date}/${at.shift}`;
  const reason = useSyncExternalStore(subscribe, () => keptInTab(place) ?? "");
  const change = (next: string) => {
    keepInTab(place, next);
    for (const tell of listeners) tell();
  };
  return [reason, change];
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
