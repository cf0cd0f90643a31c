import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/*
 * Notes as https://c2sp.org/signed-note says: a text that ends in a newline, an empty line, and a line for each signature. What is written here
 * any verifier of such notes reads.
 */

/** The type of Ed25519 signatures. */
const ED25519 = 0x01;
const keyHashBytes = 4;
const mostSignatures = 16;
/** Before the 32 bytes of an Ed25519 key in SPKI DER (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

/** A key as verifiers are given it: its name, and the 32 bytes of an Ed25519 public key. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** The 32 bytes in a public key of SPKI DER; undefined where it is no Ed25519 key. */
export function rawPublicKey(spki: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(spki);
  const isEd25519 = bytes.length === spkiHead.length + 32 && bytes.subarray(0, spkiHead.length).equals(spkiHead);
  return isEd25519 ? bytes.subarray(spkiHead.length) : undefined;
}

function keyHash({ name, publicKey }: NoteKey): Buffer {
  const hashed = createHash("sha256").update(`${name}\n`).update(Buffer.of(ED25519)).update(publicKey);
  return hashed.digest().subarray(0, keyHashBytes);
}

/** The key in the one line that verifiers take: name, key hash and key, with plus signs between. */
export function verifierKey(key: NoteKey): string {
  const typed = Buffer.concat([Buffer.of(ED25519), key.publicKey]);
  return `${key.name}+${keyHash(key).toString("hex")}+${typed.toString("base64")}`;
}

/** Reads such a line; undefined where it is none of an Ed25519 key. */
export function readVerifierKey(line: string): NoteKey | undefined {
  const [, name = "", hash = "", typed = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(typed, "base64");
  if (bytes.length !== 33 || bytes[0] !== ED25519) return undefined;
  const key = { name, publicKey: bytes.subarray(1) };
  return keyHash(key).toString("hex") === hash ? key : undefined;
}

/** Signs a text, which ends in a newline. @throws Error where neither text nor name may stand in a note */
export function signNote(text: string, name: string, pair: { private: KeyObject; public: KeyObject }): string {
  const publicKey = rawPublicKey(pair.public.export({ type: "spki", format: "der" }));
  if (!publicKey || !isText(text) || !/^[^+\s]+$/u.test(name)) throw new Error("this cannot be signed as a note");
  const signature = sign(null, Buffer.from(text, "utf8"), pair.private);
  const line = Buffer.concat([keyHash({ name, publicKey }), signature]).toString("base64");
  return `${text}\n\u2014 ${name} ${line}\n`;
}

/** A note whose signatures nobody has looked at. */
export interface UnverifiedNote {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly hash: Buffer; readonly signature: Buffer }[];
}

/** Undefined where it is no note. */
export function parseNote(note: string): UnverifiedNote | undefined {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return undefined;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split("\n");
  if (!isText(text) || lines.length > mostSignatures) return undefined;
  const signatures = lines.map((line) => {
    const [, name = "", base64 = ""] = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
    const bytes = Buffer.from(base64, "base64");
    return { name, hash: bytes.subarray(0, keyHashBytes), signature: bytes.subarray(keyHashBytes) };
  });
  return signatures.every(({ name, signature }) => name !== "" && signature.length > 0)
    ? { text, signatures }
    : undefined;
}

/**
 * Whether a known key signed a note: some signature of a known key is there, and each that is there holds. Signatures of others say
 * nothing, as those of witnesses.
 */
export function isSignedNote({ text, signatures }: UnverifiedNote, keys: readonly NoteKey[]): boolean {
  const known = signatures.flatMap((each) => {
    const key = keys.find((one) => one.name === each.name && keyHash(one).equals(each.hash));
    return key ? [holds(text, each.signature, key)] : [];
  });
  return known.length > 0 && known.every(Boolean);
}

function holds(text: string, signature: Buffer, { publicKey }: NoteKey): boolean {
  const der = Buffer.concat([spkiHead, publicKey]);
  const key = createPublicKey({ key: der, type: "spki", format: "der" });
  return verify(null, Buffer.from(text, "utf8"), key, signature);
}

function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a note may not hold
  return text.endsWith("\n") && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
