import type { Head } from "#duty/grammar/entry.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import type { WrittenProof } from "#server/http/written-answer.ts";
import { type CommandVerdict, type KnownProblem, notKept, type Says } from "./heard.ts";

/*
 * A command as this browser keeps it until its receipt is here, and what an answer makes of it. Only a receipt lets go of what waits; what was refused
 * stays with its words until its author has seen it.
 */

/** What is sent, before it has an id. Which act takes which body is seen to by `send` of the outbox. */
export interface NewCommand {
  readonly act: string;
  readonly site: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who acts. */
  readonly as: string;
  readonly seen?: Head | undefined;
}

export type ItemState =
  /** On its way: sent until there is an answer. */
  | "waiting"
  /** Waits until its author has proved at this desk who they are: nobody else may send it. */
  | "author"
  /** The house does not know the act; asked again when the page is opened anew, since another release may. */
  | "held"
  | "refused"
  /** Its author took it back before it was tried; it is kept until its words stand in a form again. */
  | "withdrawn"
  | "received";

export interface Item extends NewCommand {
  /** UUID of the command, the same at every try. */
  readonly id: string;
  /** The how-manieth this browser has made, from one. */
  readonly number: number;
  /** When it was written, milliseconds since 1970 by the clock of the device. */
  readonly deviceTime: number;
  /** The page of this browser in which it was written. */
  readonly page: string;
  readonly state: ItemState;
  readonly tries: number;
  /**
   * Milliseconds from its device time for which it is not sent yet, so that its author may take it back. Undefined once it is to be sent, as in items of
   * releases that held nothing.
   */
  readonly heldFor?: number | undefined;
  /** What was last said against it. */
  readonly problem?: KnownProblem | undefined;
  readonly receipt?: CommandReceipt | undefined;
  /** Made when it was written, where this browser could: by it the item goes whoever acts here. */
  readonly proof?: WrittenProof | undefined;
}

/** Every state, and what every answer makes of it. What has its receipt has it for good, and what was decided stays so until there is a receipt. */
const becomes: Readonly<Record<ItemState, Readonly<Record<Says, ItemState>>>> = {
  waiting: { done: "received", refused: "refused", "author-away": "author", "not-known": "held", undecided: "waiting" },
  author: { done: "received", refused: "refused", "author-away": "author", "not-known": "held", undecided: "waiting" },
  held: { done: "received", refused: "refused", "author-away": "author", "not-known": "held", undecided: "held" },
  refused: {
    done: "received",
    refused: "refused",
    "author-away": "refused",
    "not-known": "refused",
    undecided: "refused",
  },
  withdrawn: {
    done: "received",
    refused: "withdrawn",
    "author-away": "withdrawn",
    "not-known": "withdrawn",
    undecided: "withdrawn",
  },
  received: {
    done: "received",
    refused: "received",
    "author-away": "received",
    "not-known": "received",
    undecided: "received",
  },
};

/** An item once it is answered. An answer that changes nothing in what was decided leaves the reason as it was. */
export function afterAnswer(item: Item, verdict: CommandVerdict): Item {
  const state = becomes[item.state][verdict.says];
  if (verdict.says === "done") {
    const { problem: _, proof: __, ...rest } = item;
    // Its words are with the house now, and no longer in a browser that others use too.
    return { ...rest, state, body: {}, receipt: item.receipt ?? verdict.receipt };
  }
  const isDone = item.state === "received" || item.state === "withdrawn";
  const isSettled = isDone || (item.state === "refused" && verdict.says !== "refused");
  return isSettled ? item : { ...item, state, problem: verdict.problem };
}

/** An item that is kept nowhere, once it is answered: received, or refused. `isSigned`: a signature, of which an answer that decides nothing is told. */
export function afterOnlyTry(item: Item, verdict: CommandVerdict, isSigned: boolean): Item {
  const answered = afterAnswer(item, verdict);
  if (answered.receipt) return { ...answered, state: "received" };
  const isLeftOut = !isSigned && isUnsent(answered);
  return { ...answered, state: "refused", ...(isLeftOut ? { problem: notKept } : {}) };
}

/** Whether there is something to be done for it still: it was neither received nor refused nor taken back. */
export function isUnsent({ state }: Pick<Item, "state">): boolean {
  return state === "waiting" || state === "author" || state === "held";
}

/** Whether its words are their author's again, who has not put them away yet. */
export function isBackWithAuthor({ state }: { readonly state: string }): boolean {
  return state === "refused" || state === "withdrawn";
}

/** Whether no attempt has begun, so that its author may take it back, though its time may be over. */
export function isUntried({ state, tries, heldFor }: Pick<Item, "tries" | "heldFor"> & { state: string }): boolean {
  return state === "waiting" && tries === 0 && heldFor !== undefined;
}

/** Whether it is not to be sent yet. A clock that was put back before it was written holds nothing. */
export function isHeld(item: Item, now: number): boolean {
  return isUntried(item) && item.deviceTime <= now && now < heldUntil(item);
}

/** Milliseconds since 1970 by the clock of the device. */
export function heldUntil({ deviceTime, heldFor = 0 }: Pick<Item, "deviceTime" | "heldFor">): number {
  return deviceTime + heldFor;
}

/** To be sent from now on: nobody takes it back any more. */
export function released({ heldFor: _, ...item }: Item): Item {
  return item;
}

/** All of them, changed where `how` changes one. */
export function amended(items: readonly Item[], how: (items: readonly Item[]) => readonly Item[]): readonly Item[] {
  const next = new Map(how(items).map((each) => [each.id, each]));
  return items.map((each) => next.get(each.id) ?? each);
}

/** Milliseconds until the next round, by how often the least tried was tried. */
const pauses = [1000, 2000, 5000, 10_000, 30_000];

/** In how many milliseconds from `now` there is something to send; undefined where nothing waits. */
export function nextRoundIn(items: readonly Item[], now: number): number | undefined {
  const rounds = items.flatMap((each) => (isHeld(each, now) ? [heldUntil(each) - now] : []));
  const tries = items.flatMap((each) =>
    (each.state === "waiting" || each.state === "author") && !isHeld(each, now) ? [each.tries] : [],
  );
  // What has been tried in vain for a day does not make others wait as long as itself.
  if (tries.length > 0) rounds.push(pauses[Math.min(Math.max(1, Math.min(...tries)), pauses.length) - 1] ?? 0);
  return rounds.length > 0 ? Math.min(...rounds) : undefined;
}

/**
 * What a round sends: all that waits and is not held, and of each author who is away one, since the answer to that holds for the others. In the order in which they
 * were made.
 */
export function dueNow(items: readonly Item[], now: number): readonly Item[] {
  const probed = new Set<string>();
  return items.filter((each) => {
    const { state, as } = each;
    if (state !== "author") return state === "waiting" && !isHeld(each, now);
    if (probed.has(as)) return false;
    probed.add(as);
    return true;
  });
}

/** What an answer to one of them says of the others of its author: whoever was let in once is there, and what came by its proof tells nothing of them. */
export function afterOther(item: Item, answered: Pick<Item, "as">, verdict: CommandVerdict): Item {
  const isThere = (verdict.says === "done" || verdict.says === "refused") && verdict.road !== "proof";
  return isThere && item.state === "author" && item.as === answered.as ? { ...item, state: "waiting" } : item;
}
