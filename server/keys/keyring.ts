import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import { decrypt, encrypt, KEY_BYTES } from "./aes-gcm.ts";
import { type MasterKey, MasterKeyError } from "./master-key.ts";
import { RowKey } from "./row-key.ts";

/** `data` encrypts texts, `salt` makes their commitments unguessable, `seal` signs the heads of a site. */
type Purpose = "data" | "salt" | "seal";

export interface WrappedKey {
  readonly org: OrganisationId;
  /** Empty for a key of the whole organisation. */
  readonly site: SiteId | "";
  readonly purpose: Purpose;
  readonly keyId: string;
  /** Which master key opens it. */
  readonly masterId: string;
  readonly wrapped: Uint8Array;
  /** SPKI DER of a seal key; undefined for secret keys. */
  readonly publicKey: Uint8Array | undefined;
}

/** The keys of one organisation, open. Older data keys stay: what they encrypted is still theirs to open. */
export interface OrganisationKeys {
  readonly org: OrganisationId;
  readonly current: { readonly id: string; readonly key: KeyObject };
  readonly salt: KeyObject;
  /** The data key with that id, or undefined. */
  dataKey(id: string): KeyObject | undefined;
}

export interface SealKey {
  readonly id: string;
  readonly private: KeyObject;
  readonly public: KeyObject;
}

/**
 * Opens the keys that the database keeps wrapped, and makes those that are missing, on connections of its own: a key that
 * was remembered here and rolled back there would take with it whatever it had encrypted.
 */
export class Keyring {
  readonly #sql: Sql;
  readonly #master: MasterKey;
  #row: RowKey | undefined;
  readonly #organisations = new Map<OrganisationId, Promise<OrganisationKeys>>();
  readonly #seals = new Map<string, Promise<SealKey>>();

  constructor(sql: Sql, master: MasterKey) {
    this.#sql = sql;
    this.#master = master;
  }

  /** The key by which rows are vouched for. */
  rowKey(): RowKey {
    this.#row ??= new RowKey(this.#master);
    return this.#row;
  }

  /** @throws MasterKeyError when the database's keys were wrapped by another master key */
  keysOf(org: OrganisationId): Promise<OrganisationKeys> {
    return remembered(this.#organisations, org, () => this.#openOrganisation(org));
  }

  /** Reads them again: another program may have added a key since. */
  keysAgain(org: OrganisationId): Promise<OrganisationKeys> {
    this.#organisations.delete(org);
    return this.keysOf(org);
  }

  /** @throws MasterKeyError when the database's keys were wrapped by another master key */
  sealKeyOf(org: OrganisationId, site: SiteId): Promise<SealKey> {
    return remembered(this.#seals, JSON.stringify([org, site]), async () => {
      const row = await currentOrNew(this.#sql, { org, site, purpose: "seal" }, () => this.#freshSealKey(org, site));
      return sealKeyFrom(row.keyId, this.#open(row));
    });
  }

  async #openOrganisation(org: OrganisationId): Promise<OrganisationKeys> {
    const fresh = (purpose: Purpose) => () =>
      this.#wrap({ org, site: "", purpose, publicKey: undefined }, randomBytes(KEY_BYTES));
    const data = await currentOrNew(this.#sql, { org, site: "", purpose: "data" }, fresh("data"));
    const salt = await currentOrNew(this.#sql, { org, site: "", purpose: "salt" }, fresh("salt"));
    const every = await keysIn(this.#sql, { org, site: "", purpose: "data" });
    const opened = new Map(every.map((row) => [row.keyId, createSecretKey(this.#open(row))]));
    return {
      org,
      current: { id: data.keyId, key: createSecretKey(this.#open(data)) },
      salt: createSecretKey(this.#open(salt)),
      dataKey: (id) => opened.get(id),
    };
  }

  #freshSealKey(org: OrganisationId, site: SiteId): WrappedKey {
    const pair = generateKeyPairSync("ed25519");
    const publicKey = pair.publicKey.export({ type: "spki", format: "der" });
    const bytes = pair.privateKey.export({ type: "pkcs8", format: "der" });
    return this.#wrap({ org, site, purpose: "seal", publicKey }, bytes);
  }

  #wrap(about: Pick<WrappedKey, "org" | "site" | "purpose" | "publicKey">, bytes: Buffer): WrappedKey {
    const row = { ...about, keyId: uuidv7(), masterId: this.#master.id };
    return { ...row, wrapped: encrypt(createSecretKey(this.#master.bytes), bytes, placeOf(row)) };
  }

  #open(row: WrappedKey): Buffer {
    return unwrap(this.#master, row);
  }
}

/** @throws MasterKeyError when another master key wrapped it, or it was changed */
export function unwrap(master: MasterKey, row: WrappedKey): Buffer {
  if (row.masterId !== master.id) {
    const message = `The keys of this database were wrapped by master key ${row.masterId}, and this is ${master.id}: put the right file in place, or set ZHIBAN_MASTER_KEY or ZHIBAN_MASTER_KEY_FILE.`;
    throw new MasterKeyError(message);
  }
  const bytes = decrypt(createSecretKey(master.bytes), row.wrapped, placeOf(row));
  if (!bytes) throw new MasterKeyError(`The ${row.purpose} key ${row.keyId} in the database was changed.`);
  return bytes;
}

export function sealKeyFrom(id: string, pkcs8: Buffer): SealKey {
  const key = createPrivateKey({ key: pkcs8, type: "pkcs8", format: "der" });
  return { id, private: key, public: createPublicKey(key) };
}

function placeOf({ org, site, purpose, keyId }: Pick<WrappedKey, "org" | "site" | "purpose" | "keyId">): string[] {
  return ["zhiban/wrapped-key/1", org, site, purpose, keyId];
}

/** A failure is not remembered: the next caller tries again. */
function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

type Wanted = Pick<WrappedKey, "org" | "site" | "purpose">;

function currentOrNew(sql: Sql, wanted: Wanted, fresh: () => WrappedKey): Promise<WrappedKey> {
  return inOrganisation(sql, wanted.org, async (transaction) => {
    const known = await currentKey(transaction, wanted);
    return known ?? keepNew(transaction, wanted, fresh());
  });
}

async function keepNew(transaction: TransactionSql, wanted: Wanted, fresh: WrappedKey): Promise<WrappedKey> {
  const { org, site, purpose, keyId, masterId, wrapped, publicKey } = fresh;
  await transaction`
    insert into wrapped_key (org, site, purpose, key_id, master_id, wrapped, public_key)
    values (${org}, ${site}, ${purpose}, ${keyId}, ${masterId}, ${wrapped}, ${publicKey ?? null})
    on conflict do nothing`;
  const kept = await currentKey(transaction, wanted);
  if (!kept) throw new Error(`no ${purpose} key of ${org} ${site} after one was written`);
  return kept;
}

async function currentKey(sql: TransactionSql, { org, site, purpose }: Wanted): Promise<WrappedKey | undefined> {
  const [row] = await sql<WrappedKey[]>`
    select ${columns(sql)} from wrapped_key
    where org = ${org} and site = ${site} and purpose = ${purpose} and retired_at is null`;
  return row;
}

function keysIn(sql: Sql, { org, site, purpose }: Wanted): Promise<WrappedKey[]> {
  return inOrganisation(
    sql,
    org,
    (transaction) => transaction<WrappedKey[]>`
      select ${columns(transaction)} from wrapped_key
      where org = ${org} and site = ${site} and purpose = ${purpose} order by key_id`,
  );
}

/** A transaction that speaks for one organisation: row-level security shows it no other's keys. */
function inOrganisation<T>(
  sql: Sql,
  org: OrganisationId,
  work: (transaction: TransactionSql) => Promise<T>,
): Promise<T> {
  return sql.begin(async (transaction) => {
    await transaction`select set_config('zb.org', ${org}, true)`;
    return work(transaction);
  }) as Promise<T>;
}

function columns(sql: TransactionSql) {
  return sql`org, site, purpose, key_id as "keyId", master_id as "masterId", wrapped, public_key as "publicKey"`;
}

/** Whether any key of this database depends on a master key already. Asked as `zb_seal`, who sees those of everybody. */
export async function hasWrappedKeys(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ some: boolean }[]>`select exists (select from wrapped_key) as some`;
  return row?.some ?? false;
}
