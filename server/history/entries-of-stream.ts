import type { Sql } from "postgres";
import type { Recorded, StreamKey } from "#duty/grammar/entry.ts";
import { envelopeOf, recordedOf } from "#server/journal/envelope.ts";

/** All entries of one stream, in order, as their bytes in the journal tell them. */
export async function entriesOf(sql: Sql, org: string, { site, noun, id }: StreamKey): Promise<Recorded[]> {
  const rows = await sql<{ hash: Uint8Array; bytes: Uint8Array }[]>`
    select hash, bytes from entry
    where org = ${org} and site = ${site} and noun = ${noun} and id = ${id}
    order by version`;
  return rows.map(({ hash, bytes }) =>
    recordedOf(envelopeOf(Buffer.from(bytes).toString("utf8")), Buffer.from(hash).toString("hex")),
  );
}
