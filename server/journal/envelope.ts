import { createHash, hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Actor, DeviceId, Recorded } from "#duty/grammar/entry.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { inWordsOfToday } from "#duty/grammar/upcast.ts";
import { upcasts } from "#duty/nouns.ts";

/** Everything that is hashed of an entry. A member may be added one day, none may change its meaning. */
export interface Envelope {
  readonly org: string;
  readonly site: string;
  readonly noun: string;
  /** Id of the stream within its noun. */
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly body: unknown;
  readonly actor: Actor;
  readonly device: DeviceId | null;
  /** Id of the command that caused it. */
  readonly command: string;
  /** What the device claimed, milliseconds since 1970. */
  readonly deviceTime: number | null;
  /** The server's time, milliseconds since 1970. */
  readonly at: number;
  /** Hash of the entry before it in the stream; empty for the first. */
  readonly prev: string;
  /** Present where the site lives on a clock that is not the world's. */
  readonly clock?: "simulated";
}

/** Keeps an entry's hash apart from the hash of anything else that could have the same bytes. */
const domain = "zhiban/entry/1\n";

/** RFC 8785 text of an envelope; its UTF-8 bytes are what is stored and hashed. */
export function canonicalText(envelope: Envelope): string {
  const text = canonicalize(envelope);
  if (text === undefined) throw new Error("an envelope without a canonical form");
  return text;
}

/** SHA-256 of an entry's canonical text, hexadecimal. */
export function entryHash(text: string): string {
  return hash("sha256", domain + text, "hex");
}

/** The same for stored bytes, which need not be text that anybody can read. */
export function entryHashOfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(domain).update(bytes).digest("hex");
}

/** What rules, views and sentences see of an envelope: its entry in the words of today. */
export function recordedOf(envelope: Envelope, entryHash: string): Recorded {
  const { version, at, actor, device, deviceTime } = envelope;
  return {
    ...inWordsOfToday(upcasts, envelope),
    version,
    hash: entryHash,
    at: instant(at),
    actor,
    device: device ?? undefined,
    deviceTime: (deviceTime ?? undefined) as Instant | undefined,
  };
}

export function envelopeOf(text: string): Envelope {
  return JSON.parse(text) as Envelope;
}

/** How an actor stands in a column. */
export function actorName(actor: Actor): string {
  return typeof actor === "object" ? actor.person : actor;
}
