import { useSyncExternalStore } from "react";
import { useDraft } from "../../ui/draft.ts";
import { keepInTab, keptInTab } from "../../ui/tab-store.ts";
import { useDeskPlace } from "./acting.ts";

/*
 * What is half written belongs to who writes it: the next person at the desk must not get it. Nobody at the desk names a draft without going
 * through here, and here the acting person is part of every name.
 */

/** A half-filled form of the acting person; `kind` and `about` say what of and what for. */
export function useOwnDraft<T>(kind: string, about: string, empty: T): ReturnType<typeof useDraft<T>> {
  const { acting } = useDeskPlace();
  return useDraft(ownName(acting.person, kind, about), empty);
}

const listeners = new Set<() => void>();

/** A text of the acting person that several parts of one screen read and write. */
export function useOwnText(kind: string, about: string): [string, (next: string) => void] {
  const { acting } = useDeskPlace();
  const place = `zhiban.draft/${ownName(acting.person, kind, about)}`;
  const read = () => keptInTab(place) ?? "";
  const text = useSyncExternalStore(subscribe, read, read);
  const change = (next: string) => {
    keepInTab(place, next);
    for (const tell of listeners) tell();
  };
  return [text, change];
}

function ownName(person: string, kind: string, about: string): string {
  return `${kind}/${person}/${about}`;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
