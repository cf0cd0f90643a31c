import type { Row } from "postgres";
import type { Load, Loaded, LoadedStream, Lock, Touched } from "#duty/door/table.ts";
import { keyName, pageName } from "#duty/door/working-set.ts";
import { type SiteId, type StreamKey, unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import { inLedgerOrder } from "#duty/world.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import type { Transaction } from "#server/door/transaction.ts";
import { lineOf } from "#server/ledger/obligation-rows.ts";
import { fold } from "./fold.ts";

interface Part extends Row {
  /** `n` of a command, stream or page is its place among those asked for. */
  readonly part: "command" | "stream" | "entry" | "line";
  readonly n: number;
  readonly version: number;
  readonly hash: string;
  readonly body: string;
}

/** The answer that a command was given before. */
export interface PastAnswer {
  readonly bodyHash: string;
  readonly answer: unknown;
}

/** Where commands find what they ask for. */
export interface Reads {
  /** Whether anything of a load is not here yet. */
  lacks(load: Load): boolean;
  give(load: Load): Loaded;
  /** Brings what is lacking. */
  fetch(load: Load): Promise<unknown>;
  /** What a command has written is what the next one finds. */
  written(touched: readonly Touched[]): void;
}

/** What one transaction has locked and read so far, so that nothing is asked of the database twice. */
export class LockedReads implements Reads {
  readonly #runtime: Runtime;
  readonly #context: Context;
  readonly #transaction: Transaction;
  readonly #locks = new Map<string, Lock["mode"]>();
  readonly #streams = new Map<string, LoadedStream>();
  readonly #pages = new Map<string, readonly LedgerLine[]>();
  readonly #sites: Set<SiteId>;

  constructor(runtime: Runtime, context: Context, transaction: Transaction) {
    this.#runtime = runtime;
    this.#context = context;
    this.#transaction = transaction;
    this.#sites = new Set(context.sites);
  }

  lacks({ locks, streams, ledger }: Load): boolean {
    return (
      locks.some((lock) => !this.#holds(lock)) ||
      streams.some((key) => !this.#streams.has(keyName(key))) ||
      ledger.some((page) => !this.#pages.has(pageName(page)))
    );
  }

  give({ streams, ledger }: Load): Loaded {
    return {
      streams: streams.map((key) => this.#streams.get(keyName(key)) as LoadedStream),
      ledger: ledger.map((page) => this.#pages.get(pageName(page)) ?? []),
    };
  }

  /**
   * Locks and reads what is lacking, in one round trip. With ids of commands: answers what those were answered before that have been; where
   * that is all of them, nothing is locked or read.
   */
  async fetch(load: Load, commands: readonly string[] = []): Promise<ReadonlyMap<string, PastAnswer>> {
    const streams = distinct(load.streams, keyName).filter((key) => !this.#streams.has(keyName(key)));
    const pages = distinct(load.ledger, pageName).filter((page) => !this.#pages.has(pageName(page)));
    const locks = strongest(load.locks.filter((lock) => !this.#holds(lock)));
    const known = streams.map((key) => this.#runtime.cache.stream(this.#context.org, key));
    const parts = await this.#ask(commands, locks, streams, known, pages);
    const answered = answersIn(parts, commands);
    if (commands.length > 0 && answered.size === commands.length) return answered;
    for (const [name, lock] of locks) this.#locks.set(name, lock.mode);
    const outdated = streams.filter((key, n) => !this.#place(key, known[n], partsOf(parts, n)));
    pages.forEach((page, n) => {
      this.#placePage(page, parts, n);
    });
    if (outdated.length > 0) await this.#fetchWhole(outdated);
    return answered;
  }

  /** Locks that this transaction has by other means. */
  holds(locks: readonly Lock[]): void {
    for (const [name, { mode }] of strongest(locks)) this.#locks.set(name, mode);
  }

  written(touched: readonly Touched[]): void {
    for (const { key, head, state, escalations } of touched) {
      this.#streams.set(keyName(key), { head, version: head.version, state, escalations });
    }
    for (const [name, lines] of this.#pages) if (overtaken(touched, name, lines)) this.#pages.delete(name);
  }

  /** The cache knows what the database does not: it was restored to an earlier day. Nothing remembered of these streams counts. */
  async #fetchWhole(streams: readonly StreamKey[]): Promise<void> {
    for (const key of streams) this.#runtime.cache.forget(this.#context.org, key);
    const parts = await this.#ask([], [], streams, [], []);
    for (const [n, key] of streams.entries()) {
      if (!this.#place(key, undefined, partsOf(parts, n)))
        throw new Error(`${keyName(key)} does not follow from its entries`);
    }
  }

  async #ask(
    commands: readonly string[],
    locks: readonly (readonly [string, Lock])[],
    streams: readonly StreamKey[],
    known: readonly (LoadedStream | undefined)[],
    pages: readonly LedgerPage[],
  ): Promise<readonly Part[]> {
    const { sql } = this.#transaction;
    // A rule may look at another site of the same organisation, as at the head office for somebody's functions. It names that site
    // itself, out of the set-up: no sender can.
    for (const { site } of [...streams, ...pages]) this.#sites.add(site);
    const asked = this.#transaction.send(
      sql<Part[]>`select * from journal_load(
        ${this.#context.org}, ${arrayLiteral(this.#sites)}, ${JSON.stringify(commands)},
        ${JSON.stringify(locks.map(([name, { mode }]) => [name, mode === "shared"]))},
        ${JSON.stringify(streams.map(({ site, noun, id }, n) => [site, noun, id, known[n]?.version ?? 0]))},
        ${JSON.stringify(pages.map(({ site, post, person }) => [site, post ?? null, person ?? null]))})`,
    );
    await this.#transaction.land();
    return await asked;
  }

  /** Puts a stream on the reads; false where what this process remembers is not what the rows continue. */
  #place(key: StreamKey, known: LoadedStream | undefined, parts: readonly Part[]): boolean {
    const noun = heldUnder(this.#runtime.table.kinds, key.noun);
    if (!noun) throw new Error(`there is no noun ${key.noun}`);
    const [head, ...entries] = parts;
    const start = known ?? { state: noun.begin(key.id), escalations: {}, head: unborn, version: 0 };
    const stream = fold(noun, start, entries);
    if (stream === undefined || stream.version !== (head?.version ?? 0) || stream.head.hash !== (head?.hash ?? ""))
      return false;
    this.#streams.set(keyName(key), stream);
    this.#runtime.cache.keep(this.#context.org, key, stream);
    return true;
  }

  /** A page that stands as it is remembered keeps its lines, the same ones: who walked on them need not walk again. */
  #placePage(page: LedgerPage, parts: readonly Part[], n: number): void {
    const { cache } = this.#runtime;
    const { org } = this.#context;
    const name = pageName(page);
    const bodies = parts.filter((each) => each.part === "line" && each.n === n).map(({ body }) => body);
    const text = bodies.toSorted().join("\n");
    const known = cache.page(org, name);
    const lines = known?.text === text ? known.lines : inLedgerOrder(bodies.map((body) => lineOf(page.site, body)));
    this.#pages.set(name, lines);
    cache.keepPage(org, name, { lines, text });
  }

  #holds(lock: Lock): boolean {
    const mode = this.#locks.get(lockName(lock));
    return mode === "exclusive" || mode === lock.mode;
  }
}

function answersIn(parts: readonly Part[], commands: readonly string[]): Map<string, PastAnswer> {
  const given = parts.filter(({ part }) => part === "command");
  return new Map(
    given.map(({ n, hash, body }) => [commands[n] as string, { bodyHash: hash, answer: JSON.parse(body) }]),
  );
}

/** Whether a page has, or now gets, lines that were written anew. */
export function overtaken(touched: readonly Touched[], page: string, lines: readonly LedgerLine[]): boolean {
  const anew = touched.filter(({ owesAnew }) => owesAnew);
  return anew.some(
    (each) => lines.some(({ stream }) => keyName(stream) === keyName(each.key)) || pagesOf(each).includes(page),
  );
}

/** Pages on which obligations of a stream stand. */
export function pagesOf({ key: { site }, obligations }: Touched): string[] {
  return obligations.flatMap(({ post, person }) => [
    pageName({ site, post }),
    ...(person === undefined ? [] : [pageName({ site, person })]),
  ]);
}

function partsOf(parts: readonly Part[], n: number): Part[] {
  return parts.filter((each) => each.n === n && (each.part === "stream" || each.part === "entry"));
}

function lockName({ site, lockScope }: Lock): string {
  return `${site}:${lockScope}`;
}

/** One lock per lock scope, the stronger where both are wanted, in the order in which everybody takes them. */
export function strongest(locks: readonly Lock[]): [string, Lock][] {
  const byName = new Map<string, Lock>();
  for (const lock of locks)
    if (lock.mode === "exclusive" || !byName.has(lockName(lock))) byName.set(lockName(lock), lock);
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1));
}

function distinct<T>(all: readonly T[], name: (each: T) => string): T[] {
  return [...new Map(all.map((each) => [name(each), each])).values()];
}

/** Text of a PostgreSQL array, as a setting holds it. */
export function arrayLiteral(items: Iterable<string>): string {
  return `{${[...items].map((each) => `"${each.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
