import { useSyncExternalStore } from "react";
import { keepDraft } from "../../ui/begun-drafts.ts";
import { useDraft } from "../../ui/draft.ts";
import { keptInTab } from "../../ui/tab-store.ts";
import { type DeskPlace, useDeskPlace } from "./acting.ts";

/*
 * What is half written belongs to who writes it: the next person at the desk must not get it. Nobody at the desk names a draft without going
 * through here, and here the acting person is part of every name, and so is the site: a post of another one may bear the same name.
 */

/** A half-filled form of the acting person; `kind` and `about` say what of and what for. */
export function useOwnDraft<T>(kind: string, about: string, empty: T): ReturnType<typeof useDraft<T>> {
  return useDraft(ownName(useDeskPlace(), kind, about), empty);
}

const listeners = new Set<() => void>();

/** A text of the acting person that several parts of one screen read and write. */
export function useOwnText(kind: string, about: string): [string, (next: string) => void] {
  const name = `zhiban.draft/${ownName(useDeskPlace(), kind, about)}`;
  const read = () => keptInTab(name) ?? "";
  const text = useSyncExternalStore(subscribe, read, read);
  const change = (next: string) => {
    keepDraft(name, next);
    for (const tell of listeners) tell();
  };
  return [text, change];
}

function ownName({ site, acting }: DeskPlace, kind: string, about: string): string {
  return `${kind}/${acting.person}/${site}/${about}`;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
