import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Desk } from "./desk-session.ts";
import type { LostItem, ToldItem } from "./waiting-answer.ts";

/*
 * A browser may lose what it keeps: its owner clears it, or it clears itself when room is short. It cannot tell of that any more, so the house remembers what it
 * was told to wait there, and misses it.
 */

/** What a browser tells (`waitingTelling`). */
export interface Told {
  readonly store: number;
  readonly round: number;
  readonly waiting: readonly ToldItem[];
  readonly former: readonly ToldItem[] | null;
  readonly letGo: readonly string[];
}

/** Of these commands, those that were answered: a refusal is an answer as well. */
export type AnsweredOf = (commands: readonly string[]) => Promise<ReadonlySet<string>>;

type Browser = Pick<Desk, "org" | "browser"> & { readonly device: string | null };

interface ItemRow {
  readonly command: string;
  readonly site: SiteId;
  readonly person: PersonId;
  readonly written_at: string;
}

/**
 * Remembers what a browser keeps, and answers what it has lost since it told last. A telling that was overtaken by a later one of the same store says
 * nothing.
 */
export async function hearWaiting(
  sql: Sql,
  now: Instant,
  { browser, told, answered }: { readonly browser: Browser; readonly told: Told; readonly answered: AnsweredOf },
): Promise<readonly LostItem[]> {
  return await sql.begin(async (tx) => {
    const last = await lastTold(tx, browser);
    if (last && last.store === told.store && told.round <= last.round) return [];
    const before = await takeTold(tx, now, browser, told);
    const former = told.former && (await writtenHere(tx, browser, told.former));
    const waited = last?.store !== told.store && former ? former : before;
    const accounted = new Set([...told.waiting.map(({ id }) => id), ...told.letGo]);
    const missing = waited.filter(({ command }) => !accounted.has(command));
    const known = await answered(missing.map(({ command }) => command));
    const lost: LostItem[] = [];
    for (const each of missing.filter(({ command }) => !known.has(command)))
      lost.push(...(await noteLost(tx, now, browser, each)));
    return lost;
  });
}

/** Of several tellings at once, one after the other. */
async function lastTold(tx: TransactionSql, { org, browser }: Browser) {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`${org} ${browser}`}, 0))`;
  const [last] = await tx<{ store: string; round: string }[]>`
    select store, round from waiting_told where org = ${org} and browser = ${browser}`;
  return last && { store: Number(last.store), round: Number(last.round) };
}

/** Remembers what is told, and answers what was until now. */
async function takeTold(tx: TransactionSql, now: Instant, of: Browser, told: Told): Promise<readonly ItemRow[]> {
  const { org, browser } = of;
  await tx`
    insert into waiting_told (org, browser, store, round, told_at)
    values (${org}, ${browser}, ${told.store}, ${told.round}, ${now})
    on conflict (org, browser) do update set store = excluded.store, round = excluded.round, told_at = excluded.told_at`;
  const before = await tx<ItemRow[]>`
    delete from waiting_item where org = ${org} and browser = ${browser} returning command, site, person, written_at`;
  for (const { command, site, person, written_at } of await writtenHere(tx, of, told.waiting))
    await tx`
      insert into waiting_item (org, browser, command, site, person, written_at)
      values (${org}, ${browser}, ${command}, ${site}, ${person}, ${written_at})`;
  return before;
}

/** Only of people who have signed in at this browser, and for sites at which they work: nobody tells of others. */
async function writtenHere(
  tx: TransactionSql,
  { org, browser }: Browser,
  items: readonly ToldItem[],
): Promise<readonly ItemRow[]> {
  const told = items.map(({ id, site, as, deviceTime }) => ({ command: id, site, person: as, written_at: deviceTime }));
  return await tx<ItemRow[]>`
    select distinct on (t.command) t.command, t.site, t.person, t.written_at
    from jsonb_to_recordset(${tx.json(told)}) as t(command text, site text, person text, written_at bigint)
    join browser_known k on k.org = ${org} and k.browser = ${browser} and k.person = t.person
    join account a on a.org = k.org and a.person = k.person
    where t.site = any (a.sites)`;
}

async function noteLost(
  tx: TransactionSql,
  now: Instant,
  { org, browser, device }: Browser,
  { command, site, person, written_at }: ItemRow,
): Promise<readonly LostItem[]> {
  const noted = await tx`
    insert into lost_item (org, command, browser, device, site, person, written_at, noticed_at)
    values (${org}, ${command}, ${browser}, ${device}, ${site}, ${person}, ${written_at}, ${now})
    on conflict (org, command) do nothing returning org`;
  return noted.length === 0 ? [] : [{ id: command, person, writtenAt: Number(written_at) }];
}

/** A loss as those see it who supervise the site. */
export interface Loss extends LostItem {
  readonly noticedAt: number;
  readonly device: string | null;
}

interface OfSite {
  readonly org: OrganisationId;
  readonly site: SiteId;
}

/** What browsers lost at a site and nobody has marked as seen, the latest first. */
export async function unseenLosses(sql: Sql, { org, site }: OfSite, most: number): Promise<readonly Loss[]> {
  const rows = await sql<(ItemRow & { noticed_at: string; device: string | null })[]>`
    select l.command, l.person, l.written_at, l.noticed_at, d.name as device
    from lost_item l left join device d on d.org = l.org and d.device = l.device
    where l.org = ${org} and l.site = ${site} and l.seen_at is null
    order by l.noticed_at desc, l.written_at, l.command limit ${most}`;
  return rows.map(({ command, person, written_at, noticed_at, device }) => {
    return { id: command, person, writtenAt: Number(written_at), noticedAt: Number(noticed_at), device };
  });
}

/** Marks them as seen, once; answers how many that were not. */
export async function seeLosses(
  sql: Sql,
  now: Instant,
  { org, site, person, losses }: OfSite & { readonly person: PersonId; readonly losses: readonly string[] },
): Promise<number> {
  const seen = await sql`
    update lost_item set seen_by = ${person}, seen_at = ${now}
    where org = ${org} and site = ${site} and command = any (${[...losses]}::text[]) and seen_at is null
    returning command`;
  return seen.length;
}
