import { v7 as newId } from "uuid";
import { type CommandVerdict, verdictOf } from "./heard.ts";
import {
  afterAnswer,
  afterOnlyTry,
  afterOther,
  amended,
  dueNow,
  type Item,
  isBackWithAuthor,
  isHeld,
  isUntried,
  type NewCommand,
  nextRoundIn,
  released,
} from "./item.ts";
import { besideEachOther, inTurn, inTurnWhileHeard } from "./rounds.ts";
import type { QueueGround, Sending, SendOptions, SendResult } from "./sending.ts";
import { WaitingForms } from "./waiting-forms.ts";

/*
 * Commands on their way. Each has its id from the first moment and keeps it through every try, so that a second delivery does no harm.
 * What waits is shown as waiting: nothing looks saved before the house's receipt is here.
 */

/** So many of the latest of what is sent once are remembered as received. */
const mostReceived = 40;

export class CommandQueue {
  readonly #ground: QueueGround;
  readonly #listeners = new Set<() => void>();
  readonly #forms = new WaitingForms();
  readonly #sending = new Set<string>();
  /** What was just written and is not kept yet. */
  readonly #keeping = new Set<Promise<unknown>>();
  /** Tries under way, until what came of them is written down. */
  readonly #tries = new Map<string, Promise<CommandVerdict | undefined>>();
  /** Held since this page wrote it, as it was written: whoever alters it in the store meanwhile alters nothing that its author sends. */
  readonly #asWritten = new Map<string, Item>();
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
    this.#tryLater();
  }

  /**
   * Sends a command, at once or once it has been held. What is kept stays in the queue without an answer and is tried again with the same id until there is
   * one; its form is told `kept` as soon as a try has decided nothing. What is sent once is refused where there is no answer: `request.not-kept` where
   * there was no room to keep it.
   */
  async send(command: NewCommand, options: SendOptions = {}): Promise<SendResult> {
    const { pin, whenKept, heldFor, afterHeld = false } = options;
    const { page, now } = this.#ground;
    const made = { ...command, id: newId(), deviceTime: now(), page, state: "waiting", tries: 0 } as const;
    const held = heldFor !== undefined && pin === undefined ? { heldFor } : {};
    const once = { ...made, number: 0 };
    const sent = this.#forms.untilTold(once, options, () => this.#keep(this.#kept));
    const keeping = pin === undefined ? this.#ground.store.add({ ...made, ...held }) : Promise.resolve(undefined);
    this.#keeping.add(keeping);
    const kept = await keeping.finally(() => this.#keeping.delete(keeping));
    if (pin === undefined) this.#keepsNothing = kept === undefined;
    if (kept) {
      if (isUntried(kept)) this.#asWritten.set(kept.id, released(kept));
      whenKept?.();
      this.#ground.tellOthers();
      this.#keep([...this.#kept.filter(({ id }) => id !== kept.id), kept]);
    } else {
      this.#once = [...this.#once, once];
      this.#keep(this.#kept);
    }
    if (afterHeld) await (await this.release()).tried;
    if (!kept) void this.#tryOnce(once, pin);
    else if (isUntried(kept)) this.#tryLater();
    else void this.#trySending(kept);
    return await sent;
  }

  /**
   * Tries everything that waits, at once: on the person's word, when the network is back, or when somebody has proved who they are. What another open
   * page has just made is left to it until it has tried once, since its form waits there to hear what comes of it.
   */
  async sendAll(): Promise<void> {
    await this.#ground.alone(async () => {
      const { store, now, page, otherPages } = this.#ground;
      const [read = this.#kept, others] = await Promise.all([store.read(), otherPages()]);
      const isOurs = (each: Item) => each.tries > 0 || each.page === page || !others.has(each.page);
      const isOver = (each: Item) => isOurs(each) && isUntried(each) && !isHeld(each, now());
      const over = new Set(read.filter(isOver).map(({ id }) => id));
      // Where a page takes back and another sends, the store says who was first.
      const items = over.size > 0 ? await this.#amend((all) => all.filter(isOver).map(released)) : read;
      const due = dueNow(items.filter(isOurs), now());
      const wasHeld = ({ id }: Item) => over.has(id);
      await Promise.all([
        inTurn(due.filter(wasHeld), (each) => this.#trySending(each)),
        besideEachOther(
          due.filter((each) => !wasHeld(each)),
          (each) => this.#trySending(each),
        ),
      ]);
    });
    // What is held waits for its time; and another page may be closed before it is through.
    this.#tryLater();
  }

  /** Sends what is held in this browser, in the order in which it was written; resolves once the first is on its way. `tried`: once each was. */
  async release(): Promise<{ readonly tried: Promise<void> }> {
    return { tried: inTurn(await this.#released(), (each) => this.#trySending(each)) };
  }

  /**
   * Resolves once all that is held or waits in this browser was tried since this was called, in the order in which it was written, and what is written
   * meanwhile as well. Of an author who is away one was: the answer to that holds for the others.
   */
  async tryEach(): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      await this.#released();
      const due = dueNow(this.#kept, this.#ground.now()).filter(({ id }) => !tried.has(id));
      const isQuiet = this.#tries.size + this.#keeping.size === 0 && !this.#kept.some(isUntried);
      if (due.length === 0 && isQuiet) return;
      for (const { id } of due) tried.add(id);
      await inTurnWhileHeard(due, (each) => this.#tries.get(each.id) ?? this.#trySending(each));
      await Promise.all([...this.#tries.values(), ...this.#keeping]);
    }
  }

  /** What was held in this browser, to be sent from now on. */
  async #released(): Promise<readonly Item[]> {
    if (!this.#kept.some(isUntried)) return [];
    const ids = new Set<string>();
    const items = await this.#amend((all) => {
      const held = all.filter(isUntried);
      for (const { id } of held) ids.add(id);
      return held.map(released);
    });
    this.#ground.tellOthers();
    return items.filter(({ id }) => ids.has(id));
  }

  /**
   * Lets its author take back what was not tried yet, and answers whether that was in time. Its words stay kept until a form of this page has them and
   * they are put away.
   */
  async withdraw(id: string, by: string): Promise<boolean> {
    const { store, page } = this.#ground;
    const isTheirs = (each: Item) => each.id === id && each.as === by && isUntried(each);
    const back = (each: Item): Item => ({ ...released(each), page, state: "withdrawn" });
    // What the browser does not write would be sent by the next page: it is not taken back.
    this.#keep(await store.amend((all) => all.filter(isTheirs).map(back)));
    this.#ground.tellOthers();
    await this.#tellForms();
    return this.#kept.some((each) => each.id === id && each.state === "withdrawn" && each.page === page);
  }

  /**
   * Takes what was refused or taken back into a form of this page, and answers whether it may: of several pages one does, and while that is open no
   * other. It stays kept until it is put away.
   */
  async takeBack(id: string): Promise<boolean> {
    const { page, otherPages } = this.#ground;
    const others = await otherPages();
    const isFree = (each: Item) => isBackWithAuthor(each) && !others.has(each.page);
    await this.#amend((items) =>
      items.filter((each) => each.id === id && isFree(each)).map((each) => ({ ...each, page })),
    );
    return this.#kept.find((each) => each.id === id)?.page === page;
  }

  /** Lets go of what was refused and has been seen, and of what was taken back. */
  async putAway(id: string): Promise<void> {
    if (!this.#shown.some((each) => each.id === id && isBackWithAuthor(each)) && !this.#forms.hasBack(id)) return;
    this.#putAway.add(id);
    this.#once = this.#once.filter((each) => each.id !== id);
    this.#keep(this.#kept);
    await this.#ground.store.drop(id);
    this.#ground.tellOthers();
  }

  /** Undefined where it is being asked already. */
  async #trySending(item: Item): Promise<CommandVerdict | undefined> {
    const { id } = item;
    return await this.#oneTry(item, undefined, async (verdict) => {
      if (verdict.says === "refused") this.#forms.noteRefused(id);
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
    });
  }

  async #tryOnce(item: Item, pin: string | undefined): Promise<void> {
    await this.#oneTry(item, pin, async (verdict) => {
      const settled = afterOnlyTry(item, verdict, pin !== undefined);
      this.#once = this.#once.filter(({ id }) => id !== item.id);
      // What was signed is not kept; what its author wrote is, where the form in which it stood is gone.
      const isNowhere = pin === undefined && !this.#forms.isWaiting(item.id);
      if (isNowhere || settled.receipt) this.#once = [...this.#once, settled];
      const forgotten = this.#once.filter(({ receipt }) => receipt).slice(0, -mostReceived);
      this.#once = this.#once.filter((each) => !forgotten.includes(each));
      this.#keep(this.#kept);
      this.#forms.tell(settled);
    });
  }

  /** Asks, and does with the answer what follows; undefined where the same is being asked already. */
  async #oneTry(item: Item, pin: string | undefined, follow: (verdict: CommandVerdict) => unknown) {
    const { id } = item;
    if (this.#sending.has(id)) return undefined;
    this.#sending.add(id);
    this.#keep(this.#kept);
    const answered = async () => {
      const heard = await this.#ground.deliver(this.#asWritten.get(id) ?? item, pin);
      this.#asWritten.delete(id);
      this.#sending.delete(id);
      const verdict = verdictOf(heard, id);
      await follow(verdict);
      return verdict;
    };
    const running = answered();
    this.#tries.set(id, running);
    return await running.finally(() => this.#tries.delete(id));
  }

  async #amend(how: (items: readonly Item[]) => readonly Item[]): Promise<readonly Item[]> {
    // What the browser does not write holds for this page: it is sent again by the next one, with the same id.
    this.#keep((await this.#ground.store.amend(how)) ?? amended(this.#kept, how));
    return this.#kept;
  }

  async #tellForms(): Promise<void> {
    for (const { id } of this.#forms.tellEach(this.#kept)) await this.putAway(id);
  }

  #tryLater(): void {
    const waiting = this.#kept.filter(({ id }) => !this.#sending.has(id));
    const pause = nextRoundIn(waiting, this.#ground.now());
    if (pause !== undefined) this.#ground.later(() => void this.sendAll(), pause);
  }

  /** Holds what is kept, as far as that is known, and shows it. */
  #keep(kept: readonly Item[] | undefined): void {
    if (kept) this.#kept = kept.filter(({ id }) => !this.#putAway.has(id));
    this.#shown = [...this.#kept, ...this.#once]
      .filter(({ id, state }) => !(state === "refused" && this.#forms.hasBack(id)))
      .map((each) => (this.#sending.has(each.id) ? { ...each, state: "sending" } : each));
    for (const tell of this.#listeners) tell();
  }
}
