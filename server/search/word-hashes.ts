import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { SiteId } from "#duty/grammar/entry.ts";
import type { OrganisationKeys } from "#server/keys/keyring.ts";

/** Which way of making and hashing words this is. A later one comes with a migration that empties `words`: they are then made anew. */
const wordsWay = 1;

/** Hashes tokens of one organisation's texts, as whole numbers of 32 bits. */
export type WordHasher = (site: SiteId, tokens: Iterable<string>) => number[];

/**
 * A key of its own, drawn from the one that salts commitments: who has the database alone cannot try words out. The site is hashed along, so that the
 * same word is another number at each. Of the hash 32 bits are kept: two tokens may meet, and whoever looks opens the text and sees.
 */
export function wordHasher({ salt }: Pick<OrganisationKeys, "salt">): WordHasher {
  const key: KeyObject = createSecretKey(createHmac("sha256", salt).update(`zhiban/words/${wordsWay}`).digest());
  return (site, tokens) => {
    const hashes = new Set<number>();
    for (const token of tokens) {
      const name = JSON.stringify([site, token]);
      hashes.add(createHmac("sha256", key).update(name).digest().readInt32BE(0));
    }
    // In an order that says nothing of the text's.
    return [...hashes].toSorted((one, other) => one - other);
  };
}
