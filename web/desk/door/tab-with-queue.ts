import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { CommandRefused, type KnownProblem, unreachable } from "./ask.ts";
import { type Order, OrderQueue, type Sending } from "./order-queue.ts";

/*
 * The queue on a store that may be full and a network that may lose a request or its answer, with reloads in between. The browser is played
 * here; the queue is the real one.
 */

const receipt: CommandReceipt = {
  stream: { site: "tower", noun: "log", id: "lobby/2026-11-21/day" },
  version: 1,
  hash: "00",
};

export const orderOf = (text: string): Order => {
  return { act: "log.write-line", site: "tower", body: { text }, as: "lin" };
};
const textOf = ({ body }: { body: unknown }) => (body as { text: string }).text;

/** Refusals that concern the author's place at the desk and not what they wrote. */
export const ofAuthor = [
  { code: "account.person-locked", status: 423 },
  { code: "account.desk-locked", status: 423 },
  { code: "account.not-at-this-desk", status: 403 },
  { code: "account.not-signed-in", status: 401 },
  { code: "account.first-pin", status: 403 },
  { code: "account.first-password", status: 403 },
] as const satisfies readonly KnownProblem[];

/** What the server says of the words themselves. */
export const refused = { code: "refused", status: 409 } as const satisfies KnownProblem;

export type HowAnswered =
  | "received"
  | "lost"
  | "answer-lost"
  | "too-many"
  | "refused"
  | (typeof ofAuthor)[number]["code"];

/** A tab of a browser: what it keeps, what is under way, and what the server has. */
export class Tab {
  readonly room: number;
  readonly arrived = new Map<string, string>();
  /** Texts whose field was emptied because the queue said that it keeps them. */
  readonly entrusted = new Set<string>();
  /** Texts whose receipt this browser has seen. */
  readonly receipted = new Set<string>();
  /** Texts that the server has refused. */
  readonly refused = new Set<string>();
  /** Texts that went back to their field. */
  readonly back = new Set<string>();
  kept: string | null = null;
  /** What was kept and not understood. */
  aside: string | undefined;
  queue: OrderQueue;
  #underWay: { order: Sending; answer(how: HowAnswered): void }[] = [];
  #alarm: (() => void) | undefined;

  constructor(room = Number.POSITIVE_INFINITY) {
    this.room = room;
    this.queue = this.#open();
  }

  #open(): OrderQueue {
    return new OrderQueue({
      store: {
        read: () => this.kept,
        write: (text) => {
          if (text.length > this.room) return false;
          this.kept = text;
          return true;
        },
        setAside: (text) => {
          this.aside = text;
        },
      },
      deliver: (order) =>
        new Promise((keep, fail) => {
          const answer = (how: HowAnswered) => {
            if (how === "received" || how === "answer-lost") this.arrived.set(order.id, textOf(order));
            if (how === "received") {
              this.receipted.add(textOf(order));
              return keep(receipt);
            }
            if (how === "refused") this.refused.add(textOf(order));
            const problems = [...ofAuthor, { code: "too-many", status: 429 }, refused];
            fail(new CommandRefused(problems.find(({ code }) => code === how) ?? unreachable));
          };
          this.#underWay.push({ order, answer });
        }),
      later: (run) => {
        this.#alarm = run;
      },
      now: () => 0,
    });
  }

  async write(text: string): Promise<void> {
    const whenKept = () => this.entrusted.add(text);
    this.queue.send(orderOf(text), { whenKept }).catch(() => this.back.add(text));
    await settled();
  }

  async answer(which: number, how: HowAnswered): Promise<void> {
    const [one] = this.#underWay.splice(which % Math.max(1, this.#underWay.length), 1);
    one?.answer(how);
    await settled();
  }

  async answerAll(how: HowAnswered): Promise<void> {
    while (this.#underWay.length > 0) await this.answer(0, how);
  }

  async pass(): Promise<void> {
    const run = this.#alarm;
    this.#alarm = undefined;
    run?.();
    await settled();
  }

  /** What was under way is never answered to the tab that comes after. */
  reload(): void {
    this.#underWay = [];
    this.#alarm = undefined;
    this.queue = this.#open();
  }

  /** Texts that this tab shows as unsent, and those that a reload would bring back. */
  unsent(): { shown: string[]; kept: string[] } {
    const inSight = ({ state, refusedWith }: Sending) => state === "waiting" || state === "sending" || refusedWith;
    const shown = this.queue.orders.filter(inSight).map(textOf);
    return { shown, kept: (JSON.parse(this.kept ?? "[]") as Sending[]).map(textOf) };
  }

  /** Texts that were entrusted to the queue, have no receipt, did not go back to their field, and are not both in sight and kept. */
  missing(): string[] {
    const { shown, kept } = this.unsent();
    const isThere = (text: string) => this.back.has(text) || (shown.includes(text) && kept.includes(text));
    return [...this.entrusted].filter((text) => !this.receipted.has(text) && !isThere(text));
  }
}

/** Lets every promise that can go on go on. */
export const settled = () => new Promise<void>((keep) => setImmediate(keep));
