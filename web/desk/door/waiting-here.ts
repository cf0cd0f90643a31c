import { useEffect, useSyncExternalStore } from "react";
import type { LostItem, WaitingTelling } from "#server/account/waiting-answer.ts";
import { itemStore } from "../../queue/item-store.ts";
import { type RememberedItem, WaitingTeller } from "../../queue/waiting-teller.ts";
import { tryStore } from "../../ui/tab-store.ts";
import { ask, CommandRefused } from "./ask.ts";
import { onOutbox, queueName } from "./outbox.ts";

/* What this page tells the house of what waits in this browser, and what the house misses of it. */

const memory = "zhiban.waiting";
/** Milliseconds in which what changes is told at once. */
const pause = 2_000;
/** Milliseconds after which it is told again where the house did not hear. */
const tellAgain = 60_000;

const listeners = new Set<() => void>();
let lost: readonly LostItem[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

const teller = new WaitingTeller({
  store: itemStore(queueName),
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

/** Tells what waits now, whenever that changes, once things are quiet, and again where the house did not hear, until the answer is called. */
function tellWaiting(): () => void {
  let isOver = false;
  const tellAfter = (milliseconds: number) => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void tellNow(), milliseconds);
  };
  const tellNow = async () => {
    const missed = await teller.tell();
    if (missed) show([...lost, ...missed]);
    else tellAfter(tellAgain);
  };
  const soon = () => tellAfter(pause);
  soon();
  const stop = onOutbox(soon);
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
}

function show(next: readonly LostItem[]): void {
  if (next.length === lost.length) return;
  lost = next;
  for (const tell of listeners) tell();
}

/**
 * What the house misses of what was written in this browser, as far as this page was told, and the way to put it out of sight. While somebody acts
 * here, the house is told what waits.
 */
export function useLosses(isTold: boolean): readonly [losses: readonly LostItem[], putAway: () => void] {
  useEffect(() => (isTold ? tellWaiting() : undefined), [isTold]);
  const losses = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => lost,
  );
  return [losses, () => show([])];
}
