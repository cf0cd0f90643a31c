import { createHmac, hash, type KeyObject } from "node:crypto";
import type { OrganisationId, Sealed, SecretKind, SiteId } from "#duty/grammar/entry.ts";
import { decrypt, encrypt } from "#server/keys/aes-gcm.ts";
import type { OrganisationKeys } from "#server/keys/keyring.ts";

const SALT_BYTES = 32;

/** One text on its way into the journal: the `index`-th that the command brings, counting those of its consequences. */
export interface Sealable {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly kind: SecretKind;
  readonly text: string;
  readonly command: string;
  readonly index: number;
}

/** What the table `secret_text` keeps of it. */
export interface SecretRow {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly commitment: string;
  readonly kind: SecretKind;
  readonly cipher: Buffer;
  readonly keyId: string;
}

/** Stores texts apart from entries. Synchronous: it is asked in the middle of deciding. */
export interface Sealer {
  seal(secret: Sealable): { readonly sealed: Sealed; readonly row: SecretRow };
}

/** @throws Error when asked for another organisation than the one whose keys it holds */
export function sealerWith(keys: OrganisationKeys): Sealer {
  return {
    seal: (secret) => {
      if (secret.org !== keys.org) throw new Error(`a text of ${secret.org} met the keys of ${keys.org}`);
      const { org, site, kind, text } = secret;
      const salt = saltOf(keys.salt, secret);
      const commitment = commit(salt, kind, text);
      const plain = Buffer.concat([salt, Buffer.from(text, "utf8")]);
      const cipher = encrypt(keys.current.key, plain, placeOf({ org, site, commitment, kind }));
      return {
        sealed: { sealed: commitment, kind },
        row: { org, site, commitment, kind, cipher, keyId: keys.current.id },
      };
    },
  };
}

/** What opening a stored text can end in. `changed`: bytes, place or commitment do not fit together. */
export type Opened = { readonly text: string } | { readonly problem: "changed" | "key-unknown" };

/** Opens a stored text and holds it against its commitment: a text that was exchanged is never shown as the one that was sealed. */
export function open(
  keys: Pick<OrganisationKeys, "dataKey">,
  row: Omit<SecretRow, "cipher"> & { cipher: Uint8Array },
): Opened {
  const key = keys.dataKey(row.keyId);
  if (!key) return { problem: "key-unknown" };
  const plain = decrypt(key, row.cipher, placeOf(row));
  if (!plain || plain.length < SALT_BYTES) return { problem: "changed" };
  const text = plain.subarray(SALT_BYTES).toString("utf8");
  if (commit(plain.subarray(0, SALT_BYTES), row.kind, text) !== row.commitment) return { problem: "changed" };
  return { text };
}

/**
 * The same command gives the same salt, so a second try of a command commits to the same; without the organisation's
 * salt key nobody can try out names or telephone numbers against a commitment.
 */
function saltOf(key: KeyObject, { org, site, command, index }: Sealable): Buffer {
  const name = JSON.stringify(["zhiban/secret-salt/1", org, site, command, index]);
  return createHmac("sha256", key).update(name).digest();
}

function commit(salt: Buffer, kind: SecretKind, text: string): string {
  return hash(
    "sha256",
    Buffer.concat([Buffer.from(`zhiban/secret/1\0${kind}\0`), salt, Buffer.from(text, "utf8")]),
    "hex",
  );
}

function placeOf({ org, site, commitment, kind }: Pick<SecretRow, "org" | "site" | "commitment" | "kind">): string[] {
  return ["zhiban/secret-text/1", org, site, commitment, kind];
}
