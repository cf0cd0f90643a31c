import type { TransactionSql } from "postgres";
import type { LifeChance } from "#server/simulation/chance.ts";
import type { WrittenSite } from "#test/written-journal.ts";

/** A superuser at work on the records of one site. Answers what it did, or undefined where there was nothing to do it to. */
export type Commit = (about: {
  sql: TransactionSql;
  place: WrittenSite;
  chance: LifeChance;
}) => Promise<string | undefined>;

export interface Attack {
  readonly name: string;
  readonly commit: Commit;
  /** Verified without the master key, which would tell by itself: what was kept elsewhere must be enough. */
  readonly withoutMaster?: true;
  /** Only a head speaks for what this changes, so it is tried where everything is sealed. */
  readonly sealedOnly?: true;
}

export interface EntryRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly text: string;
}

export async function entriesAt(sql: TransactionSql, { org, site }: WrittenSite): Promise<EntryRow[]> {
  return await sql<EntryRow[]>`
    select id, version, encode(hash, 'hex') as hash, convert_from(bytes, 'UTF8') as text
    from entry where org = ${org} and site = ${site} order by id, version`;
}

/** Picks one entry and says where it is. */
export async function anEntry(sql: TransactionSql, place: WrittenSite, chance: LifeChance): Promise<EntryRow> {
  return chance.pick(await entriesAt(sql, place));
}
