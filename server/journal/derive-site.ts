import { derive } from "#duty/door/run-command.ts";
import type { Setup, Touched } from "#duty/door/table.ts";
import { type OrganisationId, type SiteId, type StreamKey, unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Runtime } from "#server/door/runtime.ts";
import type { Transaction } from "#server/door/transaction.ts";
import { obligationRows } from "#server/ledger/obligation-rows.ts";
import { envelopeOf, recordedOf } from "./envelope.ts";
import { fold } from "./fold.ts";

/** Streams that are read and written together. */
const mostStreams = 200;

/** A site of an organisation whose rows are derived. */
export interface DerivedPlace {
  readonly org: OrganisationId;
  readonly site: SiteId;
}

/** A table that is derived from entries; `own` tells which of its rows are, as a condition of SQL. */
export interface DerivedTable {
  readonly table: string;
  readonly own: string;
}

/** Every table that a rebuild makes anew. */
export function derivedTables({ views }: Pick<Runtime, "views">): readonly DerivedTable[] {
  return [
    { table: "obligation", own: "expected_by is null" },
    { table: "wake", own: "birth is null" },
    ...views.map(({ table }) => ({ table, own: "true" })),
  ];
}

/**
 * Derives the rows of ledger, wakes and views of a site from its journal and inserts them, some streams at a time, into the tables that the
 * connection knows by these names: those of the house where they are rebuilt, temporary ones where they are compared. Answers what it read.
 * `besides` is given each piece, with the entries as they were read.
 * @throws Error where the entries of a stream do not follow each other
 */
export async function deriveSite(
  runtime: Runtime,
  transaction: Transaction,
  place: DerivedPlace,
  besides: (streams: readonly FoldedStream[], setup: Setup) => void = () => {},
): Promise<{ streams: number; entries: number }> {
  const setupKey = runtime.table.setupOf(place.site);
  const [found] = await streamsFrom(runtime, transaction, place, { only: setupKey });
  // Of a site that was never set up there may be entries all the same, as of a head office.
  const setup = found?.state ?? heldUnder(runtime.table.kinds, setupKey.noun)?.begin(setupKey.id);
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
      streams.map((each) => wholly(runtime, setup, each)),
    );
    besides(streams, setup);
  }
  await transaction.land();
  return counted;
}

/** A stream as its entries leave it, and these as they are stored. */
export interface FoldedStream extends Pick<Touched, "key" | "head" | "entries" | "state" | "escalations"> {
  readonly stored: StreamRow["entries"];
}

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
  { org, site }: DerivedPlace,
  { after = { noun: "", id: "" }, only }: { after?: { noun: string; id: string }; only?: StreamKey },
): Promise<FoldedStream[]> {
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
    return {
      key,
      head: stream.head,
      entries: recorded,
      state: stream.state,
      escalations: stream.escalations,
      stored: entries,
    };
  });
}

/** A stream as if one command had written all of it. */
function wholly({ table }: Runtime, setup: Setup, { stored: _, ...folded }: FoldedStream): Touched {
  const stream = { ...folded, version: folded.head.version };
  return { ...folded, before: unborn, ...derive(table, setup, folded.key, stream), owesAnew: true };
}

function write(runtime: Runtime, transaction: Transaction, { org }: DerivedPlace, touched: readonly Touched[]): void {
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
