import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { SealKey } from "#server/keys/keyring.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const headShape = z.strictObject({
  org: z.string(),
  site: z.string(),
  /** 1, 2, 3… without a gap. */
  number: z.int().min(1),
  leaves: z.int().min(1),
  root: hash,
  /** Hash of the head before; empty for the first. */
  prev: hash.or(z.literal("")),
  at: z.int(),
  key: z.string(),
});

/** What one sealing signs: everything of a site that was recorded since the sealing before, by its Merkle root. */
export interface SealHead {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly number: number;
  readonly leaves: number;
  readonly root: string;
  readonly prev: string;
  readonly at: number;
  readonly key: string;
}

/** A head as it is kept and sent out: RFC 8785 bytes, Ed25519 signature (RFC 8032), and the public key that made it. */
export interface SignedHead {
  readonly bytes: string;
  /** Base64. */
  readonly signature: string;
  /** SPKI DER, base64. */
  readonly publicKey: string;
}

export function signHead(head: Omit<SealHead, "key">, key: SealKey): SignedHead {
  const bytes = canonicalize({ ...head, key: key.id });
  if (bytes === undefined) throw new Error("a head has no canonical form");
  return {
    bytes,
    signature: sign(null, signed(bytes), key.private).toString("base64"),
    publicKey: key.public.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

/** Hash by which the next head, an anchor and a printed code name this one. */
export function headHash({ bytes }: Pick<SignedHead, "bytes">): string {
  return createHash("sha256").update("zhiban/seal-head/1\n").update(bytes, "utf8").digest("hex");
}

/** Reads what the bytes say; undefined where they are no head in canonical form. Says nothing about the signature. */
export function readHead({ bytes }: Pick<SignedHead, "bytes">): SealHead | undefined {
  try {
    const parsed = headShape.safeParse(JSON.parse(bytes));
    return parsed.success && canonicalize(parsed.data) === bytes ? parsed.data : undefined;
  } catch {
    return undefined; // not JSON at all
  }
}

export function isSignedBy({ bytes, signature }: Pick<SignedHead, "bytes" | "signature">, publicKey: string): boolean {
  const key = publicKeyFrom(publicKey);
  return key !== undefined && verify(null, signed(bytes), key, Buffer.from(signature, "base64"));
}

function publicKeyFrom(spki: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, "base64"), type: "spki", format: "der" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined; // no key at all
  }
}

function signed(bytes: string): Buffer {
  return Buffer.from(`zhiban/seal-signature/1\n${bytes}`, "utf8");
}

/** Crockford's Base32: no letter that a reader could take for a digit. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight characters of a hash for paper, `7K2M-Q9XD`: 40 bits, enough to tell two heads or entries apart by eye, no proof by itself. */
export function checkCode(hexHash: string): string {
  const bits = BigInt(`0x${hexHash.slice(0, 10)}`);
  const letters = Array.from({ length: 8 }, (_, place) => alphabet[Number((bits >> BigInt(35 - 5 * place)) & 31n)]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}
