import { createHash } from "node:crypto";
import { actorName, envelopeOf } from "#server/journal/envelope.ts";
import type { WrappedKey } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { namedSealKeys, textKeysFrom } from "#server/keys/opened-keys.ts";
import { commandBytes, type KeptCommand, type Leaf } from "#server/seal/leaves.ts";
import { open, type SecretRow } from "#server/secret/sealer.ts";
import { receiptOf } from "./command-receipt.ts";
import type {
  CommandEvidence,
  EntryEvidence,
  HeadEvidence,
  LeafEvidence,
  PhotoEvidence,
  SecretEvidence,
  SiteEvidence,
  StreamEvidence,
} from "./evidence.ts";

export interface KeptEntry extends StreamEvidence {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly at: number;
  readonly command: string;
  readonly actor: string;
}

export interface KeptLeaf extends Leaf {
  readonly head: number;
  readonly position: number;
}

export interface KeptText {
  readonly commitment: string;
  readonly kind: SecretRow["kind"];
  readonly cipher: Uint8Array | null;
  readonly keyId: string | null;
  readonly erased: boolean;
}

export interface KeptPhoto {
  readonly hash: string;
  readonly bytes: Uint8Array | null;
  readonly erased: boolean;
}

/** The rows of one site as the tables keep them; hashes of entries and leaves are hexadecimal. In the order of `SiteEvidence`. */
export interface KeptSite {
  readonly org: string;
  readonly site: string;
  streams(): AsyncIterable<StreamEvidence>;
  entries(): AsyncIterable<KeptEntry>;
  commands(): AsyncIterable<KeptCommand>;
  heads(): AsyncIterable<HeadEvidence>;
  leaves(): AsyncIterable<KeptLeaf>;
  texts(): AsyncIterable<KeptText>;
  photos(): AsyncIterable<KeptPhoto>;
  /** Of the organisation and of the site. */
  keys(): Promise<readonly WrappedKey[]>;
}

/** What the rows say, for the checks. Without a master key texts stay closed and nobody vouches for seal keys. */
export function evidenceFrom(kept: KeptSite, master: MasterKey | undefined): SiteEvidence {
  return {
    org: kept.org,
    site: kept.site,
    streams: kept.streams,
    entries: () => each(kept.entries(), entryEvidence),
    commands: () => each(kept.commands(), commandEvidence),
    heads: kept.heads,
    leaves: () => each(kept.leaves(), leafEvidence),
    secrets: async function* () {
      const keys = master && textKeysFrom(kept.org, await kept.keys(), master);
      yield* each(kept.texts(), (text) => textEvidence(kept, text, keys));
    },
    photos: () => each(kept.photos(), photoEvidence),
    sealKeys: async () => namedSealKeys(await kept.keys(), master),
  };
}

async function* each<A, B>(rows: AsyncIterable<A>, make: (row: A) => B): AsyncGenerator<B> {
  for await (const row of rows) yield make(row);
}

function entryEvidence({ type, at, command, actor, ...entry }: KeptEntry): EntryEvidence {
  return { ...entry, columns: { type, at, command, actor: actorColumn(entry.bytes, actor) } };
}

/** The column holds the actor's name where the envelope holds the actor: where both say the same, the envelope's form is answered. */
function actorColumn(bytes: Uint8Array, column: string): unknown {
  try {
    const { actor } = envelopeOf(Buffer.from(bytes).toString("utf8"));
    return actorName(actor) === column ? actor : column;
  } catch {
    return column; // the entry is unreadable, which is named where it is read
  }
}

function commandEvidence(row: KeptCommand): CommandEvidence {
  return { id: row.id, bytes: commandBytes(row), receipt: receiptOf(row.answer) };
}

function leafEvidence({ head, position, noun, id, version, hash }: KeptLeaf): LeafEvidence {
  const place = { head, position, hash };
  return noun === ""
    ? { ...place, kind: "command", name: id }
    : { ...place, kind: "entry", name: `${noun}/${id}@${version}` };
}

function textEvidence(
  { org, site }: KeptSite,
  { commitment, kind, cipher, keyId, erased }: KeptText,
  keys: ReturnType<typeof textKeysFrom>,
): SecretEvidence {
  if (!keys || erased) return { commitment, kind, erased, opens: undefined };
  const isThere = cipher !== null && keyId !== null;
  const opens = isThere && "text" in open(keys, { org, site, commitment, kind, cipher, keyId });
  return { commitment, kind, erased, opens };
}

function photoEvidence({ hash, bytes, erased }: KeptPhoto): PhotoEvidence {
  return { hash, erased, actual: bytes ? createHash("sha256").update(bytes).digest("hex") : undefined };
}
