import type { TransactionSql } from "postgres";
import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import { envelopeOf, recordedOf } from "./envelope.ts";
import { arrayLiteral } from "./locked-reads.ts";

interface JournalRow extends StreamKey {
  readonly hash: string;
  readonly body: string;
}

/** Every stream of some sites of an organisation with its entries in their order; texts stay sealed. All of it is kept in memory. */
export async function readJournal(
  sql: TransactionSql,
  { org, sites }: Pick<Context, "org" | "sites">,
): Promise<{ readonly key: StreamKey; readonly entries: readonly Recorded[] }[]> {
  const rows = await sql<JournalRow[]>`
    select site, noun, id, encode(hash, 'hex') as hash, convert_from(bytes, 'UTF8') as body
    from entry where org = ${org} and site = any (${arrayLiteral(sites)}::text[]) order by site, noun, id, version`;
  const streams: { key: StreamKey; entries: Recorded[] }[] = [];
  for (const { site, noun, id, hash, body } of rows) {
    const last = streams.at(-1);
    const entry = recordedOf(envelopeOf(body), hash);
    const isSame = last?.key.site === site && last.key.noun === noun && last.key.id === id;
    if (isSame) last.entries.push(entry);
    else streams.push({ key: { site, noun, id }, entries: [entry] });
  }
  return streams;
}
