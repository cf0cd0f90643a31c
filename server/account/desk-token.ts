import { createHash, randomBytes } from "node:crypto";

/** What the cookie of a desk says from now on. */
export function drawToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Only hashes are kept: who reads the database cannot sit down at a desk. */
export function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
