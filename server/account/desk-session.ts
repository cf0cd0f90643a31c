import type { PendingQuery, Row, Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import type { Language } from "./account.ts";
import { hashOfToken } from "./desk-token.ts";
import type { DeskKey } from "./leave-desk.ts";
import { isVouched, type RowCode, vouchedRow } from "./vouched-rows.ts";

/** A desk at which nobody did anything for so long is locked. */
export const IDLE = 2 * minute;
/** Activity is written down no more often than this: it need not be exact, and every command would cost a write. */
const NOTED_EVERY = IDLE / 12;

export interface DeskPerson {
  readonly person: PersonId;
  readonly signInName: string;
  readonly mustChangePassword: boolean;
  readonly mustSetPin: boolean;
  readonly language: Language;
  readonly sites: readonly SiteId[];
  readonly endsAt: Instant;
  /** Since when nothing is done in this person's name before they have proved anew who they are; undefined while nothing is asked. */
  readonly lockedAt: Instant | undefined;
}

/** One browser and the people signed in at it. */
export interface Desk {
  readonly org: OrganisationId;
  readonly desk: string;
  /** The hash of the cookie that holds it. */
  readonly heldBy: string;
  /**
   * The cookie by which it was found. It holds the desk, or is fresh: it does, but has not been shown yet, as its answer may have been lost.
   * As long as it has not, the one before says which desk it is too, and with that one everybody there is locked.
   */
  readonly cookie: "holds" | "fresh" | "before";
  /** The same at the next desk of this browser, when this one has ended. */
  readonly browser: string;
  readonly organisation: string;
  readonly headOffice: SiteId;
  readonly demonstration: boolean;
  readonly device: { readonly id: string; readonly name: string } | undefined;
  readonly people: readonly DeskPerson[];
  readonly activeAt: Instant;
}

interface DeskRow {
  hash: string;
  before: string | null;
  org: string;
  desk: string;
  browser: string;
  organisation: string;
  head_office: string;
  demonstration: boolean;
  device: string | null;
  device_name: string | null;
  active_at: string;
  people: (Omit<DeskPerson, "endsAt" | "lockedAt"> & { endsAt: number; lockedAt: number | null })[] | null;
}

type SeatRow = NonNullable<DeskRow["people"]>[number];

interface KeptDeskRow extends Omit<DeskRow, "people"> {
  readonly deviceVouched: RowCode | null;
  readonly people: readonly (SeatRow & { readonly vouched: RowCode })[] | null;
}

/** The desk of this cookie, which is not shown by that; undefined where there is none, or nobody is at it any more. */
export async function deskWith(sql: Sql, now: Instant, token: string): Promise<Desk | undefined> {
  return (await desksOfTokens(sql, now, [token]))[0];
}

/** The same for many cookies, in their order. */
export async function desksOfTokens(
  sql: Sql,
  now: Instant,
  tokens: readonly string[],
): Promise<readonly (Desk | undefined)[]> {
  const hashes = tokens.map((token) => hashOfToken(token).toString("hex"));
  const asked = sql`array(select decode(value, 'hex') from json_array_elements_text(${JSON.stringify(hashes)}::text::json))`;
  const rows = await desksWith(sql, now, sql`(d.token_hash = any (${asked}) or d.token_hash_before = any (${asked}))`);
  // A desk that everybody has left keeps no cookie from saying which desk came after it.
  const byHash = new Map(
    rows.flatMap((row) => (row.people ? [row.hash, row.before].map((hash) => [hash, row] as const) : [])),
  );
  return hashes.map((hash) => {
    const row = byHash.get(hash);
    return row?.people ? deskOf(row, row.people, { now, hash }) : undefined;
  });
}

/** The same desk as it is now, whatever cookie holds it: who was let in at it may have renewed that meanwhile. */
export async function deskAgain(sql: Sql, now: Instant, { org, desk }: DeskKey): Promise<Desk | undefined> {
  const [row] = await desksWith(sql, now, sql`d.org = ${org} and d.desk = ${desk}`);
  return row?.people ? deskOf(row, row.people, { now, hash: row.hash }) : undefined;
}

async function desksWith(sql: Sql, now: Instant, which: PendingQuery<Row[]>): Promise<readonly DeskRow[]> {
  const rows = await sql<KeptDeskRow[]>`
    select encode(d.token_hash, 'hex') as hash, encode(d.token_hash_before, 'hex') as before, d.org, d.desk, d.browser,
      o.name as organisation, o.head_office, o.demonstration, d.device, v.name as device_name, d.active_at,
      case when v.device is not null then jsonb_build_object('row', ${vouchedRow(sql, "device", "v")}, 'mac', v.mac) end as "deviceVouched",
      (select jsonb_agg(jsonb_build_object('person', a.person, 'signInName', a.sign_in_name,
          'mustChangePassword', a.must_change_password, 'mustSetPin', a.pin_hash is null, 'language', a.language,
          'sites', a.sites, 'endsAt', p.ends_at, 'lockedAt', p.locked_at, 'vouched',
          jsonb_build_object('row', ${vouchedRow(sql, "account", "a")}, 'mac', a.mac)) order by p.since, p.person)
        from desk_person p join account a on a.org = p.org and a.person = p.person
        where p.org = d.org and p.desk = d.desk and p.ends_at > ${now} and a.left_at is null) as people
    from desk d
    join organisation o on o.org = d.org
    left join device v on v.org = d.org and v.device = d.device
    where ${which} and d.ended_at is null and v.revoked_at is null`;
  return rows.flatMap((row) => vouchedDesk(sql, row));
}

/** Nobody sits at a desk by an account, nor at a device, that the product itself did not write. */
function vouchedDesk(sql: Sql, { deviceVouched, people, ...row }: KeptDeskRow): DeskRow[] {
  if (deviceVouched && !isVouched(sql, "device", deviceVouched)) return [];
  const vouched =
    people?.flatMap(({ vouched, ...person }) => (isVouched(sql, "account", vouched) ? [person] : [])) ?? [];
  return [{ ...row, people: vouched.length > 0 ? vouched : null }];
}

function deskOf(
  row: DeskRow,
  people: NonNullable<DeskRow["people"]>,
  { now, hash }: { readonly now: Instant; readonly hash: string },
): Desk | undefined {
  const cookie = cookieOf(row, hash);
  const activeAt = instant(Number(row.active_at));
  // By the cookie before, nobody has done anything since somebody proved who they are: they do it once more, as everybody does.
  const lockedSinceThen = cookie === "before" ? activeAt : undefined;
  const desk: Desk = {
    org: row.org,
    desk: row.desk,
    heldBy: row.hash,
    cookie,
    browser: row.browser,
    organisation: row.organisation,
    headOffice: row.head_office,
    demonstration: row.demonstration,
    device: row.device === null ? undefined : { id: row.device, name: row.device_name ?? "" },
    people: people.map(({ endsAt, lockedAt, ...each }) => ({
      ...each,
      endsAt: instant(endsAt),
      lockedAt: lockedAt === null ? lockedSinceThen : instant(lockedAt),
    })),
    activeAt,
  };
  return deskAsOf(desk, now);
}

function cookieOf({ hash: held, before }: DeskRow, hash: string): Desk["cookie"] {
  if (hash !== held) return "before";
  return before === null ? "holds" : "fresh";
}

/** A desk as it is at a later moment, when nobody has done anything: people's time runs out, and idling locks all of them. */
export function deskAsOf(desk: Desk, now: Instant): Desk | undefined {
  const people = desk.people.filter(({ endsAt }) => endsAt > now);
  if (people.length === 0) return undefined;
  const idleAt = locksAt(desk);
  if (now < idleAt) return { ...desk, people };
  return { ...desk, people: people.map((each) => ({ ...each, lockedAt: each.lockedAt ?? idleAt })) };
}

/** When the desk will lock if nobody does anything. */
export function locksAt(desk: Pick<Desk, "activeAt">): Instant {
  return instant(desk.activeAt + IDLE);
}

/** The one in whose name something may be done at the desk now: who proved last who they are. Never two, or who pressed would not be who it says. */
export function actingAt(desk: Desk): DeskPerson | undefined {
  return desk.people.find(({ lockedAt }) => lockedAt === undefined);
}

/** Since when nobody may do anything at the desk; undefined while somebody may. */
export function lockedSince(desk: Desk): Instant | undefined {
  const since = desk.people.flatMap(({ lockedAt }) => lockedAt ?? []);
  return since.length < desk.people.length ? undefined : instant(Math.max(...since));
}

export function unlockedAt({ people }: Desk): readonly DeskPerson[] {
  return people.filter(({ lockedAt }) => lockedAt === undefined);
}

/** Sites of which who acts at a desk may see anything, with the head office, where people are recorded; who is locked lends nobody theirs. */
export function sitesOf(desk: Desk, people: readonly DeskPerson[] = unlockedAt(desk)): SiteId[] {
  return [...new Set([desk.headOffice, ...people.flatMap((each) => each.sites)])];
}

/** Sites at which those who act at a desk work. The head office is among them only for those who work there: what happens at its posts is theirs. */
export function workSitesOf(desk: Desk): SiteId[] {
  return [...new Set(unlockedAt(desk).flatMap((each) => each.sites))];
}

/**
 * The cookie that holds the desk has been shown, so its answer has come: the one before is void for good. Does nothing where that one has
 * opened the desk once more meanwhile, and this one is void.
 */
export async function voidBefore(
  sql: Sql,
  { org, desk, heldBy }: Pick<Desk, "org" | "desk" | "heldBy">,
): Promise<void> {
  await sql`
    update desk set token_hash_before = null
    where org = ${org} and desk = ${desk} and token_hash = decode(${heldBy}, 'hex') and token_hash_before is not null`;
}

/** Somebody did something: the desk stays open. Does nothing at a locked desk. Answers whether it was written down. */
export async function noteActivity(sql: Sql, now: Instant, desk: Desk): Promise<boolean> {
  if (lockedSince(desk) !== undefined || now - desk.activeAt < NOTED_EVERY) return false;
  await sql`
    update desk set active_at = greatest(active_at, ${now})
    where org = ${desk.org} and desk = ${desk.desk} and active_at > ${now - IDLE}`;
  return true;
}
