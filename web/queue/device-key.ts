import { type DBSchema, openDB } from "idb";
import type { PublicKey } from "#server/account/account-answer.ts";

/*
 * The key of this browser, where it is enrolled: made by WebCrypto so that nobody can ever read it, and kept in a database of its own, for all pages.
 */

/** A key, and which device of which site it is. */
export interface DeviceKey {
  readonly device: string;
  readonly site: string;
  readonly privateKey: CryptoKey;
}

interface Schema extends DBSchema {
  key: { key: "own"; value: DeviceKey };
}

const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;

/** Whether this browser can hold a key at all: reached by plain http under another machine's name it has no WebCrypto. */
export function canHoldKey(): boolean {
  return (globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined;
}

export interface DeviceKeys {
  /** Undefined where there is none, or the browser does not tell. */
  read(): Promise<DeviceKey | undefined>;
  /** Whether it is kept: what the browser does not keep must not be enrolled. */
  keep(key: DeviceKey): Promise<boolean>;
}

export function deviceKeys(name: string): DeviceKeys {
  const open = () => openDB<Schema>(name, 1, { upgrade: (database) => void database.createObjectStore("key") });
  const within = async <T>(
    work: (database: Awaited<ReturnType<typeof open>>) => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      const database = await open();
      try {
        return await work(database);
      } finally {
        database.close();
      }
    } catch (thrown) {
      // No room, storage switched off, or none at all.
      if (thrown instanceof DOMException || thrown instanceof ReferenceError) return undefined;
      throw thrown;
    }
  };
  return {
    read: () => within((database) => database.get("key", "own")),
    keep: async (key) => (await within((database) => database.put("key", key, "own"))) !== undefined,
  };
}

/** A new key, whose private half never leaves this browser. */
export async function makeKey(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: PublicKey }> {
  const pair = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: { kty: "EC", crv: "P-256", x, y } };
}

/** The signature of a text by a key, in base64url. */
export async function signedBy({ privateKey }: Pick<DeviceKey, "privateKey">, text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.sign(signing, privateKey, new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
