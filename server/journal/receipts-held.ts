import type { Sql } from "postgres";
import { z } from "zod";
import type { Head, OrganisationId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { RowKey } from "#server/keys/row-key.ts";

/*
 * A browser is given, with each receipt, a token that only this house can have made, and shows the newest of them whenever it asks who sits here. Where
 * what a token speaks of is not in the journal any more, an older database was put in the place of a newer one.
 */

/** Receipts that one question may carry; more are not looked at. */
const mostShown = 8;

const tokenShape = z.strictObject({
  org: z.string(),
  site: z.string(),
  noun: z.string(),
  id: z.string(),
  version: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a token says: where a stream of an organisation stood. */
export type HeldReceipt = z.infer<typeof tokenShape>;

/** What a browser is given with a receipt; undefined where nothing was recorded. */
export function receiptToken(
  key: RowKey,
  org: OrganisationId,
  { stream, head }: { readonly stream: StreamKey; readonly head: Head },
): string | undefined {
  if (head.version === 0) return undefined;
  const said: HeldReceipt = { org, ...stream, ...head };
  return `${Buffer.from(JSON.stringify(said)).toString("base64url")}.${key.macOf("receipt", said)}`;
}

/** The receipts among what a browser shows, in any order: what this house did not write says nothing. */
export function receiptsIn(key: RowKey, shown: string): HeldReceipt[] {
  return shown.split(" ", mostShown).flatMap((token) => {
    const [text = "", mac = ""] = token.split(".");
    const said = tokenShape.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8"))).data;
    return said && key.holds("receipt", said, mac) ? [said] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no token of ours
  }
}

/** Whether the journal holds what a receipt was given for. Under the row-level security of the organisation and the site. */
export async function isInJournal(sql: Sql, { org, site, noun, id, version, hash }: HeldReceipt): Promise<boolean> {
  const rows = await sql`
    select from stream s
    join entry e on e.org = s.org and e.site = s.site and e.noun = s.noun and e.id = s.id and e.born_month = s.born_month
    where s.org = ${org} and s.site = ${site} and s.noun = ${noun} and s.id = ${id}
      and e.version = ${version} and e.hash = decode(${hash}, 'hex')`;
  return rows.length > 0;
}

/** What receipts spoke of and the journal does not hold, since this process began. */
export class LostEntries {
  readonly #sites = new Map<string, HeldReceipt>();
  /** Called with the first such receipt of each site. */
  onLoss: (receipt: HeldReceipt) => void = () => {};

  note(receipt: HeldReceipt): void {
    const name = JSON.stringify([receipt.org, receipt.site]);
    if (this.#sites.has(name)) return;
    this.#sites.set(name, receipt);
    this.onLoss(receipt);
  }

  get sites(): readonly SiteId[] {
    return [...this.#sites.values()].map(({ site }) => site);
  }
}
