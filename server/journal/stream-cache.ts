import type { LoadedStream } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { OrganisationId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";

const mostStreams = 20_000;
const mostPages = 5_000;

/** A page of the ledger as it was last read: `text` is what it was read from, to be held against what stands. */
export interface RememberedPage {
  readonly lines: readonly LedgerLine[];
  readonly text: string;
}

/**
 * What this process last saw of streams, those that did not exist too, and of ledger pages. Streams save reading what was folded before:
 * the database says which version stands and gives only later entries. Nothing that is decided on either counts before the database
 * has confirmed that it is still so.
 */
export class StreamCache {
  readonly #streams = new Recent<LoadedStream>(mostStreams);
  readonly #pages = new Recent<RememberedPage>(mostPages);

  stream(org: OrganisationId, key: StreamKey): LoadedStream | undefined {
    return this.#streams.get(`${org}/${keyName(key)}`);
  }

  /** Keeps the later of what is known and what is given. */
  keep(org: OrganisationId, key: StreamKey, stream: LoadedStream): void {
    const known = this.stream(org, key);
    if (!known || known.version < stream.version) this.#streams.set(`${org}/${keyName(key)}`, stream);
  }

  /** The database holds another stream than the one remembered: it was restored to an earlier day. */
  forget(org: OrganisationId, key: StreamKey): void {
    this.#streams.delete(`${org}/${keyName(key)}`);
  }

  page(org: OrganisationId, name: string): RememberedPage | undefined {
    return this.#pages.get(`${org}/${name}`);
  }

  keepPage(org: OrganisationId, name: string, page: RememberedPage): void {
    this.#pages.set(`${org}/${name}`, page);
  }

  forgetPage(org: OrganisationId, name: string): void {
    this.#pages.delete(`${org}/${name}`);
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
