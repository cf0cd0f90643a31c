import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
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

/** Why a new password is not good enough; undefined when it is. No rule about kinds of characters: length counts, and how soon it would be tried. */
export function weaknessOf(password: string, signInName: string): "too-short" | "too-plain" | undefined {
  if ([...password].length < shortestPassword) return "too-short";
  const plain = password.toLowerCase();
  const isPlain =
    plain.includes(signInName) || new Set(plain).size < 4 || triesToGuess(plain, signInName) < soonGuessed;
  return isPlain ? "too-plain" : undefined;
}

/** Six digits that somebody tries first. */
export function isPlainPin(pin: string): boolean {
  return new Set(pin).size < 3 || triesToGuess(pin) < soonGuessedPin;
}

/** Fewer tries than this, in the order in which people choose: lists of what is used most, with a digit or two, runs and keys beside each other. */
const soonGuessed = 1_000_000;
/** The same of six digits: of a million, those that the lists name. */
const soonGuessedPin = 1_000;
/** Of a longer one no more is looked at: what it costs grows with the length, and so much that is not plain is enough. */
const mostLookedAt = 32;
/** What people here try first, and the lists do not have. */
const tried = ["zhiban", "woaini", "5201314", "1314520", "520520", "wangyi", "baoan", "wuye"];

let guessing: ZxcvbnFactory | undefined;

function triesToGuess(text: string, ...own: readonly string[]): number {
  guessing ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return guessing.check(text.slice(0, mostLookedAt), [...tried, ...own]).guesses;
}
