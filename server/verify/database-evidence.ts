import { createHash } from "node:crypto";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { actorName, envelopeOf } from "#server/journal/envelope.ts";
import type { WrappedKey } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { namedSealKeys, textKeysFrom } from "#server/keys/opened-keys.ts";
import { commandBytes, type KeptCommand } from "#server/seal/leaves.ts";
import { open } from "#server/secret/sealer.ts";
import { receiptOf } from "./command-receipt.ts";
import type {
  CommandEvidence,
  EntryEvidence,
  Evidence,
  HeadEvidence,
  LeafEvidence,
  PhotoEvidence,
  SecretEvidence,
  SiteEvidence,
  StreamEvidence,
} from "./evidence.ts";

const batch = 500;

type Place = Pick<SiteEvidence, "org" | "site">;

/**
 * The records of a database as one transaction sees them, which should be `repeatable read` so that all lists are of one moment.
 * Its role must see every organisation: `zb_seal`, or a superuser. Without a master key texts stay closed.
 */
export function databaseEvidence(
  sql: TransactionSql,
  { master, only = {} }: { master?: MasterKey | undefined; only?: Partial<Place> } = {},
): Evidence {
  return {
    sites: async function* () {
      for (const place of await placesOf(sql)) {
        const isWanted = (only.org ?? place.org) === place.org && (only.site ?? place.site) === place.site;
        if (isWanted) yield siteEvidence(sql, place, master);
      }
    },
  };
}

/** Every site that any record speaks of: one whose streams were all deleted is still known to its seals. */
function placesOf(sql: TransactionSql): Promise<Place[]> {
  return sql<Place[]>`
    select org, site from stream union select org, site from entry union select org, site from command
    union select org, site from seal_head union select org, site from seal_leaf
    union select org, site from secret_text union select org, site from photo
    order by org, site`;
}

function siteEvidence(sql: TransactionSql, place: Place, master: MasterKey | undefined): SiteEvidence {
  const { org, site } = place;
  const keys = () => sql<WrappedKey[]>`
    select org, site, purpose, key_id as "keyId", master_id as "masterId", wrapped, public_key as "publicKey"
    from wrapped_key where org = ${org} and site in ('', ${site})`;
  return {
    ...place,
    streams: () =>
      rows<StreamEvidence>(sql`
        select noun, id, version, encode(head_hash, 'hex') as hash from stream where org = ${org} and site = ${site}`),
    entries: () => entriesOf(sql, place),
    commands: () => commandsOf(sql, place),
    heads: () =>
      rows<HeadEvidence>(sql`
        select number, bytes, signature, public_key as "publicKey" from seal_head
        where org = ${org} and site = ${site} order by number`),
    leaves: () => leavesOf(sql, place),
    secrets: async function* () {
      const opens = textOpener(place, master && textKeysFrom(org, await keys(), master));
      for await (const row of rows<KeptText>(sql`
        select commitment, kind, cipher, key_id as "keyId", erased_at is not null as erased, reason
        from secret_text where org = ${org} and site = ${site}`)) {
        const { commitment, kind, erased, reason } = row;
        yield { commitment, kind, erased, reason: reason ?? undefined, opens: opens(row) };
      }
    },
    photos: () => photosOf(sql, place),
    sealKeys: async () => namedSealKeys(await keys(), master),
  };
}

async function* rows<T>(query: PendingQuery<Row[]>): AsyncGenerator<T> {
  for await (const some of query.cursor(batch)) yield* some as unknown as T[];
}

type EntryRow = StreamEvidence & {
  readonly bytes: Buffer;
  readonly type: string;
  readonly at: number;
  readonly command: string;
  readonly actor: string;
};

async function* entriesOf(sql: TransactionSql, { org, site }: Place): AsyncGenerator<EntryEvidence> {
  const query = sql`
    select noun, id, version, encode(hash, 'hex') as hash, bytes, type, at::float8 as at, command, actor
    from entry where org = ${org} and site = ${site} order by noun, id, version`;
  for await (const { type, at, command, actor, ...entry } of rows<EntryRow>(query)) {
    yield { ...entry, columns: { type, at, command, actor: actorColumn(entry.bytes, actor) } };
  }
}

/** The column holds the actor's name where the envelope holds the actor: the column is told apart from what it should be. */
function actorColumn(bytes: Uint8Array, column: string): unknown {
  try {
    const { actor } = envelopeOf(Buffer.from(bytes).toString("utf8"));
    return actorName(actor) === column ? actor : column;
  } catch {
    return column; // the entry is unreadable, which is found and named where it is read
  }
}

async function* commandsOf(sql: TransactionSql, { org, site }: Place): AsyncGenerator<CommandEvidence> {
  const query = sql`
    select org, id, site, act, actor, at::float8 as at, encode(body_hash, 'hex') as "bodyHash", answer
    from command where org = ${org} and site = ${site}`;
  for await (const row of rows<KeptCommand>(query)) {
    yield { id: row.id, bytes: commandBytes(row), receipt: receiptOf(row.answer) };
  }
}

type LeafRow = Pick<LeafEvidence, "head" | "position" | "hash"> & { noun: string; id: string; version: number };

async function* leavesOf(sql: TransactionSql, { org, site }: Place): AsyncGenerator<LeafEvidence> {
  const query = sql`
    select head, position, noun, id, version, encode(hash, 'hex') as hash from seal_leaf
    where org = ${org} and site = ${site} order by head, position`;
  for await (const { head, position, noun, id, version, hash } of rows<LeafRow>(query)) {
    const named = noun === "" ? { kind: "command" as const, name: id } : entryLeaf(noun, id, version);
    yield { head, position, hash, ...named };
  }
}

function entryLeaf(noun: string, id: string, version: number): Pick<LeafEvidence, "kind" | "name"> {
  return { kind: "entry", name: `${noun}/${id}@${version}` };
}

type KeptText = Pick<SecretEvidence, "commitment" | "erased"> & {
  readonly kind: "name" | "phone" | "free-text";
  readonly reason: string | null;
  readonly cipher: Buffer | null;
  readonly keyId: string | null;
};

function textOpener(place: Place, keys: ReturnType<typeof textKeysFrom>): (row: KeptText) => boolean | undefined {
  return ({ cipher, keyId, ...row }) => {
    if (!keys) return undefined;
    return cipher !== null && keyId !== null && "text" in open(keys, { ...row, ...place, cipher, keyId });
  };
}

async function* photosOf(sql: TransactionSql, { org, site }: Place): AsyncGenerator<PhotoEvidence> {
  const query = sql`
    select hash, bytes, erased_at is not null as erased, reason from photo where org = ${org} and site = ${site}`;
  type Kept = { hash: string; bytes: Buffer | null; erased: boolean; reason: string | null };
  for await (const { hash, bytes, erased, reason } of rows<Kept>(query)) {
    const actual = bytes ? createHash("sha256").update(bytes).digest("hex") : undefined;
    yield { hash, erased, reason: reason ?? undefined, actual };
  }
}
