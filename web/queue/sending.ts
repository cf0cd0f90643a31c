import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { type Heard, type KnownProblem, notKept } from "./heard.ts";
import type { Item } from "./item.ts";
import type { ItemStore } from "./item-store.ts";

/* What a queue is asked, what it tells, and what it needs of the browser. */

/** An item as a screen shows it. `sending`: an answer to it is awaited. */
export interface Sending extends Omit<Item, "state"> {
  readonly state: Item["state"] | "sending";
}

/** What a queue needs of the browser. */
export interface QueueGround {
  readonly store: ItemStore;
  /** Brings one item to the house; whatever goes wrong is heard, and nothing is thrown. */
  deliver(item: Item, pin: string | undefined): Promise<Heard>;
  /** Asks to be called once, so many milliseconds from now; asked again, the first call is off. */
  later(run: () => void, milliseconds: number): void;
  now(): number;
  /** Runs it unless another page of this browser is at the same, and answers whether: of several pages one sends what waits. */
  alone(run: () => Promise<void>): Promise<boolean>;
  /** This page, and which others of this browser are open. */
  readonly page: string;
  otherPages(): Promise<ReadonlySet<string>>;
  /** Tells the other pages of this browser that the store has changed. */
  tellOthers(): void;
}

export interface SendOptions {
  readonly pin?: string | undefined;
  /** Called before anything is sent, once the item is kept: from then on its form may be emptied. */
  readonly whenKept?: (() => void) | undefined;
  /** Its form stays as it is until there is an answer, and is never told `kept`: what it holds is more than words. */
  readonly untilAnswered?: boolean | undefined;
  /** Aborted once its form is gone: what is refused from then on stays with the queue, where its author finds it. */
  readonly gone?: AbortSignal | undefined;
  /** Milliseconds for which it is held once it is kept, so that its author may take it back; what the browser does not keep is sent at once. */
  readonly heldFor?: number | undefined;
  /** What is held in this browser is sent first, and has been tried before this is. */
  readonly afterHeld?: boolean | undefined;
}

export type NotRefused =
  | { readonly state: "received"; readonly receipt: CommandReceipt }
  /** It is kept and nobody knows yet what comes of it, or its author has taken it back. */
  | { readonly state: "kept" };

export type SendResult = NotRefused | { readonly state: "refused"; readonly problem: KnownProblem };

/** What a form is told of its item. */
export function resultOf({ state, receipt, problem = notKept }: Item): SendResult {
  if (receipt) return { state: "received", receipt };
  return state === "refused" ? { state, problem } : { state: "kept" };
}
