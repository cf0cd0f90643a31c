import type { AnyKind, LoadedStream } from "#duty/door/table.ts";
import { evolved } from "#duty/door/working-set.ts";
import { envelopeOf, recordedOf } from "./envelope.ts";

/** An entry as the database gives it: the canonical text and the hash that it was stored with. */
export interface StoredEntry {
  readonly hash: string;
  readonly body: string;
}

/** What a stream is once entries follow; undefined where they do not follow each other or what is known. */
export function fold(noun: AnyKind, from: LoadedStream, entries: readonly StoredEntry[]): LoadedStream | undefined {
  let stream: LoadedStream = from;
  for (const stored of entries) {
    const envelope = envelopeOf(stored.body);
    if (envelope.version !== stream.version + 1 || envelope.prev !== stream.head.hash) return undefined;
    stream = evolved(noun, stream, recordedOf(envelope, stored.hash));
  }
  return stream;
}
