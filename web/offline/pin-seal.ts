/*
 * What only a person's PIN opens, and only in this browser. A pair of keys is made for each person: by the public one the page seals at any time what it
 * has read since; the private one is wrapped under a key that is made of the PIN and of a key of this browser that nobody can read. Of the PIN itself
 * nothing is kept (decision 23).
 */

/** The private key of a person, wrapped, and the public one. */
export interface PinLock {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrapped: ArrayBuffer;
  readonly publicKey: CryptoKey;
}

/** A text that the private key opens; `from` is the public half of a pair that was made for it alone. */
export interface SealedText {
  readonly from: ArrayBuffer;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const curve = { name: "ECDH", namedCurve: "P-256" } as const;
const cipher = { name: "AES-GCM", length: 256 } as const;
/** What the key of a PIN is for: another version is another text. */
const purpose = "zhiban/sealed/1";
/** Rounds of PBKDF2 with SHA-256, as OWASP advises in 2025: some tenths of a second on a phone, for each of a million PINs. */
const pinRounds = 600_000;

/** A key of this browser that nobody can read, and which derives nothing by itself. */
export function makeSealKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
}

/** A new lock for a person's PIN. */
export async function makePinLock(pin: string, of: Keyed, rounds = pinRounds): Promise<PinLock> {
  const [salt, iv] = [drawn(16), drawn(12)];
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveKey"]);
  const key = await keyOfPin(pin, of, { salt, rounds });
  const wrapped = await crypto.subtle.wrapKey("pkcs8", pair.privateKey, key, { name: "AES-GCM", iv });
  return { salt, rounds, iv, wrapped, publicKey: pair.publicKey };
}

/** Whose PIN it is, and the key of the browser in which it was given. */
export interface Keyed {
  readonly person: string;
  readonly sealKey: CryptoKey;
}

/** The private key that a PIN opens; undefined where it is another PIN, of another person, or in another browser. */
export async function openPinLock(lock: PinLock, pin: string, of: Keyed): Promise<CryptoKey | undefined> {
  const key = await keyOfPin(pin, of, lock);
  const unwrapping = { name: "AES-GCM", iv: lock.iv } as const;
  try {
    return await crypto.subtle.unwrapKey("pkcs8", lock.wrapped, key, unwrapping, curve, false, ["deriveKey"]);
  } catch (thrown) {
    if (doesNotFit(thrown)) return undefined;
    throw thrown;
  }
}

/** Seals a text for whoever has the private key. */
export async function sealText({ publicKey }: Pick<PinLock, "publicKey">, text: string): Promise<SealedText> {
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveKey"]);
  const iv = drawn(12);
  const key = await sharedKey(pair.privateKey, publicKey, "encrypt");
  const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return { from: await crypto.subtle.exportKey("raw", pair.publicKey), iv, bytes };
}

/** The text again; undefined where it was sealed for another key. */
export async function unsealText(privateKey: CryptoKey, { from, iv, bytes }: SealedText): Promise<string | undefined> {
  try {
    const other = await crypto.subtle.importKey("raw", from, curve, true, []);
    const key = await sharedKey(privateKey, other, "decrypt");
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes));
  } catch (thrown) {
    if (doesNotFit(thrown)) return undefined;
    throw thrown;
  }
}

/** AES-GCM was given another key, or what it was given is no key: told by name, since the engine that tells it may be of another realm than the page. */
function doesNotFit(thrown: unknown): boolean {
  const { name } = (thrown ?? {}) as { readonly name?: unknown };
  return name === "OperationError" || name === "DataError";
}

function sharedKey(privateKey: CryptoKey, publicKey: CryptoKey, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.deriveKey({ name: "ECDH", public: publicKey }, privateKey, cipher, false, [use]);
}

/** Neither the PIN alone nor the browser's key alone makes it. */
async function keyOfPin(
  pin: string,
  { person, sealKey }: Keyed,
  { salt, rounds }: Pick<PinLock, "salt" | "rounds">,
): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const stretching = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds } as const;
  const stretched = new Uint8Array(await crypto.subtle.deriveBits(stretching, typed, 256));
  const named = utf8(`${purpose}\n${person}\n`);
  const mixed = await crypto.subtle.sign("HMAC", sealKey, new Uint8Array([...named, ...stretched]));
  return await crypto.subtle.importKey("raw", mixed, cipher, false, ["wrapKey", "unwrapKey"]);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function drawn(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
