import type { Instant } from "./time.ts";

export type OrganisationId = string;
export type SiteId = string;
export type PersonId = string;
export type DeviceId = string;

/**
 * Names one stream: a case of a noun at a site. The id is natural (`lobby/2026-11-21/day`), so that whoever knows the case knows the stream.
 * Its first segment is the *lock scope*: what is locked when the stream changes (a post, a person, the set-up of a site).
 */
export interface StreamKey {
  readonly site: SiteId;
  readonly noun: string;
  readonly id: string;
}

export function streamName({ noun, id }: StreamKey): string {
  return `${noun}/${id}`;
}

export function lockScopeOf(id: string): string {
  return id.split("/", 1)[0] ?? id;
}

/** What happened: a type, named by the field's words and never changed once used, and a body of strings, integers, booleans, lists and maps. */
export interface Entry<T extends string = string, B = unknown> {
  readonly type: T;
  readonly body: B;
}

/** Who did it: a person, or one of the three hands of the product. `setup` is the installation itself, before anybody has an account. */
export type Actor = { readonly person: PersonId } | "clock" | "reaction" | "setup";

/** An entry as it stands in the journal. `hash` covers the whole envelope; `at` is the server's time, `deviceTime` what the device claimed. */
export type Recorded<E extends Entry = Entry> = E & {
  readonly version: number;
  readonly hash: string;
  readonly at: Instant;
  readonly deviceTime: Instant | undefined;
  readonly actor: Actor;
  readonly device: DeviceId | undefined;
};

/** Where a stream stands: what receipts carry and what signatures bind. Version 0 and an empty hash: nothing recorded yet. */
export interface Head {
  readonly version: number;
  readonly hash: string;
}

export const unborn: Head = { version: 0, hash: "" };

/** Whether a stream stands where it stood: nothing was recorded in between. */
export function isSameHead(one: Head, other: Head | undefined): boolean {
  return one.version === other?.version && one.hash === other.hash;
}

/** Kinds of what people write or are called. The kind decides masking and retention. */
export type SecretKind = "name" | "phone" | "free-text";

/** Personal or free text on its way in. The door keeps it apart, encrypted, and leaves a `Sealed` commitment in the entry. */
export interface Secret {
  readonly secret: string;
  readonly kind: SecretKind;
}

/** A salted commitment to a text kept apart: proof that it was this text, and nothing of it once it has been erased. */
export interface Sealed {
  readonly sealed: string;
  readonly kind: SecretKind;
}

export function secret(kind: SecretKind, text: string): Sealed {
  // A rule writes a Secret where the journal will hold a Sealed: the only place where the two types meet.
  return { secret: text, kind } satisfies Secret as unknown as Sealed;
}

/** Free text from a person, or already kept when a reaction passes it on from another entry. */
export function written(text: string | Sealed): Sealed {
  return typeof text === "string" ? secret("free-text", text) : text;
}

export function personOf(actor: Actor): PersonId | undefined {
  return typeof actor === "object" ? actor.person : undefined;
}
