import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import { trustRows } from "#server/account/trust-rows.ts";
import type { Vouching } from "#server/account/vouched-rows.ts";
import type { HeldReceipt } from "#server/journal/receipts-held.ts";
import type { RowKey } from "#server/keys/row-key.ts";

/*
 * What speaks for it that somebody else than this program wrote into the database is told on standard error, where whoever runs the house looks.
 */

/** Rows that are told at most, since the process began: whoever changed all of them has been seen by then. */
const mostRowsTold = 1_000;

/** From now on a row without a code was written by somebody else. At the first start of this release all are taken as they stand, which is told. */
export async function trustedFromNowOn(
  accounts: Sql,
  key: RowKey,
  { now, log }: { readonly now: Instant; readonly log: (line: string) => void },
): Promise<Pick<Vouching, "isComplete" | "tell">> {
  const trusted = await trustRows(accounts, key, now);
  if (trusted && trusted.rows > 0)
    log(`${trusted.rows} accounts, devices and openings were taken as they stood, and are vouched for from now on`);
  return { isComplete: () => true, tell: tellOnce(log) };
}

/** Tells each row once: a desk is looked up some times a second. */
export function tellOnce(log: (line: string) => void): Vouching["tell"] {
  const told = new Set<string>();
  return ({ table, org, name }) => {
    const row = `${table} ${name} of ${org}`;
    if (told.size >= mostRowsTold || told.has(row)) return;
    told.add(row);
    log(`${row} was changed by somebody else than this program: nobody is let in by it. Ask \`zhiban verify\`.`);
  };
}

/** What is told of a receipt that the journal does not hold. */
export function lossLine({ org, site, noun, id, version }: HeldReceipt): string {
  return `a browser holds our receipt for ${noun}/${id}@${version} at ${site} of ${org}, and the journal does not hold it: an older database was put in the place of a newer one`;
}
