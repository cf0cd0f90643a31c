import canonicalize from "canonicalize";
import { proofVersion, statementLine, statementOf } from "#duty/door/written-statement.ts";
import type { Session } from "#server/account/account-answer.ts";
import type { WrittenProof } from "#server/http/written-answer.ts";
import { type DeviceKey, signedBy } from "./device-key.ts";
import type { Item } from "./item.ts";
import type { ItemStore } from "./item-store.ts";
import { sha256Of } from "./sha256.ts";

/* The proof of an item, made when it is written: the key of this browser signs what it says, in whose name and when (decision 19). */

/** By what this browser signs in the name of who acts at it now. */
export type Opening = NonNullable<Session["opening"]>;

export interface ProvingGround {
  readonly key: DeviceKey | undefined;
  readonly opening: Opening | undefined;
}

/** What is proved of an item. */
export type Written = Pick<Item, "id" | "act" | "site" | "body" | "as" | "seen" | "deviceTime">;

/**
 * The proof of what was just written; undefined where this browser has none to give: it is not enrolled, the opening is of another person or site, or
 * the act is not one that goes so. Such an item waits for its author.
 */
export async function proofOf(written: Written, { key, opening }: ProvingGround): Promise<WrittenProof | undefined> {
  const { id, act, site, as: person, seen = null, deviceTime: time } = written;
  if (!key || !opening || opening.person !== person || opening.site !== site || key.site !== site) return undefined;
  if (!opening.acts.includes(act)) return undefined;
  const { device } = key;
  const { id: named, secret } = opening;
  try {
    const body = await sha256Of(new TextEncoder().encode(canonicalize(asSent(written.body)) ?? ""));
    const statement = statementOf({ id, act, site, body, seen, person, time, device, opening: named, secret });
    const signature = await signedBy(key, `${statementLine}${canonicalize(asSent(statement))}`);
    return { version: proofVersion, device, opening: named, signature };
  } catch (thrown) {
    // A browser that will not use its key: the words are kept all the same.
    if (thrown instanceof DOMException || thrown instanceof TypeError) return undefined;
    throw thrown;
  }
}

/** As it is read at the other end: what is undefined is not there. */
function asSent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A store whose items are signed before they are kept, so that nothing comes between what was written and its proof. */
export function provedStore(
  store: ItemStore,
  prove: (written: Written) => Promise<WrittenProof | undefined>,
): ItemStore {
  return {
    ...store,
    add: async (made) => {
      const proof = await prove(made);
      return await store.add(proof ? { ...made, proof } : made);
    },
  };
}
