import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { entryHashOfBytes, envelopeOf } from "#server/journal/envelope.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { commandBytes, commandHash, type KeptCommand, type Leaf } from "./leaves.ts";
import { merkleRoot } from "./merkle.ts";
import { headHash, readHead, type SignedHead, signHead } from "./seal-head.ts";

/** One head covers at most so many entries and so many commands; what is left follows under the next. */
const mostLeaves = 20_000;
/** A piece for which the database takes too long is tried again with so many times fewer. */
const fewer = 4;
/** PostgreSQL has ended a statement that took too long. */
const tookTooLong = "57014";
export interface SiteName {
  readonly org: OrganisationId;
  readonly site: SiteId;
}

/** The sealing found records that do not follow from what was sealed before. They are not signed; `verify` tells more. */
export class SealRefused extends Error {}

interface Sealing {
  readonly keyring: Keyring;
  readonly place: SiteName;
  readonly now: () => Instant;
  /** Commands before it are known to be sealed; without it all are looked through. */
  readonly commandsSince?: number;
}

/**
 * Signs a Merkle head over everything of a site that no head covers yet, in as many heads as it takes; answers them, none where
 * there was nothing new. Two programs may do this at once. Where sealing is slow it goes on in smaller pieces: however slow a machine is, what was
 * sealed stays so. Runs as `zb_seal`.
 * @throws SealRefused where an entry's bytes or its chain are not what they claim
 */
export async function sealSite(sql: Sql, sealing: Sealing): Promise<SignedHead[]> {
  const heads: SignedHead[] = [];
  for (let most = mostLeaves; ; ) {
    try {
      const head = await sealNext(sql, sealing, most);
      if (!head) return heads;
      heads.push(head);
    } catch (error) {
      if ((error as { code?: unknown }).code !== tookTooLong || most < fewer) throw error;
      most = Math.floor(most / fewer);
    }
  }
}

async function sealNext(
  sql: Sql,
  { keyring, place, now, commandsSince = 0 }: Sealing,
  most: number,
): Promise<SignedHead | undefined> {
  const key = await keyring.sealKeyOf(place.org, place.site);
  const sealed = await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(hashtextextended(${`seal\u001f${place.org}\u001f${place.site}`}, 13))`;
    const before = await lastHead(transaction, place);
    const entries = await unsealedEntries(transaction, place, most);
    const leaves = [...entries, ...(await unsealedCommands(transaction, place, { since: commandsSince, most }))];
    if (leaves.length === 0) return undefined;
    const root = merkleRoot(leaves.map(({ hash }) => Buffer.from(hash, "hex"))).toString("hex");
    const number = (before?.number ?? 0) + 1;
    const head = signHead({ ...place, number, leaves: leaves.length, root, prev: before?.hash ?? "", at: now() }, key);
    await keepHead(transaction, { place, number, head });
    await keepLeaves(transaction, { place, number, leaves });
    await keepMarks(transaction, { place, entries });
    return head;
  });
  return sealed as SignedHead | undefined;
}

async function lastHead(
  transaction: TransactionSql,
  { org, site }: SiteName,
): Promise<{ number: number; hash: string } | undefined> {
  const [row] = await transaction<{ number: number; bytes: string }[]>`
    select number, bytes from seal_head where org = ${org} and site = ${site} order by number desc limit 1`;
  if (!row) return undefined;
  if (readHead(row)?.number !== row.number)
    throw new SealRefused(`head ${row.number} of ${org} ${site} is not what was signed`);
  return { number: row.number, hash: headHash(row) };
}

type UnsealedEntry = Leaf & { readonly bytes: Uint8Array; readonly markVersion: number; readonly markHash: string };

/**
 * By stream and version, never by time: where the list is cut, each stream is sealed up to one version without a hole. Stream by stream
 * (`offset 0` keeps it so): without statistics, as after every crash, PostgreSQL takes the tables for empty and holds all against all.
 */
async function unsealedEntries(transaction: TransactionSql, { org, site }: SiteName, most: number): Promise<Leaf[]> {
  const rows = await transaction<UnsealedEntry[]>`
    select e.noun, e.id, e.version, encode(e.hash, 'hex') as hash, e.bytes,
      coalesce(m.version, 0) as "markVersion", coalesce(encode(m.hash, 'hex'), '') as "markHash"
    from stream s
    left join lateral (
      select version, hash from seal_mark
      where org = s.org and site = s.site and noun = s.noun and id = s.id offset 0) m on true
    cross join lateral (
      select * from entry
      where org = s.org and site = s.site and noun = s.noun and id = s.id
        and born_month = s.born_month and version > coalesce(m.version, 0) offset 0) e
    where s.org = ${org} and s.site = ${site} and s.version > coalesce(m.version, 0)
    order by e.noun, e.id, e.version limit ${most}`;
  let before: UnsealedEntry | undefined;
  for (const row of rows) {
    requireFollowing(row, before);
    before = row;
  }
  return rows.map(({ noun, id, version, hash }) => ({ noun, id, version, hash }));
}

/** A seal must not vouch for what was tampered with before it came by. */
function requireFollowing(row: UnsealedEntry, before: UnsealedEntry | undefined): void {
  const inStream = before?.noun === row.noun && before.id === row.id;
  const [version, prev] = inStream ? [before.version, before.hash] : [row.markVersion, row.markHash];
  const follows = row.version === version + 1 && entryHashOfBytes(row.bytes) === row.hash;
  if (!follows || envelopeOf(Buffer.from(row.bytes).toString("utf8")).prev !== prev)
    throw new SealRefused(`${row.noun}/${row.id}@${row.version} does not follow from what stands before it`);
}

/** One by one, for the same reason. */
async function unsealedCommands(
  transaction: TransactionSql,
  { org, site }: SiteName,
  { since, most }: { since: number; most: number },
): Promise<Leaf[]> {
  const rows = await transaction<KeptCommand[]>`
    select c.org, c.id, c.site, c.act, c.actor, c.at::float8 as at, encode(c.body_hash, 'hex') as "bodyHash", c.answer
    from command c
    left join lateral (
      select head from seal_leaf
      where org = c.org and site = c.site and noun = '' and id = c.id and version = 0 offset 0) l on true
    where c.org = ${org} and c.site = ${site} and c.at >= ${since} and l.head is null
    order by c.at, c.id limit ${most}`;
  return rows.map((row) => ({ noun: "", id: row.id, version: 0, hash: commandHash(commandBytes(row)) }));
}

async function keepHead(
  transaction: TransactionSql,
  { place: { org, site }, number, head }: { place: SiteName; number: number; head: SignedHead },
): Promise<void> {
  await transaction`
    insert into seal_head (org, site, number, bytes, signature, public_key)
    values (${org}, ${site}, ${number}, ${head.bytes}, ${head.signature}, ${head.publicKey})`;
}

async function keepLeaves(
  transaction: TransactionSql,
  { place: { org, site }, number, leaves }: { place: SiteName; number: number; leaves: readonly Leaf[] },
): Promise<void> {
  await transaction`
    insert into seal_leaf (org, site, head, position, noun, id, version, hash)
    select ${org}, ${site}, ${number}, ordinality - 1, noun, id, version, decode(hash, 'hex')
    from unnest(
      ${leaves.map(({ noun }) => noun)}::text[], ${leaves.map(({ id }) => id)}::text[],
      ${leaves.map(({ version }) => version)}::int[], ${leaves.map(({ hash }) => hash)}::text[])
      with ordinality as leaf (noun, id, version, hash, ordinality)`;
}

async function keepMarks(
  transaction: TransactionSql,
  { place: { org, site }, entries }: { place: SiteName; entries: readonly Leaf[] },
): Promise<void> {
  const lasts = [...new Map(entries.map((each) => [`${each.noun}/${each.id}`, each])).values()];
  if (lasts.length === 0) return;
  await transaction`
    insert into seal_mark as m (org, site, noun, id, version, hash)
    select ${org}, ${site}, noun, id, version, decode(hash, 'hex')
    from unnest(
      ${lasts.map(({ noun }) => noun)}::text[], ${lasts.map(({ id }) => id)}::text[],
      ${lasts.map(({ version }) => version)}::int[], ${lasts.map(({ hash }) => hash)}::text[])
      as last (noun, id, version, hash)
    on conflict (org, site, noun, id) do update set version = excluded.version, hash = excluded.hash`;
}
