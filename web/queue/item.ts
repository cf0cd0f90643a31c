import type { Head } from "#duty/grammar/entry.ts";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import type { WrittenProof } from "#server/http/written-answer.ts";
import type { CommandVerdict, KnownProblem, Says } from "./heard.ts";

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
  const isSettled = item.state === "received" || (item.state === "refused" && verdict.says !== "refused");
  return isSettled ? item : { ...item, state, problem: verdict.problem };
}

/** Whether there is something to be done for it still: it was neither received nor refused. */
export function isUnsent({ state }: Pick<Item, "state">): boolean {
  return state === "waiting" || state === "author" || state === "held";
}

/**
 * What a round sends: all that waits, and of each author who is away one, since the answer to that holds for the others. In the order in which they
 * were made.
 */
export function dueNow(items: readonly Item[]): readonly Item[] {
  const probed = new Set<string>();
  return items.filter(({ state, as }) => {
    if (state !== "author") return state === "waiting";
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
