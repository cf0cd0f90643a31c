import type { OrganisationId } from "#duty/grammar/entry.ts";
import { encrypt } from "#server/keys/aes-gcm.ts";
import type { Keyring } from "#server/keys/keyring.ts";

/** Why somebody did something around an account of which no entry tells, as it may be kept: nobody reads it without the organisation's keys. */
export type ClosedReason = string & { readonly closed: true };

/** Encrypts a reason with the key of the organisation: `key.bytes`, the bytes in base64url. */
export async function closeReason(keyring: Keyring, org: OrganisationId, reason: string): Promise<ClosedReason> {
  const { id, key } = (await keyring.keysOf(org)).current;
  const cipher = encrypt(key, Buffer.from(reason, "utf8"), ["zhiban/account-reason/1", org]);
  return `${id}.${cipher.toString("base64url")}` as ClosedReason;
}
