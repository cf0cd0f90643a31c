import { hash, verify } from "@node-rs/argon2";
import { shortestPassword } from "#duty/grammar/limits.ts";
import { concurrencyLimit } from "#server/http/concurrency-limit.ts";

/** OWASP's second profile for argon2id, which is also the library's default algorithm; memory in KiB. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash takes 19 MiB and one core for some 20 ms: more at a time would let a flood of sign-ins starve the duty. */
const hashedAtOnce = 2;
const oneOfFew = concurrencyLimit(hashedAtOnce);

/** The hash of a password or PIN as it is kept: argon2id with its salt and cost in PHC form. */
export function hashPassword(text: string): Promise<string> {
  return oneOfFew(() => hash(text.normalize("NFKC"), COST));
}

let decoy: Promise<string> | undefined;

/**
 * Whether the text is the one that was hashed. Without a hash (no such account, no PIN yet) a decoy is tried, so that the
 * answer takes as long and tells nothing.
 */
export async function isPassword(text: string, kept: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const against = kept ?? (await decoy);
  const same = await oneOfFew(() => verify(against, text.normalize("NFKC")));
  return same && kept != null;
}

/** Why a new password is not good enough; undefined when it is. Length is what counts: no rule about kinds of characters. */
export function weaknessOf(password: string, signInName: string): "too-short" | "too-plain" | undefined {
  if ([...password].length < shortestPassword) return "too-short";
  const plain = password.toLowerCase();
  if (plain.includes(signInName) || new Set(plain).size < 4 || PLAIN.has(plain) || isRun(plain)) return "too-plain";
  return undefined;
}

/** Six digits that somebody tries first. */
export function isPlainPin(pin: string): boolean {
  return new Set(pin).size < 3 || isRun(pin);
}

/** What people try first, where so many characters are asked. */
const PLAIN = new Set([
  "password12",
  "password123",
  "passw0rd123",
  "qwertyuiop",
  "qwerty1234",
  "1qaz2wsx3edc",
  "admin12345",
  "iloveyou123",
  "abcd123456",
  "a123456789",
  "woaini1314",
]);

function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((each, index) => (each.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
