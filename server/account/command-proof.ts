import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { PublicKey } from "./account-answer.ts";
import { isVouched, type RowCode, vouchedRow } from "./vouched-rows.ts";

/** All that is known of an opening in which something is said to have been written. */
export interface KnownOpening {
  readonly org: OrganisationId;
  readonly opening: string;
  readonly device: string;
  readonly deviceName: string;
  readonly publicKey: PublicKey;
  readonly site: SiteId;
  readonly withdrawn: boolean;
  readonly person: PersonId;
  readonly secret: string;
  readonly since: Instant;
  /** When it ended, or will at the latest. */
  readonly until: Instant;
  readonly headOffice: SiteId;
  /** Sites of the person's account; of somebody who has left, as they were. */
  readonly sites: readonly SiteId[];
  readonly authorLeft: boolean;
}

interface OpeningRow extends Omit<KnownOpening, "since" | "until"> {
  readonly since: string;
  readonly until: string;
  readonly vouched: Readonly<Record<"account" | "device" | "device_opening", RowCode>>;
}

/** An opening of a device; undefined where this house knows no such opening of it, or did not write what is known. Nobody need be signed in: the proof says of which organisation it is. */
export async function openingNamed(
  sql: Sql,
  { device, opening }: { readonly device: string; readonly opening: string },
): Promise<KnownOpening | undefined> {
  const [row] = await sql<OpeningRow[]>`
    select o.org, o.opening, o.device, v.name as "deviceName", v.public_key as "publicKey", v.site,
      v.revoked_at is not null as withdrawn, o.person, o.secret, o.since, least(o.ends_at, o.until) as until,
      g.head_office as "headOffice", a.sites, a.left_at is not null as "authorLeft",
      jsonb_build_object(
        'account', jsonb_build_object('row', ${vouchedRow(sql, "account", "a")}, 'mac', a.mac),
        'device', jsonb_build_object('row', ${vouchedRow(sql, "device", "v")}, 'mac', v.mac),
        'device_opening', jsonb_build_object('row', ${vouchedRow(sql, "device_opening", "o")}, 'mac', o.mac)) as vouched
    from device_opening o
    join device v on v.org = o.org and v.device = o.device
    join account a on a.org = o.org and a.person = o.person
    join organisation g on g.org = o.org
    where o.opening = ${opening} and o.device = ${device} and v.site = any (a.sites)`;
  if (!row) return undefined;
  const { vouched, since, until, ...known } = row;
  const tables = ["account", "device", "device_opening"] as const;
  if (!tables.every((table) => isVouched(sql, table, vouched[table]))) return undefined;
  return { ...known, since: Number(since) as Instant, until: Number(until) as Instant };
}

export async function isWithdrawn(
  sql: Sql,
  { org, site, device }: Pick<KnownOpening, "org" | "site" | "device">,
): Promise<boolean> {
  const held = await sql`
    select from device where org = ${org} and site = ${site} and device = ${device} and revoked_at is null`;
  return held.length === 0;
}

/** By which proof a command came. */
export interface CameByProof {
  readonly org: OrganisationId;
  readonly command: string;
  readonly opening: string;
  readonly site: SiteId;
  readonly act: string;
  readonly writtenAt: number;
  readonly signature: string;
  readonly authorLeft: boolean;
}

/** Keeps that a proof was shown and held, once for each command: what was shown first stands. */
export async function keepProof(sql: Sql, now: Instant, came: CameByProof): Promise<void> {
  const { org, command, opening, site, act, writtenAt, signature, authorLeft } = came;
  await sql`
    insert into command_proof (org, command, opening, site, act, written_at, came_at, signature, author_left)
    values (${org}, ${command}, ${opening}, ${site}, ${act}, ${writtenAt}, ${now}, ${signature}, ${authorLeft})
    on conflict (org, command) do nothing`;
}

export interface Arrival {
  readonly command: string;
  readonly act: string;
  readonly device: string;
  readonly person: PersonId;
  readonly writtenAt: number;
  readonly cameAt: number;
  readonly authorLeft: boolean;
}

/** What came to a site by its proof, the latest first. */
export async function arrivalsAt(
  sql: Sql,
  { org, site, most }: { readonly org: OrganisationId; readonly site: SiteId; readonly most: number },
): Promise<readonly Arrival[]> {
  const rows = await sql<(Omit<Arrival, "writtenAt" | "cameAt"> & { writtenAt: string; cameAt: string })[]>`
    select c.command, c.act, o.device, o.person, c.written_at as "writtenAt", c.came_at as "cameAt",
      c.author_left as "authorLeft"
    from command_proof c join device_opening o on o.org = c.org and o.opening = c.opening
    where c.org = ${org} and c.site = ${site} order by c.came_at desc, c.command limit ${most}`;
  return rows.map((row) => ({ ...row, writtenAt: Number(row.writtenAt), cameAt: Number(row.cameAt) }));
}
