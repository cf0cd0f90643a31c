import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { v7 as uuid } from "uuid";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { actingAt, type Desk } from "./desk-session.ts";
import { endSealedOpenings } from "./end-openings.ts";
import { changeVouched } from "./vouched-rows.ts";

/*
 * Openings: from when until when an enrolled browser was open for a person. What was written in one and arrives later is proved by the key of the
 * device together with the secret of the opening, so that the key alone signs for nobody.
 */

/** What the page of whoever acts is told of their opening. */
export interface OpenOpening {
  readonly id: string;
  readonly secret: string;
  /** The device is one of this site, and signs for no other. */
  readonly site: SiteId;
}

const SECRET_BYTES = 32;

interface Opener extends Pick<Desk, "org" | "desk"> {
  readonly person: PersonId;
  /** Whoever does not work at the site of the device signs nothing there. */
  readonly sites: readonly SiteId[];
}

/**
 * The opening of who acts at a desk that is an enrolled device, begun now where there is none; undefined at every other desk, and for whoever has
 * no secrets of their own yet.
 */
export async function openingAt(sql: Sql, now: Instant, desk: Desk): Promise<OpenOpening | undefined> {
  const acting = actingAt(desk);
  if (!desk.device || !acting || acting.mustChangePassword || acting.mustSetPin) return undefined;
  const opener = { org: desk.org, desk: desk.desk, person: acting.person, sites: acting.sites };
  const open = await openFor(sql, now, opener, false);
  if (!open) await begin(sql, now, opener, false);
  const opened = open ?? (await openFor(sql, now, opener, false));
  return opened && { id: opened.id, secret: opened.secret, site: opened.site };
}

/** An opening that a browser keeps sealed under the PIN of its person, as everybody at the desk may know of it. */
export interface SealedOpening {
  readonly id: string;
  readonly person: PersonId;
  readonly until: Instant;
}

/** Those that go on at a desk. What is not among them a browser need not keep any more: nothing that is signed by it comes to be. */
export async function sealedOpeningsAt(sql: Sql, now: Instant, { org, desk, device }: Desk): Promise<SealedOpening[]> {
  if (!device) return [];
  const rows = await sql<{ id: string; person: string; until: string }[]>`
    select opening as id, person, ends_at as until from device_opening
    where org = ${org} and desk = ${desk} and until is null and alone and ends_at > ${now}
    order by opening`;
  return rows.map((row) => ({ ...row, until: Number(row.until) as Instant }));
}

/**
 * Begins, for whoever has just proved at an enrolled browser by their PIN who they are, the opening that it keeps sealed under this PIN, in the place
 * of the one before. Its secret is told in this answer and never again. Undefined as for `openingAt`.
 */
export async function beginSealed(
  sql: Sql,
  now: Instant,
  desk: Desk,
): Promise<(OpenOpening & SealedOpening) | undefined> {
  const acting = actingAt(desk);
  if (!desk.device || !acting || acting.mustChangePassword || acting.mustSetPin) return undefined;
  const { org, desk: at } = desk;
  const { person, sites } = acting;
  return await sql.begin(async (tx) => {
    const within = tx as unknown as Sql;
    await endSealedOpenings(within, now, { org, person, desk: at });
    await begin(within, now, { org, desk: at, person, sites }, true);
    const begun = await openFor(within, now, { org, desk: at, person, sites }, true);
    return begun && { ...begun, person };
  });
}

async function openFor(
  sql: Sql,
  now: Instant,
  { org, desk, person, sites }: Opener,
  alone: boolean,
): Promise<(OpenOpening & Pick<SealedOpening, "until">) | undefined> {
  const [found] = await sql<(OpenOpening & { until: string })[]>`
    select o.opening as id, o.secret, v.site, o.ends_at as until
    from device_opening o join device v on v.org = o.org and v.device = o.device
    where o.org = ${org} and o.desk = ${desk} and o.person = ${person} and o.until is null and o.alone = ${alone}
      and o.ends_at > ${now} and v.site = any (${[...sites]}::text[])`;
  return found && { ...found, until: Number(found.until) as Instant };
}

async function begin(sql: Sql, now: Instant, { org, desk, person, sites }: Opener, alone: boolean): Promise<void> {
  const opening = uuid({ msecs: now });
  // Only where they still act: while this was asked, another may have been let in.
  await changeVouched(sql, { table: "device_opening", org, names: [opening] }, async (within) => {
    await within`
    insert into device_opening (org, opening, device, desk, person, secret, since, ends_at, alone)
    select d.org, ${opening}, d.device, d.desk, p.person, ${randomBytes(SECRET_BYTES).toString("base64url")},
      ${now}::bigint, p.ends_at, ${alone}
    from desk d
    join desk_person p on p.org = d.org and p.desk = d.desk
    join device v on v.org = d.org and v.device = d.device
    where d.org = ${org} and d.desk = ${desk} and d.ended_at is null and v.revoked_at is null
      and v.site = any (${[...sites]}::text[]) and p.person = ${person} and p.locked_at is null and p.ends_at > ${now}
    on conflict (org, desk, person, alone) where until is null do nothing`;
  });
}
