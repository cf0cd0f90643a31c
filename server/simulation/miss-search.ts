import { keyName } from "#duty/door/working-set.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import { isOutstanding, type Obligation } from "#duty/grammar/obligation.ts";
import { type Instant, instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { horizonMinutes, World, type WorldStream } from "#duty/world.ts";
import { couldBeMet, type MetBy } from "./could-be-met.ts";

/** A stream of a journal with all of its entries, in their order. */
export interface JournalStream {
  readonly key: StreamKey;
  readonly entries: readonly Recorded[];
}

/** Something that was missed, and the first moment before at which it could have been met. */
export interface FoundMiss {
  readonly stream: StreamKey;
  readonly key: string;
  readonly what: string;
  readonly post: string;
  readonly dueAt: Instant;
  readonly missedAt: Instant;
  /** Missing: there was no such moment, and nobody could have met it. */
  readonly could?: MetBy & { readonly at: Instant };
  /** The entry of the last call about it; missing where no rule calls anybody, or it was met before anybody was called. */
  readonly call?: { readonly version: number; readonly at: Instant; readonly rung: number; readonly of: number };
}

type Waiting = { -readonly [Part in keyof FoundMiss]: FoundMiss[Part] };

/** The journal that is followed entry by entry, and what of it was missed. */
export class MissSearch {
  readonly world = new World({ table: dutyTable, calendar, record: plainRecorder }, instant(0));
  readonly misses: Waiting[] = [];
  readonly #waiting = new Set<Waiting>();

  constructor(streams: readonly JournalStream[]) {
    for (const { key, entries } of streams) {
      for (const { type, body, at } of entries) {
        if (type !== "obligation.missed") continue;
        const { key: name, dueAt } = body as { key: string; dueAt: number };
        const miss = { stream: key, key: name, what: "", post: "", dueAt: instant(dueAt), missedAt: at };
        this.misses.push(miss);
        this.#waiting.add(miss);
      }
    }
    const whole = new World({ table: dutyTable, calendar, record: plainRecorder }, instant(0));
    for (const { key, entries } of streams.toSorted(inOrder)) whole.follow(key, entries);
    for (const miss of this.misses) tell(miss, whole);
    this.#followAll(streams, whole);
  }

  #followAll(streams: readonly JournalStream[], whole: World): void {
    const moments = byMoment(streams);
    for (const [index, { at, written }] of moments.entries()) {
      for (const { key, entries } of written) this.world.follow(key, entries);
      const until = moments[index + 1]?.at ?? at;
      for (const miss of this.#waiting) this.#look(miss, whole, { from: at, until });
    }
  }

  /** Between two moments nothing changes but the time: what can be met at the end of it and not at its beginning became possible within. */
  #look(miss: Waiting, whole: World, { from, until }: { readonly from: Instant; readonly until: Instant }): void {
    if (from >= miss.missedAt) {
      this.#waiting.delete(miss);
      return;
    }
    // What is only planned as yet stands in no stream; it is owed all the same, as it will stand there, and could be met by coming in time.
    const inStream = owedIn(this.world, miss);
    const owed = inStream ?? owedIn(whole, miss);
    if (!owed || (inStream && !isOutstanding(inStream))) return;
    const opensAt = inStream?.opensAt ?? plusMinutes(miss.dueAt, -horizonMinutes);
    const last = instant(Math.min(until, miss.missedAt, miss.dueAt) - 1);
    const first = instant(Math.max(from, opensAt));
    if (first > last) return;
    const at = firstMoment({ first, last }, (now) =>
      couldBeMet(this.world, { stream: miss.stream, obligation: owed }, now),
    );
    if (!at) return;
    miss.could = at;
    this.#waiting.delete(miss);
  }
}

/** What is known of a miss when all is read: the obligation's name, and the call. */
function tell(miss: Waiting, whole: World): void {
  const owed = owedIn(whole, miss);
  const call = streamIn(whole, miss.stream)?.entries.findLast((each) => isCallAbout(each, miss.key));
  miss.what = owed?.what ?? "";
  miss.post = owed?.post ?? "";
  if (!call) return;
  const { rung } = call.body as { rung: number };
  miss.call = { version: call.version, at: call.at, rung, of: owed?.ladder.length ?? rung };
}

function isCallAbout({ type, body }: Recorded, key: string): boolean {
  return type === "obligation.escalated" && (body as { key: string }).key === key;
}

function streamIn({ streams }: World, key: StreamKey): WorldStream | undefined {
  return streams.get(keyName(key));
}

function owedIn(world: World, { stream, key }: Pick<FoundMiss, "stream" | "key">): Obligation | undefined {
  return streamIn(world, stream)?.obligations.find((each) => each.key === key);
}

/** The first moment of a span at which something can be met, to the minute, where it can at the end of the span. */
function firstMoment(
  { first, last }: { readonly first: Instant; readonly last: Instant },
  meet: (now: Instant) => MetBy | undefined,
): FoundMiss["could"] {
  const begin = meet(first);
  if (begin) return { ...begin, at: first };
  if (last - first < minute) return undefined;
  let found = meet(last);
  if (!found) return undefined;
  let [not, can] = [first, last];
  while (can - not > minute) {
    const middle = instant(Math.floor((not + can) / 2));
    const met = meet(middle);
    if (met) [can, found] = [middle, met];
    else not = middle;
  }
  return { ...found, at: can };
}

interface Moment {
  readonly at: Instant;
  readonly written: JournalStream[];
}

/** Entries by when they were written; those of one moment stream by stream, the set-up of sites first, since rules rest on it. */
function byMoment(streams: readonly JournalStream[]): Moment[] {
  const moments = new Map<number, Map<JournalStream, Recorded[]>>();
  for (const stream of streams.toSorted(inOrder)) {
    for (const entry of stream.entries) {
      const written = moments.get(entry.at) ?? new Map<JournalStream, Recorded[]>();
      moments.set(entry.at, written);
      written.set(stream, [...(written.get(stream) ?? []), entry]);
    }
  }
  return [...moments]
    .toSorted(([one], [other]) => one - other)
    .map(([at, written]) => ({
      at: instant(at),
      written: [...written].map(([{ key }, entries]) => ({ key, entries })),
    }));
}

function inOrder(one: JournalStream, other: JournalStream): number {
  const rank = ({ key }: JournalStream) => `${key.noun === "site" ? 0 : 1}${key.site}:${key.noun}/${key.id}`;
  return rank(one) < rank(other) ? -1 : 1;
}
