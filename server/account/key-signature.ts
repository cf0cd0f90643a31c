import { webcrypto } from "node:crypto";
import type { PublicKey } from "./account-answer.ts";

const P256 = { name: "ECDSA", namedCurve: "P-256" };

/** Whether the holder of a key has signed a text. */
export async function verifies(key: PublicKey, signature: string, text: string): Promise<boolean> {
  try {
    const imported = await webcrypto.subtle.importKey("jwk", { ...key, ext: true }, P256, false, ["verify"]);
    const bytes = Buffer.from(signature, "base64url");
    // Of several ways to write the same bytes one is taken.
    if (bytes.toString("base64url") !== signature) return false;
    const signed = new TextEncoder().encode(text);
    return await webcrypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, bytes, signed);
  } catch {
    // A point that is not on the curve: the client's fault, not ours.
    return false;
  }
}
