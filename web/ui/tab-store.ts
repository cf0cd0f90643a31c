import { useSyncExternalStore } from "react";

/*
 * What this tab keeps through a reload. A browser may refuse: there is no room left, or its settings allow none. Then it lasts until the
 * reload only, nothing is shown as kept, and people are told.
 */

/** What the browser would not keep. */
const refused = new Map<string, string>();
const listeners = new Set<() => void>();

/** Answers whether it will survive a reload; where it will not, what was kept under this name before does. */
export function keepInTab(name: string, text: string): boolean {
  const isKept = tryStore(() => sessionStorage.setItem(name, text)) !== undefined;
  note(name, isKept ? undefined : text);
  return isKept;
}

/** The latest under this name, kept or not. */
export function keptInTab(name: string): string | null {
  return refused.get(name) ?? tryStore(() => sessionStorage.getItem(name))?.answer ?? null;
}

export function dropFromTab(name: string): void {
  tryStore(() => sessionStorage.removeItem(name));
  note(name, undefined);
}

/** Whether something on this screen would not survive a reload, because the browser would not keep it. */
export function useUnkept(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => refused.size > 0,
  );
}

/** What a browser's store answers; undefined where it refuses. */
export function tryStore<T>(ask: () => T): { readonly answer: T } | undefined {
  try {
    return { answer: ask() };
  } catch (thrown) {
    // QuotaExceededError, or SecurityError where storage is switched off.
    if (thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}

function note(name: string, unkept: string | undefined): void {
  const before = refused.size;
  if (unkept === undefined) refused.delete(name);
  else refused.set(name, unkept);
  if (refused.size !== before) for (const tell of listeners) tell();
}
