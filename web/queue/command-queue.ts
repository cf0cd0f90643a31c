import { v7 as newId } from "uuid";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { type CommandVerdict, type Heard, type KnownProblem, verdictOf } from "./heard.ts";
import { afterAnswer, afterOther, dueNow, type Item, isUnsent, type NewCommand } from "./item.ts";
import type { ItemStore } from "./item-store.ts";

/*
 * Commands on their way. Each has its id from the first moment and keeps it through every try, so that a second delivery does no harm.
 * What waits is shown as waiting: nothing looks saved before the house's receipt is here.
 */

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
}

export type NotRefused =
  | { readonly state: "received"; readonly receipt: CommandReceipt }
  /** It is kept and on its way; nobody knows yet what comes of it. */
  | { readonly state: "kept" };

export type SendResult = NotRefused | { readonly state: "refused"; readonly problem: KnownProblem };

interface WaitingForm {
  readonly untilAnswered: boolean;
  tell(sent: SendResult): void;
}

const notKept: KnownProblem = { code: "request.not-kept", status: 0 };

/** Milliseconds until the next round, by how often the least tried was tried. */
const pauses = [1000, 2000, 5000, 10_000, 30_000];
/** Requests of one round beside each other. */
const atOnce = 4;
/** So many of the latest of what is sent once are remembered as received. */
const mostReceived = 40;

export class CommandQueue {
  readonly #ground: QueueGround;
  readonly #listeners = new Set<() => void>();
  /** Forms that wait to hear what became of what they sent. */
  readonly #forms = new Map<string, WaitingForm>();
  readonly #sending = new Set<string>();
  /** Refused, and in their form again: nowhere else. */
  readonly #inForm = new Set<string>();
  /** Let go of by this page: whatever is read of them meanwhile is old. */
  readonly #putAway = new Set<string>();
  /** What is sent once and kept nowhere: signatures, whose PIN is not kept, and what the store had no room for. */
  #once: readonly Item[] = [];
  #kept: readonly Item[] = [];
  #shown: readonly Sending[] = [];
  #keepsNothing = false;

  constructor(ground: QueueGround) {
    this.#ground = ground;
  }

  get items(): readonly Sending[] {
    return this.#shown;
  }

  /** Whether the browser would not keep what was sent last. */
  get keepsNothing(): boolean {
    return this.#keepsNothing;
  }

  subscribe(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  /** Reads what is kept and sends what waits: when a page opens. What an earlier release of the house did not know is asked once more. */
  async open(): Promise<void> {
    await this.#amend((items) =>
      items.filter(({ state }) => state === "held").map((each) => ({ ...each, state: "waiting" })),
    );
    await this.sendAll();
  }

  /** Another page of this browser has changed the store. */
  async reread(): Promise<void> {
    this.#keep(await this.#ground.store.read());
    await this.#tellForms();
  }

  /**
   * Sends a command. What is kept stays in the queue without an answer and is tried again with the same id until there is one; its form is told
   * `kept` as soon as a try has decided nothing. What is sent once is refused where there is no answer: `request.not-kept` where there was
   * no room to keep it.
   */
  async send(
    command: NewCommand,
    { pin, whenKept, untilAnswered = false, gone }: SendOptions = {},
  ): Promise<SendResult> {
    const { page, now } = this.#ground;
    const made = { ...command, id: newId(), deviceTime: now(), page, state: "waiting", tries: 0 } as const;
    const leave = () => this.#leave({ ...made, number: 0 });
    // Of a signature nothing is kept, and nobody is told that it were.
    if (pin === undefined) gone?.addEventListener("abort", leave);
    const sent = new Promise<SendResult>((told) => {
      const tell = (result: SendResult) => {
        gone?.removeEventListener("abort", leave);
        told(result);
      };
      this.#forms.set(made.id, { tell, untilAnswered });
    });
    const kept = pin === undefined ? await this.#ground.store.add(made) : undefined;
    if (pin === undefined) this.#keepsNothing = kept === undefined;
    if (kept) {
      whenKept?.();
      this.#ground.tellOthers();
      this.#keep([...this.#kept.filter(({ id }) => id !== kept.id), kept]);
      void this.#trySending(kept);
    } else {
      const once = { ...made, number: 0 };
      this.#once = [...this.#once, once];
      this.#keep(this.#kept);
      void this.#tryOnce(once, pin);
    }
    return await sent;
  }

  /**
   * Tries everything that waits, at once: on the person's word, when the network is back, or when somebody has proved who they are. What another open
   * page has just made is left to it until it has tried once, since its form waits there to hear what comes of it.
   */
  async sendAll(): Promise<void> {
    const wasAlone = await this.#ground.alone(async () => {
      const { store, page, otherPages } = this.#ground;
      const [items = this.#kept, others] = await Promise.all([store.read(), otherPages()]);
      const row = [...dueNow(items.filter((each) => each.tries > 0 || each.page === page || !others.has(each.page)))];
      const work = async () => {
        for (let next = row.shift(); next; next = row.shift()) await this.#trySending(next);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    });
    // The other page may be closed before it is through.
    if (!wasAlone) this.#tryLater();
  }

  /**
   * Takes what was refused into a form of this page, and answers whether it may: of several pages one does, and while that is open no other. It stays
   * kept until it is put away.
   */
  async takeBack(id: string): Promise<boolean> {
    const { page, otherPages } = this.#ground;
    const others = await otherPages();
    const isFree = (each: Item) => each.state === "refused" && !others.has(each.page);
    await this.#amend((items) =>
      items.filter((each) => each.id === id && isFree(each)).map((each) => ({ ...each, page })),
    );
    return this.#kept.find((each) => each.id === id)?.page === page;
  }

  /** Lets go of what was refused and has been seen. */
  async putAway(id: string): Promise<void> {
    if (this.#shown.find((each) => each.id === id)?.state !== "refused" && !this.#inForm.has(id)) return;
    this.#putAway.add(id);
    this.#once = this.#once.filter((each) => each.id !== id);
    this.#keep(this.#kept);
    await this.#ground.store.drop(id);
    this.#ground.tellOthers();
  }

  async #trySending(item: Item): Promise<void> {
    const verdict = await this.#answerTo(item, undefined);
    if (!verdict) return;
    const { id } = item;
    if (verdict.says === "refused" && this.#forms.has(id)) this.#inForm.add(id);
    await this.#amend((items) =>
      items.flatMap((each) => {
        if (each.id === id) return [{ ...afterAnswer(each, verdict), tries: each.tries + 1 }];
        const next = afterOther(each, item, verdict);
        return next === each ? [] : [next];
      }),
    );
    await this.#tellForms();
    this.#ground.tellOthers();
    this.#tryLater();
  }

  async #tryOnce(item: Item, pin: string | undefined): Promise<void> {
    const verdict = await this.#answerTo(item, pin);
    if (!verdict) return;
    const answered = afterAnswer(item, verdict);
    const isLeftOut = pin === undefined && isUnsent(answered);
    this.#once = this.#once.filter(({ id }) => id !== item.id);
    const settled: Item = {
      ...answered,
      state: answered.receipt ? "received" : "refused",
      ...(isLeftOut ? { problem: notKept } : {}),
    };
    // What was signed is not kept; what its author wrote is, where the form in which it stood is gone.
    const isNowhere = pin === undefined && !this.#forms.has(item.id);
    if (isNowhere || answered.receipt) this.#once = [...this.#once, settled];
    const forgotten = this.#once.filter(({ receipt }) => receipt).slice(0, -mostReceived);
    this.#once = this.#once.filter((each) => !forgotten.includes(each));
    this.#keep(this.#kept);
    this.#tell(settled);
  }

  /** Undefined where it is being asked already. */
  async #answerTo(item: Item, pin: string | undefined): Promise<CommandVerdict | undefined> {
    const { id } = item;
    if (this.#sending.has(id)) return undefined;
    this.#sending.add(id);
    this.#keep(this.#kept);
    const heard = await this.#ground.deliver(item, pin);
    this.#sending.delete(id);
    return verdictOf(heard, id);
  }

  async #amend(how: (items: readonly Item[]) => readonly Item[]): Promise<void> {
    const changed = (items: readonly Item[]) => {
      const next = new Map(how(items).map((each) => [each.id, each]));
      return items.map((each) => next.get(each.id) ?? each);
    };
    // What the browser does not write holds for this page: it is sent again by the next one, with the same id.
    this.#keep((await this.#ground.store.amend(how)) ?? changed(this.#kept));
  }

  /** Tells each form of this page what its item came to. What was tried and not decided is kept, which is all that its form needs to know. */
  async #tellForms(): Promise<void> {
    for (const item of this.#kept) {
      const form = this.#forms.get(item.id);
      if (!form || (isUnsent(item) && (item.tries === 0 || form.untilAnswered))) continue;
      if (item.state === "refused") this.#inForm.add(item.id);
      this.#tell(item);
      // Its words are in the form again, with the reason beside them.
      if (item.state === "refused") await this.putAway(item.id);
    }
  }

  #leave(made: Item): void {
    if (!this.#forms.has(made.id)) return;
    this.#inForm.delete(made.id);
    this.#tell(made);
    this.#keep(this.#kept);
  }

  #tell({ id, state, receipt, problem = notKept }: Item): void {
    const form = this.#forms.get(id);
    this.#forms.delete(id);
    if (receipt) form?.tell({ state: "received", receipt });
    else if (state === "refused") form?.tell({ state, problem });
    else form?.tell({ state: "kept" });
  }

  #tryLater(): void {
    const tries = this.#kept.flatMap((each) =>
      each.state === "waiting" || each.state === "author" ? [each.tries] : [],
    );
    if (tries.length === 0) return;
    // What has been tried in vain for a day does not make others wait as long as itself.
    const pause = pauses[Math.min(Math.max(1, Math.min(...tries)), pauses.length) - 1] ?? 0;
    this.#ground.later(() => void this.sendAll(), pause);
  }

  /** Holds what is kept, as far as that is known, and shows it. */
  #keep(kept: readonly Item[] | undefined): void {
    if (kept) this.#kept = kept.filter(({ id }) => !this.#putAway.has(id));
    this.#shown = [...this.#kept, ...this.#once]
      .filter(({ id, state }) => !(state === "refused" && this.#inForm.has(id)))
      .map((each) => (this.#sending.has(each.id) ? { ...each, state: "sending" } : each));
    for (const tell of this.#listeners) tell();
  }
}
