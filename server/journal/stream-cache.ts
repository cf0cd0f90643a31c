import { named } from "#duty/door/desk.ts";
import type { LoadedStream } from "#duty/door/table.ts";
import type { OrganisationId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";

const mostStreams = 20_000;
const mostPages = 5_000;

/**
 * What this process last saw of streams and ledger pages. Streams save reading what was folded before: the database says which version
 * stands and gives only later entries. Pages serve as a guess of what a command will want. Nothing is decided on either.
 */
export class StreamCache {
  readonly #streams = new Recent<LoadedStream>(mostStreams);
  readonly #pages = new Recent<readonly LedgerLine[]>(mostPages);

  stream(org: OrganisationId, key: StreamKey): LoadedStream | undefined {
    return this.#streams.get(`${org}/${named(key)}`);
  }

  /** Keeps the later of what is known and what is given. */
  keep(org: OrganisationId, key: StreamKey, stream: LoadedStream): void {
    const known = this.stream(org, key);
    if (!known || known.version < stream.version) this.#streams.set(`${org}/${named(key)}`, stream);
  }

  /** The database holds another stream than the one remembered: it was restored to an earlier day. */
  forget(org: OrganisationId, key: StreamKey): void {
    this.#streams.delete(`${org}/${named(key)}`);
  }

  page(org: OrganisationId, name: string): readonly LedgerLine[] | undefined {
    return this.#pages.get(`${org}/${name}`);
  }

  keepPage(org: OrganisationId, name: string, lines: readonly LedgerLine[]): void {
    this.#pages.set(`${org}/${name}`, lines);
  }
}

/** A map that forgets what was not asked for longest: insertion order is order of use. */
class Recent<V> {
  readonly #map = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): V | undefined {
    const value = this.#map.get(key);
    if (value === undefined) return undefined;
    this.#map.delete(key);
    this.#map.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > this.#most) this.#map.delete(this.#map.keys().next().value as string);
  }

  delete(key: string): void {
    this.#map.delete(key);
  }
}
