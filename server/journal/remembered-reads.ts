import type { Load, Loaded, LoadedStream, Lock, Touched } from "#duty/door/table.ts";
import { keyName, pageName } from "#duty/door/working-set.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerPage } from "#duty/grammar/question.ts";
import type { Context } from "#server/door/context.ts";
import type { Runtime } from "#server/door/runtime.ts";
import type { Statement, Transaction } from "#server/door/transaction.ts";
import { arrayLiteral, overtaken, type Reads, strongest } from "./locked-reads.ts";
import type { RememberedPage } from "./stream-cache.ts";

/** This process does not remember, or no longer, what a command asks for. */
export class NotRemembered extends Error {
  override readonly name = "NotRemembered";
}

/** SQLSTATE of `journal_confirm` where anything is not as remembered. */
export const notAsRemembered = "ZB001";

interface Seen<Of, What> {
  readonly of: Of;
  readonly what: What;
}

/**
 * What this process remembers, as commands ask for it, and what of it they have seen: a decision on what is remembered counts once the database
 * has confirmed, under the same locks, that all of that is still so.
 */
export class RememberedReads implements Reads {
  readonly #runtime: Runtime;
  readonly #context: Context;
  readonly #locks: Lock[] = [];
  readonly #seen = new Map<string, Seen<StreamKey, LoadedStream>>();
  readonly #seenPages = new Map<string, Seen<LedgerPage, RememberedPage>>();
  /** Streams as earlier commands of the same batch leave them. */
  readonly #written = new Map<string, LoadedStream>();
  readonly #touched: Touched[] = [];

  constructor(runtime: Runtime, context: Context) {
    this.#runtime = runtime;
    this.#context = context;
  }

  /** Every load is noted, for its locks. */
  lacks(): boolean {
    return true;
  }

  /** @throws NotRemembered */
  async fetch({ locks, streams, ledger }: Load): Promise<void> {
    const { cache } = this.#runtime;
    const { org } = this.#context;
    this.#locks.push(...locks);
    for (const of of streams) {
      if (this.#seen.has(keyName(of))) continue;
      const what = cache.stream(org, of);
      if (!what) throw new NotRemembered(keyName(of));
      this.#seen.set(keyName(of), { of, what });
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
        (key) => this.#written.get(keyName(key)) ?? (this.#seen.get(keyName(key))?.what as LoadedStream),
      ),
      ledger: ledger.map((page) => this.#seenPages.get(pageName(page))?.what.lines ?? []),
    };
  }

  written(touched: readonly Touched[]): void {
    for (const { key, head, state, escalations } of touched) {
      this.#written.set(keyName(key), { head, version: head.version, state, escalations });
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
