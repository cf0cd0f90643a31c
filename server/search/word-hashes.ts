import { createCipheriv, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { SiteId } from "#duty/grammar/entry.ts";
import type { OrganisationKeys } from "#server/keys/keyring.ts";

/** Which way of making and hashing words this is. A later one comes with a migration that empties `words`: they are then made anew. */
const wordsWay = 1;

/** Bytes of a block of AES. A token has at most three signs, and what of it is longer is not looked at. */
const BLOCK = 16;

/** Hashes tokens of one organisation's texts, as whole numbers of 32 bits. */
export type WordHasher = (site: SiteId, tokens: Iterable<string>) => number[];

/** Of each organisation's salt the keys of its sites: to make one costs as much as hashing a line. */
const keysBySalt = new WeakMap<KeyObject, Map<SiteId, KeyObject>>();

/**
 * A key of its own for each site, drawn from the one that salts commitments: who has the database alone cannot try words out, and the same word is
 * another number at each site. Each token is one block of AES, all of a text in one call, since a line has a hundred; that like blocks come out alike is
 * what is wanted here. Of a block 32 bits are kept: two tokens may meet, and whoever looks opens the text and sees.
 */
export function wordHasher({ salt }: Pick<OrganisationKeys, "salt">): WordHasher {
  return (site, tokens) => {
    const all = [...tokens];
    const blocks = Buffer.alloc(all.length * BLOCK);
    for (const [at, token] of all.entries()) blocks.write(token, at * BLOCK, BLOCK, "utf8");
    const hashed = createCipheriv("aes-256-ecb", keyOf(salt, site), null).setAutoPadding(false).update(blocks);
    // In an order that says nothing of the text's.
    const sorted = Int32Array.from(all, (_, at) => hashed.readInt32BE(at * BLOCK)).sort();
    return [...sorted].filter((each, at) => each !== sorted[at - 1]);
  };
}

function keyOf(salt: KeyObject, site: SiteId): KeyObject {
  const keys = keysBySalt.get(salt) ?? new Map<SiteId, KeyObject>();
  const key = keys.get(site) ?? freshKey(salt, site);
  keysBySalt.set(salt, keys.set(site, key));
  return key;
}

function freshKey(salt: KeyObject, site: SiteId): KeyObject {
  const name = JSON.stringify([`zhiban/words/${wordsWay}`, site]);
  return createSecretKey(createHmac("sha256", salt).update(name).digest());
}
