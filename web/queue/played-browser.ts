import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { CommandQueue } from "./command-queue.ts";
import type { Heard } from "./heard.ts";
import { type Item, isUnsent, isUntried, type NewCommand } from "./item.ts";
import { type ItemStore, itemStore } from "./item-store.ts";
import type { QueueGround, SendOptions } from "./sending.ts";

/*
 * A browser with several pages on one store that may be full, and a network that loses requests or answers and brings answers of others. Browser and
 * network are played here; the queues, and their store on IndexedDB, are the real ones.
 */

const stream: CommandReceipt["stream"] = { site: "tower", noun: "log", id: "lobby/2026-11-21/day" };

export const lineWith = (text: string, as = "lin"): NewCommand => ({
  act: "log.write-line",
  site: "tower",
  body: { text },
  as,
});
export const wordsIn = ({ body }: Pick<NewCommand, "body">) => (body as { text: string }).text;

const problem = (code: string, status: number): Heard => ({
  came: "answer",
  status,
  body: { code, status, rules: [] },
});

/** What comes back; `done`: the house did it, whether or not it is told. */
export const answers = {
  received: { done: true, heard: undefined },
  "answer-lost": { done: true, heard: { came: "nothing" } },
  "answer-cut": { done: true, heard: { came: "unreadable", status: 200 } },
  lost: { done: false, heard: { came: "nothing" } },
  "portal-page": { done: false, heard: { came: "unreadable", status: 200 } },
  "portal-words": { done: false, heard: { came: "answer", status: 200, body: { welcome: true } } },
  "sent-elsewhere": { done: false, heard: { came: "elsewhere" } },
  "proxy-403": { done: false, heard: { came: "answer", status: 403, body: {} } },
  "too-many": { done: false, heard: problem("request.too-many", 429) },
  "house-fault": { done: false, heard: problem("house.fault", 500) },
  "house-away": { done: false, heard: problem("house.database-away", 503) },
  "house-full": { done: false, heard: problem("house.no-room", 507) },
  "act-not-known": { done: false, heard: problem("command.no-such-act", 404) },
  "desk-locked": { done: false, heard: problem("account.desk-locked", 423) },
  "signed-out": { done: false, heard: problem("account.not-signed-in", 401) },
  refused: { done: false, heard: problem("log.page-closed", 409) },
} as const satisfies Record<string, { done: boolean; heard: Heard | undefined }>;

export type HowAnswered = keyof typeof answers;

let named = 0;

export class PlayedBrowser {
  /** By the id of its command, what the house has. */
  readonly arrived = new Map<string, string>();
  /** Ids that the house has refused: it does so again whenever it is asked. */
  readonly refusedIds = new Set<string>();
  /** Texts whose field was emptied because a queue said that it keeps them. */
  readonly entrusted = new Set<string>();
  /** Texts that stand in a form again. */
  readonly back = new Set<string>();
  /** Texts that their author has taken back in time. */
  readonly withdrawn = new Set<string>();
  /** Texts that somebody has seen refused, and put away. */
  readonly putAway = new Set<string>();
  isFull = false;
  /** Nothing that is kept can be changed any more. */
  writesNothing = false;
  /** What the clock of the device tells. */
  now = 0;
  readonly pages: PlayedPage[] = [];
  readonly store: ItemStore;
  /** Which of the pages is sending what waits. */
  sending: PlayedPage | undefined;
  #working = 0;

  constructor() {
    named += 1;
    this.store = this.#counted(itemStore(`played-${named}`));
  }

  async openPage(): Promise<PlayedPage> {
    const page = new PlayedPage(this);
    this.pages.push(page);
    void page.queue.open();
    await this.settled();
    return page;
  }

  /** Whatever was under way there is answered to nobody. */
  async closePage(page: PlayedPage): Promise<void> {
    page.isOpen = false;
    this.pages.splice(this.pages.indexOf(page), 1);
    if (this.sending === page) this.sending = undefined;
    await this.settled();
  }

  /** Lets everything go on that can, until all is at rest but the network. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.#working === 0 ? quiet + 1 : 0)
      await new Promise<void>((keep) => setImmediate(keep));
  }

  kept(): Promise<readonly Item[]> {
    return this.store.read().then((items) => items ?? []);
  }

  /** Texts that were entrusted, and are neither at the house, nor in a form, nor put away, nor both kept and in sight of every page. */
  async missing(): Promise<readonly string[]> {
    const kept = (await this.kept()).filter(({ state }) => state !== "received").map(wordsIn);
    const isShown = (text: string) =>
      this.pages.every(({ queue }) => queue.items.some((each) => each.state !== "received" && wordsIn(each) === text));
    const there = new Set([...this.back, ...this.putAway, ...this.arrived.values()]);
    return [...this.entrusted].filter((text) => !there.has(text) && !(kept.includes(text) && isShown(text)));
  }

  /** Items that no page would ever send again, though nothing was decided. */
  async stranded(): Promise<readonly Item[]> {
    return (await this.kept()).filter((each) => isUnsent(each) && each.state !== "held");
  }

  #counted(store: ItemStore): ItemStore {
    const count = async <T>(work: () => Promise<T>): Promise<T> => {
      this.#working += 1;
      try {
        return await work();
      } finally {
        this.#working -= 1;
      }
    };
    return {
      read: () => count(() => store.read()),
      add: (made) => count(async () => (this.isFull ? undefined : await store.add(made))),
      amend: (how) => count(async () => (this.writesNothing ? undefined : await store.amend(how))),
      drop: (id) => count(() => store.drop(id)),
      tell: () => count(() => store.tell()),
      forgetLetGo: (ids) => count(() => store.forgetLetGo(ids)),
    };
  }
}

export class PlayedPage {
  isOpen = true;
  readonly queue: CommandQueue;
  readonly browser: PlayedBrowser;
  readonly #id = `page-${crypto.randomUUID()}`;
  #underWay: { readonly item: Item; hear(heard: Heard): void }[] = [];
  #alarm: (() => void) | undefined;
  /** When it asked to be called, by the clock of the device; undefined where it waits for nothing. */
  alarmAt: number | undefined;
  #forms = new AbortController();

  constructor(browser: PlayedBrowser) {
    this.browser = browser;
    this.queue = new CommandQueue(this.#ground());
  }

  /** `about`: as it is sent, for instance held. */
  async write(text: string, as?: string, about: Pick<SendOptions, "heldFor" | "afterHeld"> = {}): Promise<void> {
    const { browser } = this;
    const { signal: gone } = this.#forms;
    const whenKept = () => browser.entrusted.add(text);
    void this.queue.send(lineWith(text, as), { ...about, whenKept, gone }).then(({ state }) => {
      if (state === "refused" && this.isOpen && !gone.aborted) browser.back.add(text);
    });
    await browser.settled();
  }

  /** Its forms are gone, as when people go on to another screen. */
  async leaveForms(): Promise<void> {
    this.#forms.abort();
    this.#forms = new AbortController();
    await this.browser.settled();
  }

  /** Whether one is under way that its author may still take back. */
  get sendsHeld(): boolean {
    return this.#underWay.some(({ item }) => isUntried(item));
  }

  get underWay(): readonly string[] {
    return this.#underWay.map(({ item }) => wordsIn(item));
  }

  async answer(which: number, how: HowAnswered): Promise<void> {
    const [one] = this.#underWay.splice(which % Math.max(1, this.#underWay.length), 1);
    if (one) one.hear(this.#heardFrom(one.item, how));
    await this.browser.settled();
  }

  async answerAll(how: HowAnswered): Promise<void> {
    while (this.#underWay.length > 0) await this.answer(0, how);
  }

  async pass(): Promise<void> {
    const run = this.#alarm;
    this.#alarm = undefined;
    this.alarmAt = undefined;
    run?.();
    await this.browser.settled();
  }

  /** An act at this desk sends what is held. */
  async release(): Promise<void> {
    void this.queue.release();
    await this.browser.settled();
  }

  /** Its author takes back what they wrote, and its words stand in a form of this page again, where that was in time. */
  async withdraw(id: string, by = "lin"): Promise<boolean> {
    const item = this.queue.items.find((each) => each.id === id);
    const isBack = await this.queue.withdraw(id, by);
    if (item && isBack) {
      this.browser.withdrawn.add(wordsIn(item));
      if (await this.queue.takeBack(id)) this.browser.back.add(wordsIn(item));
      await this.queue.putAway(id);
    }
    await this.browser.settled();
    return isBack;
  }

  async sendAll(): Promise<void> {
    void this.queue.sendAll();
    await this.browser.settled();
  }

  /** A house that has done or refused a command once says the same of it each time that it is asked. */
  #heardFrom(item: Item, how: HowAnswered): Heard {
    const { arrived, refusedIds } = this.browser;
    const { done, heard } = answers[how];
    const reaches = done || how === "refused";
    const receipt: Heard = {
      came: "answer",
      status: 200,
      body: { id: item.id, receipt: { stream, version: 1, hash: "00" }, replayed: arrived.has(item.id) },
    };
    if (!reaches) return heard;
    if (arrived.has(item.id) || (done && !refusedIds.has(item.id))) {
      arrived.set(item.id, wordsIn(item));
      return heard && how !== "refused" ? heard : receipt;
    }
    refusedIds.add(item.id);
    return answers.refused.heard;
  }

  #ground(): QueueGround {
    const { browser } = this;
    return {
      store: browser.store,
      deliver: (item) =>
        new Promise((hear) => {
          this.#underWay.push({ item, hear });
        }),
      later: (run, milliseconds) => {
        this.#alarm = run;
        this.alarmAt = browser.now + milliseconds;
      },
      now: () => browser.now,
      alone: async (run) => {
        if (browser.sending) return false;
        browser.sending = this;
        await run();
        if (browser.sending === this) browser.sending = undefined;
        return true;
      },
      page: this.#id,
      otherPages: async () => new Set(browser.pages.filter((each) => each !== this).map((each) => each.#id)),
      tellOthers: () => {
        for (const page of browser.pages) if (page !== this) void page.queue.reread();
      },
    };
  }
}

const ofDesk = itemStore("zhiban.queue");

/** For tests of screens: once what was sent until now is kept. */
export async function untilKept(): Promise<void> {
  await ofDesk.read();
}
