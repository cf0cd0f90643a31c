import { useSyncExternalStore } from "react";
import { v7 as newId } from "uuid";
import type { ActBody, ActId } from "#duty/acts.ts";
import type { Head } from "#duty/grammar/entry.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { CommandRefused, deliverCommand, type KnownProblem } from "./ask.ts";
import { type KeptOrder, keptOrders } from "./kept-orders.ts";

/*
 * Commands on their way. Each has its id from the first moment and keeps it through every try, so that a second delivery does no harm.
 * What waits is shown as waiting: nothing looks saved before the server's receipt is here.
 */

/** What a screen sends: an act, and the body of this very act. */
export interface SendOrder<A extends ActId> {
  readonly act: A;
  readonly site: string;
  readonly body: ActBody<A>;
  readonly as: string;
  readonly seen?: Head | undefined;
}

export interface Sending extends KeptOrder {
  readonly state: "waiting" | "sending" | "received" | "refused";
  readonly receipt?: CommandReceipt;
  readonly problem?: KnownProblem;
}

const place = "zhiban.outbox";
const pauses = [1000, 2000, 5000, 10_000, 30_000];
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let orders: readonly Sending[] = kept();

/** A signature waits for nobody: its PIN is not kept, so it is sent once and its form stays open. */
const withPin = new Map<string, string>();

function kept(): readonly Sending[] {
  const { read, unread } = keptOrders(sessionStorage.getItem(place));
  // What this release does not understand is not thrown away: it may hold somebody's words.
  if (unread !== undefined) sessionStorage.setItem(`${place}.unread`, unread);
  return read.map((each) => ({ ...each, state: "waiting" }));
}

function set(next: readonly Sending[]): void {
  orders = next;
  const unsent = next.filter(({ id, state }) => (state === "waiting" || state === "sending") && !withPin.has(id));
  sessionStorage.setItem(place, JSON.stringify(unsent));
  for (const tell of listeners) tell();
}

function change(id: string, to: Partial<Sending>): void {
  set(orders.map((each) => (each.id === id ? { ...each, ...to } : each)));
}

/**
 * Sends a command; resolves with the receipt. Without an answer it stays in the outbox and is tried again with the same id until there is one;
 * throws `Refused` once the server has refused it, or, for a signature, once there is no answer.
 */
export async function send<A extends ActId>(order: SendOrder<A>, pin?: string): Promise<CommandReceipt> {
  const id = newId();
  if (pin !== undefined) withPin.set(id, pin);
  const body: KeptOrder["body"] = { ...order.body };
  set([...orders.slice(-40), { ...order, body, id, deviceTime: Date.now(), state: "waiting", tries: 0 }]);
  const settled = new Promise<CommandReceipt>((keep, fail) => {
    waiting.set(id, { keep, fail });
  });
  void deliver(id);
  return await settled;
}

const waiting = new Map<string, { keep(receipt: CommandReceipt): void; fail(refused: CommandRefused): void }>();

async function deliver(id: string): Promise<void> {
  const order = orders.find((each) => each.id === id);
  if (order?.state !== "waiting") return;
  change(id, { state: "sending", tries: order.tries + 1 });
  const { act, site, body, as, seen, deviceTime } = order;
  const pin = withPin.get(id);
  try {
    const more = { ...(seen ? { seen } : {}), ...(pin === undefined ? {} : { pin }) };
    const { receipt } = await deliverCommand(act, { id, site, body, deviceTime, ...more }, as);
    change(id, { state: "received", receipt });
    waiting.get(id)?.keep(receipt);
    forget(id);
  } catch (thrown) {
    const refused =
      thrown instanceof CommandRefused ? thrown : new CommandRefused({ code: "request.broken", status: 500 });
    fail(id, refused);
  }
}

function fail(id: string, refused: CommandRefused): void {
  const mayWait = refused.undecided || refused.problem.status === 423 || refused.problem.status === 429;
  if (mayWait && !withPin.has(id) && refused.problem.code !== "account.pin-locked") {
    change(id, { state: "waiting", problem: refused.problem });
    later();
    return;
  }
  change(id, { state: "refused", problem: refused.problem });
  waiting.get(id)?.fail(refused);
  forget(id);
}

function forget(id: string): void {
  waiting.delete(id);
  withPin.delete(id);
}

function later(): void {
  const tries = Math.max(...orders.filter(({ state }) => state === "waiting").map((each) => each.tries), 1);
  clearTimeout(timer);
  timer = setTimeout(sendAll, pauses[Math.min(tries, pauses.length) - 1]);
}

/** Tries everything that waits, at once: on the person's word, or when the network is back. */
export function sendAll(): void {
  for (const { id, state } of orders) if (state === "waiting") void deliver(id);
}

window.addEventListener("online", sendAll);
if (orders.length > 0) later();

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useOutbox(): readonly Sending[] {
  return useSyncExternalStore(subscribe, () => orders);
}
