import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { envelopeOf } from "#server/journal/envelope.ts";
import { mentionsOf } from "#server/verify/read-envelope.ts";

/** Commitments of everything that a person is called and reached by, from all entries of their stream: what an order to forget them names. */
export async function textsOfPerson(
  sql: Sql | TransactionSql,
  { org, headOffice, person }: { org: OrganisationId; headOffice: SiteId; person: PersonId },
): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select convert_from(bytes, 'UTF8') as text from entry
    where org = ${org} and site = ${headOffice} and noun = 'person' and id = ${person} order by version`;
  return [...new Set(rows.flatMap(({ text }) => mentionsOf(envelopeOf(text).body).commitments))];
}
