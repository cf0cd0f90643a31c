import { v7 as newId } from "uuid";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { CommandRefused, type KnownProblem } from "./ask.ts";
import { type KeptOrder, keptOrders } from "./kept-orders.ts";

/*
 * Commands on their way. Each has its id from the first moment and keeps it through every try, so that a second delivery does no harm.
 * What waits is shown as waiting: nothing looks saved before the server's receipt is here.
 */

/** What is sent, before it has an id. Which act takes which body is seen to by `send` of the outbox. */
export type Order = Pick<KeptOrder, "act" | "site" | "body" | "as" | "seen">;

export interface Sending extends KeptOrder {
  readonly state: "waiting" | "sending" | "received" | "refused";
  readonly receipt?: CommandReceipt;
  readonly problem?: KnownProblem;
}

/** What a queue needs of the browser. */
export interface QueueGround {
  /** Where what is unsent outlasts a reload. `write` answers whether it was kept; `setAside` takes what was kept and is not understood. */
  readonly store: { read(): string | null; write(text: string): boolean; setAside(text: string): void };
  /** Brings one order to the server. Throws `CommandRefused`. */
  deliver(order: Sending, pin: string | undefined): Promise<CommandReceipt>;
  /** Asks to be called once, so many milliseconds from now; asked again, the first call is off. */
  later(run: () => void, milliseconds: number): void;
  now(): number;
}

export interface SendOptions {
  readonly pin?: string | undefined;
  /** Called before anything is sent, once the order outlasts a reload: from then on its form may be emptied. */
  readonly whenKept?: (() => void) | undefined;
}

const notKept: KnownProblem = { code: "request.not-kept", status: 0 };

const pauses = [1000, 2000, 5000, 10_000, 30_000];
/** Of what has its answer, so many of the latest are remembered; what has none is never let go. */
const mostAnswered = 40;

/**
 * Whether an order waits until its author has proved at this desk who they are: somebody else acts there now, or they have gone, or their
 * secrets were reset. What they wrote is refused by none of this, and nobody else may send it.
 */
export function awaitsAuthor({ state, problem }: Sending): boolean {
  return state === "waiting" && problem !== undefined && concernsAuthor(problem);
}

function concernsAuthor({ code, status }: KnownProblem): boolean {
  return status === 401 || authorAway.has(code);
}

const authorAway: ReadonlySet<string> = new Set([
  "account.desk-locked",
  "account.person-locked",
  "account.not-at-this-desk",
  "account.first-password",
  "account.first-pin",
]);

export class OrderQueue {
  readonly #ground: QueueGround;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<string, { keep(receipt: CommandReceipt): void; fail(refused: CommandRefused): void }>();
  /**
   * Orders that are sent once and whose form stays open until there is an answer: signatures, which wait for nobody and whose PIN is not
   * kept, and whatever the store had no room for.
   */
  readonly #once = new Map<string, { readonly pin: string | undefined }>();
  #orders: readonly Sending[];

  constructor(ground: QueueGround) {
    this.#ground = ground;
    const { read, unread } = keptOrders(ground.store.read());
    // It may hold somebody's words.
    if (unread !== undefined) ground.store.setAside(unread);
    this.#orders = read.map(asKept);
    if (this.#orders.some(({ state }) => state === "waiting")) this.#later();
  }

  get orders(): readonly Sending[] {
    return this.#orders;
  }

  subscribe(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  /**
   * Sends an order; resolves with the receipt. What is kept stays in the queue without an answer and is tried again with the same id until
   * there is one. Throws `CommandRefused` once the server has refused it, or, for what is sent once, once there is no answer: `request.not-kept`
   * where there was no room to keep it.
   */
  async send(order: Order, { pin, whenKept }: SendOptions = {}): Promise<CommandReceipt> {
    const id = newId();
    if (pin !== undefined) this.#once.set(id, { pin });
    const next = [
      ...this.#orders,
      { ...order, id, deviceTime: this.#ground.now(), state: "waiting", tries: 0 } as const,
    ];
    const isKept = this.#set(next);
    if (pin === undefined && isKept) whenKept?.();
    else this.#once.set(id, { pin });
    const settled = new Promise<CommandReceipt>((keep, fail) => {
      this.#waiting.set(id, { keep, fail });
    });
    void this.#deliver(id);
    return await settled;
  }

  /** Tries everything that waits, at once: on the person's word, or when the network is back. */
  sendAll(): void {
    for (const { id, state } of this.#orders) if (state === "waiting") void this.#deliver(id);
  }

  /** Lets go of what was refused and has been seen. */
  putAway(id: string): void {
    this.#set(this.#orders.filter((each) => each.id !== id || each.refusedWith === undefined));
  }

  async #deliver(id: string): Promise<void> {
    const order = this.#orders.find((each) => each.id === id);
    if (order?.state !== "waiting") return;
    this.#change(id, { state: "sending", tries: order.tries + 1 });
    try {
      const receipt = await this.#ground.deliver(order, this.#once.get(id)?.pin);
      this.#change(id, { state: "received", receipt });
      this.#waiting.get(id)?.keep(receipt);
      this.#forget(id);
    } catch (thrown) {
      this.#fail(
        id,
        thrown instanceof CommandRefused ? thrown : new CommandRefused({ code: "request.broken", status: 500 }),
      );
    }
  }

  #fail(id: string, refused: CommandRefused): void {
    const mayWait = refused.undecided || refused.problem.status === 429 || concernsAuthor(refused.problem);
    const once = this.#once.get(id);
    if (mayWait && !once) {
      this.#change(id, { state: "waiting", problem: refused.problem });
      this.#later();
      return;
    }
    const isLeftOut = mayWait && once !== undefined && once.pin === undefined;
    const heard = isLeftOut ? new CommandRefused(notKept, { cause: refused }) : refused;
    const isHeard = this.#waiting.has(id);
    this.#change(id, { state: "refused", problem: heard.problem, ...(isHeard ? {} : { refusedWith: heard.problem }) });
    this.#waiting.get(id)?.fail(heard);
    this.#forget(id);
  }

  #forget(id: string): void {
    this.#waiting.delete(id);
    this.#once.delete(id);
  }

  #later(): void {
    const tries = Math.max(...this.#orders.filter(({ state }) => state === "waiting").map((each) => each.tries), 1);
    this.#ground.later(() => this.sendAll(), pauses[Math.min(tries, pauses.length) - 1] ?? 0);
  }

  #change(id: string, to: Partial<Sending>): void {
    this.#set(this.#orders.map((each) => (each.id === id ? { ...each, ...to } : each)));
  }

  /** Answers whether all that is to be kept was. Where it was not, the store holds what it held before. */
  #set(next: readonly Sending[]): boolean {
    const forgotten = new Set(next.filter(isAnswered).slice(0, -mostAnswered));
    this.#orders = next.filter((each) => !forgotten.has(each));
    const unsent = next.filter((each) => !isAnswered(each) && !this.#once.has(each.id));
    const isKept = this.#ground.store.write(JSON.stringify(unsent));
    for (const tell of this.#listeners) tell();
    return isKept;
  }
}

function asKept(each: KeptOrder): Sending {
  const { refusedWith } = each;
  return refusedWith ? { ...each, state: "refused", problem: refusedWith } : { ...each, state: "waiting" };
}

/** Whoever sent it has its answer: its receipt, or the reason beside its form. */
function isAnswered({ state, refusedWith }: Sending): boolean {
  return state === "received" || (state === "refused" && refusedWith === undefined);
}
