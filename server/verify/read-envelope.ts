import canonicalize from "canonicalize";
import { z } from "zod";

/** The envelope of an entry as its bytes tell it: only what `verify` needs to know of it. */
const envelopeShape = z.looseObject({
  org: z.string(),
  site: z.string(),
  noun: z.string(),
  stream: z.string(),
  version: z.int(),
  type: z.string(),
  command: z.string(),
  at: z.int(),
  prev: z.string(),
  actor: z.unknown(),
  body: z.unknown(),
});

export type ReadEnvelope = z.infer<typeof envelopeShape>;

export type EnvelopeReading =
  | { readonly envelope: ReadEnvelope }
  | { readonly problem: "unreadable" | "not-canonical" };

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads bytes that anybody may have changed. Bytes that say the same in another form than RFC 8785 were not written by us. */
export function readEnvelope(bytes: Uint8Array): EnvelopeReading {
  try {
    const text = strictUtf8.decode(bytes);
    const parsed = envelopeShape.safeParse(JSON.parse(text));
    if (!parsed.success) return { problem: "unreadable" };
    if (canonicalize(parsed.data) !== text) return { problem: "not-canonical" };
    return { envelope: parsed.data };
  } catch {
    return { problem: "unreadable" }; // no UTF-8 or no JSON
  }
}

/** Commitments and photos that a body names, wherever in it they stand. */
export interface Mentions {
  readonly commitments: readonly string[];
  readonly photos: readonly string[];
}

/** A commitment is any map of exactly `sealed` and `kind`; a photo is a hash under `photo` or in a list under `photos`. */
export function mentionsOf(body: unknown): Mentions {
  const commitments: string[] = [];
  const photos: string[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== "object" || value === null) return;
    const map = value as Record<string, unknown>;
    if (typeof map.sealed === "string" && typeof map.kind === "string") commitments.push(map.sealed);
    if (typeof map.photo === "string") photos.push(map.photo);
    if (Array.isArray(map.photos)) photos.push(...map.photos.filter((each) => typeof each === "string"));
    Object.values(map).forEach(walk);
  };
  walk(body);
  return { commitments, photos };
}
