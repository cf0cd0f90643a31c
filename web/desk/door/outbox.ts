import { useSyncExternalStore } from "react";
import type { ActBody, ActId } from "#duty/acts.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { keepInTab, keptInTab } from "../../ui/tab-store.ts";
import { deliverCommand } from "./ask.ts";
import { type Order, OrderQueue, type Sending, type SendOptions } from "./order-queue.ts";

/* The one queue of this tab, on the tab's own store and the network. */

const place = "zhiban.outbox";
let timer: ReturnType<typeof setTimeout> | undefined;

const queue = new OrderQueue({
  store: {
    read: () => keptInTab(place),
    write: (text) => keepInTab(place, text),
    setAside: (text) => void keepInTab(`${place}.unread`, text),
  },
  deliver: async ({ id, act, site, body, as, seen, deviceTime }, pin) => {
    const more = { ...(seen ? { seen } : {}), ...(pin === undefined ? {} : { pin }) };
    const { receipt } = await deliverCommand(act, { id, site, body, deviceTime, ...more }, as);
    return receipt;
  },
  later: (run, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  },
  now: () => Date.now(),
});

window.addEventListener("online", sendAll);

/** What a screen sends: an act, and the body of this very act. */
export interface ActOrder<A extends ActId> extends Order {
  readonly act: A;
  readonly body: ActBody<A> & Order["body"];
}

/** As `OrderQueue.send`. */
export function send<A extends ActId>(order: ActOrder<A>, options?: SendOptions): Promise<CommandReceipt> {
  return queue.send(order, options);
}

export function sendAll(): void {
  queue.sendAll();
}

export function putAway(id: string): void {
  queue.putAway(id);
}

const subscribe = (tell: () => void) => queue.subscribe(tell);

export function useOutbox(): readonly Sending[] {
  return useSyncExternalStore(subscribe, () => queue.orders);
}
