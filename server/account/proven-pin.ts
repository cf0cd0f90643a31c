import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";

/** Somebody has given their PIN, and this is the hash that it was compared with. */
export interface ProvenPin {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly hash: string;
}

/**
 * Whether that is still their PIN: between the look at it and what follows they may have replaced it, because somebody knows the old one. In a
 * transaction it stays so until the end.
 */
export async function holdPin(sql: Sql | TransactionSql, { org, person, hash }: ProvenPin): Promise<boolean> {
  const rows = await sql`
    select from account where org = ${org} and person = ${person} and pin_hash = ${hash} and left_at is null for share`;
  return rows.length > 0;
}
