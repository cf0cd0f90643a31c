import { createSecretKey } from "node:crypto";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import { type OrganisationKeys, sealKeyFrom, unwrap, type WrappedKey } from "./keyring.ts";
import { type MasterKey, MasterKeyError } from "./master-key.ts";

/** A seal key as the records name it. `vouched`: whether the master key holds its private half; undefined without a master key. */
export interface NamedSealKey {
  readonly publicKey: string;
  readonly vouched: boolean | undefined;
}

/** The seal keys among wrapped keys, by id. A public key that was exchanged is not the half of what the master key opens. */
export function namedSealKeys(rows: readonly WrappedKey[], master: MasterKey | undefined): Map<string, NamedSealKey> {
  const seals = rows.filter(({ purpose }) => purpose === "seal");
  return new Map(
    seals.map((row) => {
      const publicKey = Buffer.from(row.publicKey ?? []).toString("base64");
      return [row.keyId, { publicKey, vouched: master && publicHalf(row, master) === publicKey }];
    }),
  );
}

function publicHalf(row: WrappedKey, master: MasterKey): string | undefined {
  const opened = openedOrNot(row, master);
  return opened && sealKeyFrom(row.keyId, opened).public.export({ type: "spki", format: "der" }).toString("base64");
}

/**
 * The keys to an organisation's texts, as far as they open; undefined where there are none.
 * @throws MasterKeyError when not one of the rows belongs to this master key
 */
export function textKeysFrom(
  org: OrganisationId,
  rows: readonly WrappedKey[],
  master: MasterKey,
): Pick<OrganisationKeys, "org" | "dataKey"> | undefined {
  if (rows.length === 0) return undefined;
  if (!rows.some(({ masterId }) => masterId === master.id)) {
    const [row] = rows;
    throw new MasterKeyError(`These keys were wrapped by master key ${row?.masterId}, and this is ${master.id}.`);
  }
  const data = rows.filter((row) => row.org === org && row.purpose === "data");
  const opened = new Map(
    data.map((row) => {
      const bytes = openedOrNot(row, master);
      return [row.keyId, bytes && createSecretKey(bytes)];
    }),
  );
  return { org, dataKey: (id) => opened.get(id) };
}

function openedOrNot(row: WrappedKey, master: MasterKey): Buffer | undefined {
  try {
    return unwrap(master, row);
  } catch (error) {
    if (error instanceof MasterKeyError) return undefined;
    throw error;
  }
}
