import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import { streamName } from "#duty/grammar/entry.ts";
import { evolveEscalations, isKernelEntry } from "#duty/grammar/obligation.ts";
import type { LedgerLine, LedgerPage, Reader, StreamView } from "#duty/grammar/question.ts";
import type { AnyKind, Load, Loaded, LoadedStream } from "./table.ts";

/** What lies before the door while one command is decided: the streams as loaded, and as they are once its entries are written. */
export class WorkingSet {
  readonly #streams = new Map<string, LoadedStream>();
  readonly #before = new Map<string, LoadedStream>();
  readonly #written = new Map<string, Recorded[]>();
  readonly #keys = new Map<string, StreamKey>();
  readonly #pages = new Map<string, readonly LedgerLine[]>();

  put(load: Load, loaded: Loaded): void {
    load.streams.forEach((key, index) => {
      const name = keyName(key);
      if (!this.#streams.has(name)) {
        const stream = loaded.streams[index];
        if (!stream) throw new Error(`${name} was asked for and not loaded`);
        this.#streams.set(name, stream);
        this.#before.set(name, stream);
        this.#keys.set(name, key);
      }
    });
    load.ledger.forEach((page, index) => {
      this.#pages.set(pageName(page), loaded.ledger[index] ?? []);
    });
  }

  /** What of it must be loaded, each stream and page once, however many questions name it. */
  lacking(load: Load): Load {
    return {
      streams: onceEach(load.streams, keyName, this.#streams),
      ledger: onceEach(load.ledger, pageName),
      get locks() {
        return load.locks;
      },
    };
  }

  stream(key: StreamKey): LoadedStream {
    const stream = this.#streams.get(keyName(key));
    if (!stream) throw new Error(`${keyName(key)} was read without having been asked for`);
    return stream;
  }

  write(key: StreamKey, noun: AnyKind, recorded: Recorded): void {
    const before = this.stream(key);
    this.#streams.set(keyName(key), evolved(noun, before, recorded));
    const written = this.#written.get(keyName(key)) ?? [];
    written.push(recorded);
    this.#written.set(keyName(key), written);
  }

  reader(): Reader {
    return {
      stream: <S>(key: StreamKey) => this.stream(key) as StreamView<S>,
      outstanding: (page) => {
        const lines = this.#pages.get(pageName(page));
        if (!lines) throw new Error(`ledger page ${pageName(page)} was read without having been asked for`);
        return lines;
      },
    };
  }

  *touched(): Generator<{
    key: StreamKey;
    before: LoadedStream;
    stream: LoadedStream;
    entries: readonly Recorded[];
  }> {
    for (const [name, entries] of this.#written) {
      const key = this.#keys.get(name);
      const before = this.#before.get(name);
      if (key && before) yield { key, before, stream: this.stream(key), entries };
    }
  }
}

/** A stream after one more entry. Entries of escalation change its escalations, all others its state. */
export function evolved(noun: AnyKind, { state, escalations }: LoadedStream, entry: Recorded): LoadedStream {
  const { version, hash } = entry;
  const head = { version, hash };
  return isKernelEntry(entry)
    ? { state, escalations: evolveEscalations(escalations, entry), head, version }
    : { state: noun.evolve(state, entry), escalations, head, version };
}

/** Few are asked for at a time: names in a list are found sooner than a map is made. */
function onceEach<T>(all: readonly T[], nameOf: (each: T) => string, known?: ReadonlyMap<string, unknown>): T[] {
  const names: string[] = [];
  return all.filter((each) => {
    const name = nameOf(each);
    if (known?.has(name) || names.includes(name)) return false;
    names.push(name);
    return true;
  });
}

export function keyName(key: StreamKey): string {
  return `${key.site}:${streamName(key)}`;
}

export function pageName(page: LedgerPage): string {
  return page.post === undefined ? `${page.site}:person/${page.person}` : `${page.site}:post/${page.post}`;
}
