import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Checkpoint } from "#server/seal/checkpoint.ts";
import type { SignedHead } from "#server/seal/seal-head.ts";
import type { UnverifiedNote } from "#server/seal/signed-note.ts";

/*
 * What `verify` looks at, wherever it comes from: a database, or an archive without one. Nothing here has been believed yet.
 * A source answers each list in the order that is said, and answers what it holds even where that is nonsense.
 */

export interface StreamEvidence {
  readonly noun: string;
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

export interface EntryEvidence extends StreamEvidence {
  /** The envelope as it was hashed. */
  readonly bytes: Uint8Array;
  /** Columns that copy fields of the envelope, by the field's name. */
  readonly columns: Readonly<Record<string, unknown>>;
}

export interface CommandEvidence {
  readonly id: string;
  /** Everything that is kept of the command and of what it was answered, in RFC 8785 form: the leaf that is sealed. */
  readonly bytes: Uint8Array;
  /** Where the answer says that the command's own stream stood; absent where it touched none. */
  readonly receipt?: StoredReceipt | undefined;
}

/** What a device is given when its command has been recorded. */
export interface StoredReceipt {
  readonly site: SiteId;
  /** `noun/id`. */
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

export interface LeafEvidence {
  readonly head: number;
  readonly position: number;
  readonly kind: "entry" | "command";
  /** `noun/id@version` of an entry, the id of a command. */
  readonly name: string;
  readonly hash: string;
}

export interface HeadEvidence extends SignedHead {
  readonly number: number;
}

export interface SecretEvidence {
  readonly commitment: string;
  readonly kind: string;
  readonly erased: boolean;
  /** Whether the text opens and fits its commitment; undefined where no master key is at hand. */
  readonly opens: boolean | undefined;
}

export interface PhotoEvidence {
  readonly hash: string;
  readonly erased: boolean;
  /** SHA-256 of the bytes that are there; undefined when erased. */
  readonly actual: string | undefined;
}

export interface SiteEvidence {
  readonly org: OrganisationId;
  readonly site: SiteId;
  streams(): AsyncIterable<StreamEvidence>;
  /** By noun, id, version. */
  entries(): AsyncIterable<EntryEvidence>;
  commands(): AsyncIterable<CommandEvidence>;
  /** By number. */
  heads(): AsyncIterable<HeadEvidence>;
  /** By head, position. */
  leaves(): AsyncIterable<LeafEvidence>;
  secrets(): AsyncIterable<SecretEvidence>;
  photos(): AsyncIterable<PhotoEvidence>;
  /** Public seal keys by id (SPKI DER, base64), and whether the master key vouches for them. */
  sealKeys(): Promise<ReadonlyMap<string, { readonly publicKey: string; readonly vouched: boolean | undefined }>>;
}

/** Everything of one source, site by site. */
export interface Evidence {
  sites(): AsyncIterable<SiteEvidence>;
}

/** What was kept elsewhere and is now held against the source. */
export interface Witnesses {
  readonly receipts: readonly (StoredReceipt & { readonly org?: OrganisationId | undefined })[];
  readonly anchors: readonly SignedHead[];
  readonly checkpoints?: readonly KeptCheckpoint[];
}

/** A checkpoint of the log of a site, and the note that it is. */
export interface KeptCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: UnverifiedNote;
}
