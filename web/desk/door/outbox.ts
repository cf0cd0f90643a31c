import { useSyncExternalStore } from "react";
import type { ActBody, ActId } from "#duty/acts.ts";
import { CommandQueue } from "../../queue/command-queue.ts";
import type { NewCommand } from "../../queue/item.ts";
import { itemStore } from "../../queue/item-store.ts";
import { openPages } from "../../queue/open-pages.ts";
import type { Sending, SendOptions, SendResult } from "../../queue/sending.ts";
import { byEitherRoad } from "../../queue/two-roads.ts";
import { provedStore } from "../../queue/written-proof.ts";
import { deliverCommand, deliverProved } from "./ask.ts";
import { proveWritten } from "./own-device.ts";
import { holdingBack, sendPhotos, whenPhotosAnswered } from "./own-photos.ts";

/* The one queue of this browser, as this page sees it: on the browser's own store and the network. */

export const queueName = "zhiban.queue";
const others = new BroadcastChannel(queueName);
let timer: ReturnType<typeof setTimeout> | undefined;

const pages = openPages(queueName);

/** By which items tell in which page of this browser they were written, or taken back. */
export const thisPage = pages.page;

const queue = new CommandQueue({
  ...pages,
  store: provedStore(itemStore(queueName), proveWritten),
  deliver: async (item, pin) => {
    const held = await holdingBack(item);
    if (held) return held;
    const { id, act, site, body, as, seen, deviceTime } = item;
    const said = { id, site, body, deviceTime, ...(seen ? { seen } : {}) };
    const byDesk = () => deliverCommand(act, { ...said, ...(pin === undefined ? {} : { pin }) }, as);
    return await byEitherRoad(item, {
      page: pages.page,
      byDesk,
      byProof: (proof) => deliverProved({ ...said, act, as, proof }),
    });
  },
  later: (run, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  },
  now: () => Date.now(),
  tellOthers: () => others.postMessage("changed"),
});

others.addEventListener("message", () => void queue.reread());
window.addEventListener("online", sendAll);
whenPhotosAnswered(() => void queue.sendAll());
void queue.open();
sendPhotos();

/** What a screen sends: an act, and the body of this very act. */
export interface ActCommand<A extends ActId> extends NewCommand {
  readonly act: A;
  readonly body: ActBody<A> & NewCommand["body"];
}

let endingNouns: ReadonlySet<string> | undefined;

/** Told once, where the nouns are put together: those whose acts may end somebody's writing on a page, or take over what stands there. */
export function sendHeldBefore(nouns: ReadonlySet<string>): void {
  endingNouns = nouns;
}

/**
 * As `CommandQueue.send`. Whoever signs, comes, goes or hands over has written before what is held: that is sent first.
 * @throws Error where the nouns were not told: a line would be refused that was written in time
 */
export function send<A extends ActId>(command: ActCommand<A>, options: SendOptions = {}): Promise<SendResult> {
  if (!endingNouns) throw new Error("something was sent before the nouns were told");
  const [noun = ""] = command.act.split(".");
  return queue.send(command, { ...options, afterHeld: options.pin !== undefined || endingNouns.has(noun) });
}

/** As `CommandQueue.tryEach`. */
export function tryEach(): Promise<void> {
  return queue.tryEach();
}

/** As `CommandQueue.withdraw`. */
export function withdraw(id: string, by: string): Promise<boolean> {
  return queue.withdraw(id, by);
}

export function sendAll(): void {
  sendPhotos();
  void queue.sendAll();
}

export function putAway(id: string): void {
  void queue.putAway(id);
}

/** As `CommandQueue.takeBack`. */
export function takeBack(id: string): Promise<boolean> {
  return queue.takeBack(id);
}

/** Calls whenever something of the queue has changed, until the answer is called. */
export const onOutbox = (tell: () => void) => queue.subscribe(tell);

/** What stands there at this moment, for what is pressed. */
export function outboxNow(): readonly Sending[] {
  return queue.items;
}

export function useOutbox(): readonly Sending[] {
  return useSyncExternalStore(onOutbox, () => queue.items);
}

/** Whether the browser keeps nothing more of what is sent. */
export function useKeepsNothing(): boolean {
  return useSyncExternalStore(onOutbox, () => queue.keepsNothing);
}
