import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { freshNonce, NONCE_BYTES } from "./fresh-nonce.ts";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
/** First byte of everything encrypted, so that another algorithm can follow without guessing. */
const VERSION = 1;

export const KEY_BYTES = 32;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce: `version ‖ nonce ‖ tag ‖ cipher`. What `belongsTo` names is
 * authenticated with it, so that bytes moved to another row do not open there. The key was made ready (`createSecretKey`): to hand its bytes over with
 * every text costs five times as much as encrypting it.
 */
export function encrypt(key: KeyObject, plain: Buffer, belongsTo: readonly string[]): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(belongsTo));
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), bytes]);
}

/** Undoes `encrypt`; undefined where the bytes were changed, moved, or encrypted under another key. */
export function decrypt(key: KeyObject, encrypted: Uint8Array, belongsTo: readonly string[]): Buffer | undefined {
  const bytes = Buffer.from(encrypted);
  const headBytes = 1 + NONCE_BYTES + TAG_BYTES;
  if (bytes.length < headBytes || bytes[0] !== VERSION) return undefined;
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(belongsTo));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, headBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]);
  } catch {
    return undefined; // the tag does not fit; Node has no other way to say so
  }
}

/** JSON of the list: no two lists read alike, whatever stands in the words. */
function associated(belongsTo: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(belongsTo));
}
