import type { Sql } from "postgres";
import { lockScopeOf, type OrganisationId, type SiteId } from "#duty/grammar/entry.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { Transaction } from "#server/door/transaction.ts";
import { derivedTables, deriveSite } from "./derive-site.ts";
import { arrayLiteral } from "./locked-reads.ts";

/** One table of a site after the rebuild. `alike`: to the byte what it was before. */
export interface RebuiltTable {
  readonly table: string;
  readonly rows: number;
  readonly alike: boolean;
}

export interface RebuiltSite {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly streams: number;
  readonly entries: number;
  readonly tables: readonly RebuiltTable[];
}

type Place = Pick<RebuiltSite, "org" | "site">;

/**
 * Derives ledger, wakes and views anew from the journal. Site by site, each in one transaction: people go on reading what stood before
 * until it is committed, commands of that one site wait for it at the door (they share the lock of its set-up), and those of all other
 * sites do not notice. What plans expect is no part of it: the clock computes that again. `pool` is that of `zb_owner`.
 * @throws Error where the entries of a stream do not follow each other; that site is left as it was
 */
export async function* rebuild(runtime: Runtime, pool: Sql, wanted: Partial<Place> = {}): AsyncGenerator<RebuiltSite> {
  const places = await pool<Place[]>`select distinct org, site from stream order by org, site`;
  for (const place of places) {
    if ((wanted.org ?? place.org) !== place.org || (wanted.site ?? place.site) !== place.site) continue;
    const transaction = new Transaction(await pool.reserve());
    try {
      void transaction.send(transaction.sql`begin`);
      yield await rebuildSite(runtime, transaction, place);
    } finally {
      await transaction.close();
    }
  }
}

async function rebuildSite(runtime: Runtime, transaction: Transaction, place: Place): Promise<RebuiltSite> {
  const { sql } = transaction;
  const { org, site } = place;
  const setup = runtime.table.setupOf(site);
  const locks = JSON.stringify([[`${site}:${lockScopeOf(setup.id)}`, false]]);
  void transaction.send(sql`set local statement_timeout = 0`);
  void transaction.send(sql`set local lock_timeout = 0`);
  void transaction.send(
    sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${arrayLiteral([site])}, true)`,
  );
  void transaction.send(sql`select zb_lock(${org}, ${locks}::text::json)`);
  await transaction.land();
  const before = await digests(runtime, transaction, place);
  for (const { table, own } of derivedTables(runtime)) {
    void transaction.send(sql`delete from ${sql(table)} where org = ${org} and site = ${site} and ${sql.unsafe(own)}`);
  }
  const counted = await deriveSite(runtime, transaction, place);
  // Also where there is none yet: of an earlier release fewer streams planned.
  void transaction.send(sql`
    insert into plan (org, site, noun, id, due_at)
      select org, site, noun, id, 0 from stream
      where org = ${org} and site = ${site} and noun = any (${[...runtime.table.planning]}::text[])
    on conflict (org, site, noun, id) do update set due_at = 0`);
  const after = await digests(runtime, transaction, place);
  await transaction.commit();
  const tables = after.map(({ table, rows, digest }) => {
    return { table, rows, alike: before.some((each) => each.table === table && each.digest === digest) };
  });
  return { ...place, ...counted, tables };
}

async function digests(runtime: Runtime, transaction: Transaction, { org, site }: Place) {
  const { sql } = transaction;
  const asked = derivedTables(runtime).map(({ table, own }) =>
    transaction.send(sql<{ table: string; rows: number; digest: string | null }[]>`
      select ${table}::text as table, count(*)::int as rows, md5(string_agg(hash, '' order by hash)) as digest
      from (select md5(t::text) as hash from ${sql(table)} t
        where org = ${org} and site = ${site} and ${sql.unsafe(own)}) hashes`),
  );
  await transaction.land();
  return (await Promise.all(asked)).flat();
}
