import { useSyncExternalStore } from "react";
import { keepInTab, keptInTab } from "../../ui/tab-store.ts";
import { ask } from "./ask.ts";
import { type Order, OrderQueue, type Receipt, type Sending, type SendOptions } from "./order-queue.ts";

/* The one queue of this tab, on the tab's own store and the network. */

const place = "zhiban.outbox";
let timer: ReturnType<typeof setTimeout> | undefined;

const queue = new OrderQueue({
  store: { read: () => keptInTab(place), write: (text) => keepInTab(place, text) },
  deliver: async ({ id, act, site, body, as, seen, deviceTime }, pin) => {
    const { receipt } = await ask<{ receipt: Receipt }>(`/api/commands/${act}`, {
      method: "POST",
      as,
      body: { id, site, body, deviceTime, ...(seen ? { seen } : {}), ...(pin === undefined ? {} : { pin }) },
    });
    return receipt;
  },
  later: (run, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  },
  now: Date.now,
});

window.addEventListener("online", sendAll);

/** As `OrderQueue.send`. */
export function send(order: Order, options?: SendOptions): Promise<Receipt> {
  return queue.send(order, options);
}

export function sendAll(): void {
  queue.sendAll();
}

const subscribe = (tell: () => void) => queue.subscribe(tell);

export function useOutbox(): readonly Sending[] {
  return useSyncExternalStore(subscribe, () => queue.orders);
}
