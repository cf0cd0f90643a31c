import type { Sql } from "postgres";
import { derive } from "#duty/door/run-command.ts";
import type { Setup, Touched } from "#duty/door/table.ts";
import { lockScopeOf, type OrganisationId, type SiteId, type StreamKey, unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { Transaction } from "#server/door/transaction.ts";
import { obligationRows } from "#server/ledger/obligation-rows.ts";
import { envelopeOf, recordedOf } from "./envelope.ts";
import { fold } from "./fold.ts";
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

/** Streams that are read and written together. */
const mostStreams = 200;

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
  for (const { table, own } of tablesOf(runtime)) {
    void transaction.send(sql`delete from ${sql(table)} where org = ${org} and site = ${site} and ${sql.unsafe(own)}`);
  }
  const counted = await deriveAll(runtime, transaction, place);
  void transaction.send(sql`update plan set due_at = 0 where org = ${org} and site = ${site}`);
  const after = await digests(runtime, transaction, place);
  await transaction.commit();
  const tables = after.map(({ table, rows, digest }) => {
    return { table, rows, alike: before.some((each) => each.table === table && each.digest === digest) };
  });
  return { ...place, ...counted, tables };
}

/** What is derived, and which of its rows are derived from entries. */
function tablesOf({ views }: Runtime): { table: string; own: string }[] {
  return [
    { table: "obligation", own: "expected_by is null" },
    { table: "wake", own: "birth is null" },
    ...views.map(({ table }) => ({ table, own: "true" })),
  ];
}

async function digests(runtime: Runtime, transaction: Transaction, { org, site }: Place) {
  const { sql } = transaction;
  const asked = tablesOf(runtime).map(({ table, own }) =>
    transaction.send(sql<{ table: string; rows: number; digest: string | null }[]>`
      select ${table}::text as table, count(*)::int as rows, md5(string_agg(hash, '' order by hash)) as digest
      from (select md5(t::text) as hash from ${sql(table)} t
        where org = ${org} and site = ${site} and ${sql.unsafe(own)}) hashes`),
  );
  await transaction.land();
  return (await Promise.all(asked)).flat();
}

async function deriveAll(runtime: Runtime, transaction: Transaction, place: Place) {
  const setupKey = runtime.table.setupOf(place.site);
  const [setup] = await streamsFrom(runtime, transaction, place, { only: setupKey });
  const counted = { streams: 0, entries: 0 };
  let last = { noun: "", id: "" };
  for (let full = true; full; ) {
    const streams = await streamsFrom(runtime, transaction, place, { after: last });
    full = streams.length === mostStreams;
    last = streams.at(-1)?.key ?? last;
    counted.streams += streams.length;
    counted.entries += streams.reduce((sum, { entries }) => sum + entries.length, 0);
    write(
      runtime,
      transaction,
      place,
      streams.map((each) => wholly(runtime, setup?.state, each)),
    );
  }
  await transaction.land();
  return counted;
}

type Folded = Pick<Touched, "key" | "head" | "entries" | "state" | "escalations">;

interface StreamRow {
  readonly noun: string;
  readonly id: string;
  readonly version: number;
  readonly head: string;
  readonly entries: readonly { readonly hash: string; readonly body: string }[];
}

async function streamsFrom(
  runtime: Runtime,
  transaction: Transaction,
  { org, site }: Place,
  { after = { noun: "", id: "" }, only }: { after?: { noun: string; id: string }; only?: StreamKey },
): Promise<Folded[]> {
  const { sql } = transaction;
  const which = only
    ? sql`s.noun = ${only.noun} and s.id = ${only.id}`
    : sql`(s.noun, s.id) > (${after.noun}, ${after.id})`;
  const asked = transaction.send(sql<StreamRow[]>`
    select s.noun, s.id, s.version, encode(s.head_hash, 'hex') as head, (
      select json_agg(json_build_object('hash', encode(e.hash, 'hex'), 'body', convert_from(e.bytes, 'UTF8')) order by e.version)
      from entry e where e.org = s.org and e.site = s.site and e.noun = s.noun and e.id = s.id
        and e.born_month = s.born_month) as entries
    from stream s where s.org = ${org} and s.site = ${site} and ${which}
    order by s.noun, s.id limit ${mostStreams}`);
  await transaction.land();
  return (await asked).map(({ noun: name, id, version, head, entries }) => {
    const key = { site, noun: name, id };
    const noun = heldUnder(runtime.table.kinds, name);
    const start = { state: noun?.begin(id), escalations: {}, head: unborn, version: 0 };
    const stream = noun && fold(noun, start, entries);
    if (stream?.version !== version || stream.head.hash !== head)
      throw new Error(`the entries of ${name}/${id} at ${site} do not follow each other`);
    const recorded = entries.map(({ hash, body }) => recordedOf(envelopeOf(body), hash));
    return { key, head: stream.head, entries: recorded, state: stream.state, escalations: stream.escalations };
  });
}

/** A stream as if one command had written all of it. */
function wholly({ table }: Runtime, setup: Setup, folded: Folded): Touched {
  const stream = { ...folded, version: folded.head.version };
  return { ...folded, before: unborn, ...derive(table, setup, folded.key, stream), owesAnew: true };
}

function write(runtime: Runtime, transaction: Transaction, { org }: Place, touched: readonly Touched[]): void {
  const { sql } = transaction;
  const wakes = touched.flatMap(({ key, wakeAt }) => (wakeAt === undefined ? [] : [{ ...key, due: wakeAt }]));
  void transaction.send(sql`
    insert into wake (org, site, noun, id, due_at, not_before)
      select ${org}, site, noun, id, due, due
      from json_to_recordset(${JSON.stringify(wakes)}::text::json) as x(site text, noun text, id text, due bigint)`);
  void transaction.send(
    sql`select ledger_write(${org}, ${JSON.stringify(touched.flatMap(obligationRows))}::text::json)`,
  );
  for (const view of runtime.views) {
    const followed = touched.filter(({ key }) => view.nouns.includes(key.noun));
    if (followed.length === 0) continue;
    for (const statement of view.apply({ org, touched: followed, sql })) void transaction.send(statement);
  }
}
