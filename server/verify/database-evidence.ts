import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import type { Runtime } from "#server/door/runtime.ts";
import { derivedTables } from "#server/journal/derive-site.ts";
import type { WrappedKey } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import type { KeptCommand } from "#server/seal/leaves.ts";
import type { Evidence, HeadEvidence, SiteEvidence, StreamEvidence } from "./evidence.ts";
import {
  evidenceFrom,
  type KeptEntry,
  type KeptLeaf,
  type KeptPhoto,
  type KeptSite,
  type KeptText,
} from "./kept-site.ts";

const batch = 500;

type Place = Pick<SiteEvidence, "org" | "site">;

/**
 * The records of a database as one transaction sees them, which should be `repeatable read` so that all lists are of one moment.
 * Its role must see every organisation: `zb_seal`, or a superuser.
 */
export function databaseEvidence(
  sql: Sql | TransactionSql,
  { master, only = {} }: { master?: MasterKey | undefined; only?: Partial<Place> } = {},
): Evidence {
  return {
    sites: async function* () {
      for (const place of await placesOf(sql)) {
        const isWanted = (only.org ?? place.org) === place.org && (only.site ?? place.site) === place.site;
        if (isWanted) yield evidenceFrom(keptIn(sql, place), master);
      }
    },
  };
}

/** What `verify` reads in every database, partitions aside. */
const READ = [
  "stream",
  "entry",
  "command",
  "seal_head",
  "seal_leaf",
  "seal_mark",
  "secret_text",
  "photo",
  "wrapped_key",
];

/** What is compared besides where tables are those of this release. */
const COMPARED = ["outbox", "plan", "organisation", "account", "device", "device_opening", "row_trust"];

/** Names of the tables of a database at which nobody looks, so that nobody takes anybody's word for them. `compared`: by which rules rows were derived. */
export async function unreadTables(sql: Sql, compared: Runtime | undefined): Promise<readonly string[]> {
  const derived = compared ? [...derivedTables(compared).map(({ table }) => table), ...COMPARED] : [];
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
    and not relispartition and relname <> all(${[...READ, ...derived]}) order by relname`;
  return tables.map(({ name }) => name);
}

/** Every site that any record speaks of: one whose streams were all deleted is still known to its seals. */
export function placesOf(sql: Sql | TransactionSql): Promise<Place[]> {
  return sql<Place[]>`
    select org, site from stream union select org, site from entry union select org, site from command
    union select org, site from seal_head union select org, site from seal_leaf
    union select org, site from secret_text union select org, site from photo
    order by org, site`;
}

function keptIn(sql: Sql | TransactionSql, place: Place): KeptSite {
  const { org, site } = place;
  return {
    ...place,
    streams: () =>
      rows<StreamEvidence>(sql`
        select noun, id, version, encode(head_hash, 'hex') as hash from stream where org = ${org} and site = ${site}`),
    entries: () =>
      rows<KeptEntry>(sql`
        select noun, id, version, encode(hash, 'hex') as hash, bytes, type, at::float8 as at, command, actor
        from entry where org = ${org} and site = ${site} order by noun, id, version`),
    commands: () =>
      rows<KeptCommand>(sql`
        select org, id, site, act, actor, at::float8 as at, encode(body_hash, 'hex') as "bodyHash", answer
        from command where org = ${org} and site = ${site}`),
    heads: () =>
      rows<HeadEvidence>(sql`
        select number, bytes, signature, public_key as "publicKey" from seal_head
        where org = ${org} and site = ${site} order by number`),
    leaves: () =>
      rows<KeptLeaf>(sql`
        select head, position, noun, id, version, encode(hash, 'hex') as hash from seal_leaf
        where org = ${org} and site = ${site} order by head, position`),
    texts: () =>
      rows<KeptText>(sql`
        select commitment, kind, cipher, key_id as "keyId", erased_at is not null as erased
        from secret_text where org = ${org} and site = ${site}`),
    photos: () =>
      rows<KeptPhoto>(sql`
        select hash, bytes, erased_at is not null as erased from photo where org = ${org} and site = ${site}`),
    keys: () => sql<WrappedKey[]>`
      select org, site, purpose, key_id as "keyId", master_id as "masterId", wrapped, public_key as "publicKey"
      from wrapped_key where org = ${org} and site in ('', ${site})`,
  };
}

async function* rows<T>(query: PendingQuery<Row[]>): AsyncGenerator<T> {
  for await (const some of query.cursor(batch)) yield* some as unknown as T[];
}
