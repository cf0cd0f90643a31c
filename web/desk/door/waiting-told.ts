import { useSyncExternalStore } from "react";
import type { LostItem, WaitingTelling } from "#server/account/waiting-answer.ts";
import { itemStore } from "../../queue/item-store.ts";
import { type RememberedItem, WaitingTeller } from "../../queue/waiting-teller.ts";
import { tryStore } from "../../ui/tab-store.ts";
import { ask, CommandRefused } from "./ask.ts";

/* What this page tells the house of what waits in this browser, and what the house misses of it. */

const memory = "zhiban.waiting";
/** Milliseconds in which what changes is told at once. */
const pause = 2_000;

const listeners = new Set<() => void>();
let lost: readonly LostItem[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

const teller = (name: string) =>
  new WaitingTeller({
    store: itemStore(name),
    remembered: rememberedItems,
    remember: (items) => {
      tryStore(() => localStorage.setItem(memory, JSON.stringify(items)));
    },
    deliver: async (body) => {
      try {
        return (await ask<WaitingTelling>("/api/browser/waiting", { method: "POST", body })).lost;
      } catch (thrown) {
        if (thrown instanceof CommandRefused) return undefined;
        throw thrown;
      }
    },
  });

/** Whoever has this browser may have written there what they like: what is no such list is nothing. */
function rememberedItems(): readonly RememberedItem[] | undefined {
  const text = tryStore(() => localStorage.getItem(memory))?.answer ?? "";
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.filter(isRemembered) : undefined;
  } catch {
    return undefined;
  }
}

function isRemembered(item: unknown): item is RememberedItem {
  const { id, site, as, deviceTime, store } = (item ?? {}) as Partial<Record<keyof RememberedItem, unknown>>;
  const isId = (value: unknown) =>
    typeof value === "string" && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
  return isId(id) && isId(as) && typeof site === "string" && Number.isInteger(deviceTime) && Number.isInteger(store);
}

/** Tells of the queue of this name whenever `changed` is called, once things are quiet. */
export function tellingOf(name: string): () => void {
  const told = teller(name);
  const run = async () => show([...lost, ...(await told.tell())]);
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), pause);
  };
}

function show(next: readonly LostItem[]): void {
  if (next.length === lost.length) return;
  lost = next;
  for (const tell of listeners) tell();
}

/** Whoever sits here has read of them. */
export function putLossesAway(): void {
  show([]);
}

/** What the house misses of what was written in this browser, as far as this page was told. */
export function useLosses(): readonly LostItem[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => lost,
  );
}
