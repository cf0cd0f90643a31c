import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";
import { KEY_BYTES } from "./aes-gcm.ts";
import type { MasterKey } from "./master-key.ts";

const label = "zhiban/row-mac/1";

/**
 * Vouches for rows of the database with a key that only the master key yields (HKDF, RFC 5869) and that never leaves the process. A code says
 * which form it has and which master key it is of: `1:<id>:<HMAC-SHA256, hexadecimal>`.
 */
export class RowKey {
  readonly #key: KeyObject;
  readonly #prefix: string;

  constructor(master: MasterKey) {
    this.#key = createSecretKey(Buffer.from(hkdfSync("sha256", master.bytes, "", label, KEY_BYTES)));
    this.#prefix = `1:${master.id}:`;
  }

  /** The code of a row: over its table and all that is given of it, in RFC 8785 form. */
  macOf(table: string, row: unknown): string {
    const text = canonicalize({ table, row });
    if (text === undefined) throw new Error(`a row of ${table} has no canonical form`);
    return this.#prefix + createHmac("sha256", this.#key).update(`${label}\n${text}`).digest("hex");
  }

  holds(table: string, row: unknown, mac: string | null): boolean {
    const [own, kept] = [Buffer.from(this.macOf(table, row)), Buffer.from(mac ?? "")];
    return own.length === kept.length && timingSafeEqual(own, kept);
  }

  /** Whether a code was made under another master key, so that nothing can be said of it here. */
  isOfAnother(mac: string | null): boolean {
    return mac !== null && /^1:[0-9a-f]+:/.test(mac) && !mac.startsWith(this.#prefix);
  }
}
