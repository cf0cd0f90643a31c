import type { FastifyReply, FastifyRequest } from "fastify";
import { isInJournal, receiptsIn, receiptToken } from "#server/journal/receipts-held.ts";
import type { Done, Services } from "#server/start/services.ts";

/** The header by which a browser is given the token of a receipt. */
export const receiptHeader = "zb-receipt";

/** The header by which it shows the newest that it has of each site. */
const shownHeader = "zb-receipts";

/** Gives the browser what it will show later. */
export function giveReceipt(reply: FastifyReply, { keyring }: Services, org: string, { stream, head }: Done): void {
  const token = stream && head && receiptToken(keyring.rowKey(), org, { stream, head });
  if (token !== undefined) reply.header(receiptHeader, token);
}

/** Looks whether the journal still holds what the browser has receipts for. */
export async function hearReceipts({ keyring, lost, reading }: Services, { headers }: FastifyRequest): Promise<void> {
  const shown = headers[shownHeader];
  if (typeof shown !== "string") return;
  for (const receipt of receiptsIn(keyring.rowKey(), shown)) {
    const context = { org: receipt.org, sites: [receipt.site] };
    if (!(await reading(context, (sql) => isInJournal(sql, receipt)))) lost.note(receipt);
  }
}
