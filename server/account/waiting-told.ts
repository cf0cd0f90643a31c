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
export interface WaitingTold {
  readonly store: number;
  readonly round: number;
  readonly waiting: readonly ToldItem[];
  readonly former: readonly ToldItem[] | null;
  readonly letGo: readonly string[];
}

/** Of these commands, those that were answered: a refusal is an answer as well. */
export type AnsweredOf = (commands: readonly string[]) => Promise<ReadonlySet<string>>;

type Browser = Pick<Desk, "org" | "browser"> & { readonly device: string | null };

/**
 * Remembers what a browser keeps, and answers what it has lost since it told last. A telling that was overtaken by a later one of the same store says
 * nothing. What was answered is asked before anything is held: whoever waits for a second connection while they hold one may wait for each other.
 */
export async function noteWaiting(
  sql: Sql,
  now: Instant,
  asked: { readonly browser: Browser; readonly told: WaitingTold; readonly answered: AnsweredOf },
): Promise<readonly LostItem[]> {
  const { browser, told, answered } = asked;
  const before = await lastTold(sql, browser);
  const known = await answered([...(before?.items ?? []), ...(told.former ?? [])].map(({ id }) => id));
  const lost = await sql.begin(async (tx) => {
    const held = tx as unknown as Sql;
    await tx`select pg_advisory_xact_lock(hashtextextended(${`${browser.org} ${browser.browser}`}, 0))`;
    const last = await lastTold(held, browser);
    const isSameStore = last !== undefined && last.store === told.store;
    if (isSameStore && told.round <= last.round) return [];
    // Another page has told meanwhile: what it told of was not asked for.
    if (last?.store !== before?.store || last?.round !== before?.round) return undefined;
    await keepTold(tx, now, browser, { ...told, waiting: await writtenHere(tx, browser, told.waiting) });
    const former = told.former && (await writtenHere(tx, browser, told.former));
    const waited = (isSameStore ? undefined : former) ?? last?.items ?? [];
    const accounted = new Set([...known, ...told.waiting.map(({ id }) => id), ...told.letGo]);
    const noted: LostItem[] = [];
    for (const each of waited.filter(({ id }) => !accounted.has(id)))
      noted.push(...(await noteLost(tx, now, browser, each)));
    return noted;
  });
  return lost ?? (await noteWaiting(sql, now, asked));
}

interface LastTold {
  readonly store: number;
  readonly round: number;
  readonly items: readonly ToldItem[];
}

async function lastTold(sql: Sql, { org, browser }: Browser): Promise<LastTold | undefined> {
  const [last] = await sql<LastTold[]>`
    select store::float8 as store, round::float8 as round, items
    from waiting_told where org = ${org} and browser = ${browser}`;
  return last;
}

async function keepTold(
  tx: TransactionSql,
  now: Instant,
  { org, browser }: Browser,
  { store, round, waiting }: Pick<WaitingTold, "store" | "round" | "waiting">,
): Promise<void> {
  await tx`
    insert into waiting_told (org, browser, store, round, items, told_at)
    values (${org}, ${browser}, ${store}, ${round}, ${tx.json([...waiting])}, ${now})
    on conflict (org, browser) do update set
      store = excluded.store, round = excluded.round, items = excluded.items, told_at = excluded.told_at`;
}

/** Only of people who have signed in at this browser, and for sites at which they work: nobody tells of others. */
async function writtenHere(
  tx: TransactionSql,
  { org, browser }: Browser,
  items: readonly ToldItem[],
): Promise<readonly ToldItem[]> {
  const rows = await tx<{ person: PersonId; sites: SiteId[] }[]>`
    select a.person, a.sites from browser_known k join account a on a.org = k.org and a.person = k.person
    where k.org = ${org} and k.browser = ${browser}`;
  const sitesOf = new Map(rows.map(({ person, sites }) => [person, sites]));
  return items.filter(({ as, site }) => sitesOf.get(as)?.includes(site));
}

async function noteLost(
  tx: TransactionSql,
  now: Instant,
  { org, browser, device }: Browser,
  { id, site, as: person, deviceTime: writtenAt }: ToldItem,
): Promise<readonly LostItem[]> {
  const noted = await tx`
    insert into lost_item (org, command, browser, device, site, person, written_at, noticed_at)
    values (${org}, ${id}, ${browser}, ${device}, ${site}, ${person}, ${writtenAt}, ${now})
    on conflict (org, command) do nothing returning org`;
  return noted.length === 0 ? [] : [{ id, person, writtenAt }];
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
  return await sql<Loss[]>`
    select l.command as id, l.person, l.written_at::float8 as "writtenAt", l.noticed_at::float8 as "noticedAt",
      d.name as device
    from lost_item l left join device d on d.org = l.org and d.site = l.site and d.device = l.device
    where l.org = ${org} and l.site = ${site} and l.seen_at is null
    order by l.noticed_at desc, l.written_at, l.command limit ${most}`;
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
