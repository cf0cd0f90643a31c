import { named, pageName } from "#duty/door/desk.ts";
import type { Load, Loaded, LoadedStream, Lock, Touched } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerPage } from "#duty/grammar/question.ts";
import type { Context } from "#server/context.ts";
import type { Door } from "#server/door.ts";
import type { Statement, Transaction } from "#server/transaction.ts";
import { arrayLiteral, overtaken, type Shelving, strongest } from "./shelf.ts";
import type { RememberedPage } from "./stream-cache.ts";

/** This process does not remember, or no longer, what a command asks for. */
export class NotRemembered extends Error {
  override readonly name = "NotRemembered";
}

/** SQLSTATE of `journal_confirm` where anything is not as remembered. */
export const notAsRemembered = "ZB001";

interface Held<Of, What> {
  readonly of: Of;
  readonly what: What;
}

/**
 * What this process remembers, as commands ask for it, and what of it they have seen: a decision on memory counts once the database
 * has confirmed, under the same locks, that all of that is still so.
 */
export class Memory implements Shelving {
  readonly #door: Door;
  readonly #context: Context;
  readonly #locks: Lock[] = [];
  readonly #seen = new Map<string, Held<StreamKey, LoadedStream>>();
  readonly #seenPages = new Map<string, Held<LedgerPage, RememberedPage>>();
  /** Streams as earlier commands of the same batch leave them. */
  readonly #written = new Map<string, LoadedStream>();
  readonly #touched: Touched[] = [];

  constructor(door: Door, context: Context) {
    this.#door = door;
    this.#context = context;
  }

  /** Every load is noted, for its locks. */
  lacks(): boolean {
    return true;
  }

  /** @throws NotRemembered */
  async fetch({ locks, streams, ledger }: Load): Promise<void> {
    const { cache } = this.#door;
    const { org } = this.#context;
    this.#locks.push(...locks);
    for (const of of streams) {
      if (this.#seen.has(named(of))) continue;
      const what = cache.stream(org, of);
      if (!what) throw new NotRemembered(named(of));
      this.#seen.set(named(of), { of, what });
    }
    for (const of of ledger) {
      const name = pageName(of);
      const what = this.#seenPages.get(name)?.what ?? cache.page(org, name);
      if (!what || overtaken(this.#touched, name, what.lines)) throw new NotRemembered(name);
      this.#seenPages.set(name, { of, what });
    }
  }

  give({ streams, ledger }: Load): Loaded {
    return {
      streams: streams.map(
        (key) => this.#written.get(named(key)) ?? (this.#seen.get(named(key))?.what as LoadedStream),
      ),
      ledger: ledger.map((page) => this.#seenPages.get(pageName(page))?.what.lines ?? []),
    };
  }

  written(touched: readonly Touched[]): void {
    for (const { key, head, state, standings } of touched) {
      this.#written.set(named(key), { head, version: head.version, state, standings });
    }
    this.#touched.push(...touched);
  }

  /** The question whether all that was seen is still so, for the statement that writes. */
  confirmed({ sql }: Transaction, commands: readonly string[]): Statement {
    const { org, sites } = this.#context;
    const seen = [...this.#seen.values()];
    const pages = [...this.#seenPages.values()];
    const reach = new Set([...sites, ...seen.map(({ of }) => of.site), ...pages.map(({ of }) => of.site)]);
    const locks = strongest(this.#locks).map(([name, { mode }]) => [name, mode === "shared"]);
    const posts = pages.flatMap(({ of, what }) => (of.post === undefined ? [] : [[of.site, of.post, what.text]]));
    const people = pages.flatMap(({ of, what }) => (of.person === undefined ? [] : [[of.site, of.person, what.text]]));
    return sql`journal_confirm(
      ${org}, ${arrayLiteral(reach)}, ${JSON.stringify(commands)}, ${JSON.stringify(locks)},
      ${JSON.stringify(seen.map(({ of, what }) => [of.site, of.noun, of.id, what.version, what.head.hash]))},
      ${JSON.stringify(posts)}, ${JSON.stringify(people)})`;
  }
}
