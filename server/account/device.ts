import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { v7 as uuid } from "uuid";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { type Instant, minute } from "#duty/grammar/time.ts";
import type { PublicKey } from "./account-answer.ts";
import { noteEvent } from "./account-event.ts";
import type { ClosedReason } from "./closed-reason.ts";
import type { Desk } from "./desk-session.ts";
import { verifies } from "./key-signature.ts";
import { cutDevice, cutOwnAtDevice, othersUseDevice } from "./leave-desk.ts";
import { changeVouched, isVouched, type RowCode, vouchedRow } from "./vouched-rows.ts";

const CHALLENGE_GOOD_FOR = 2 * minute;

export async function challengeDevice(sql: Sql, now: Instant): Promise<string> {
  const challenge = randomBytes(32).toString("base64url");
  await sql`delete from device_challenge where good_until < ${now}`;
  await sql`insert into device_challenge (challenge, good_until) values (${challenge}, ${now + CHALLENGE_GOOD_FOR})`;
  return challenge;
}

/** Whether the holder of the key signed a challenge of ours that nobody has used. */
async function holdsKey(sql: Sql, now: Instant, key: PublicKey, proof: DeviceProof): Promise<boolean> {
  const taken = await sql<{ good_until: string }[]>`
    delete from device_challenge where challenge = ${proof.challenge} returning good_until`;
  const goodUntil = Number(taken[0]?.good_until ?? 0);
  if (goodUntil <= now) return false;
  return await verifies(key, proof.signature, `zhiban-device:${proof.challenge}`);
}

export interface DeviceProof {
  readonly challenge: string;
  readonly signature: string;
}

export interface Enrolment extends DeviceProof {
  readonly site: SiteId;
  readonly name: string;
  readonly publicKey: PublicKey;
  readonly actor: PersonId;
}

/** Browsers that are enrolled for a site and not revoked: who does it for all posts does fifty, and nobody alone takes the room of all. */
export const mostDevices = { ofPerson: 50, ofSite: 500 } as const;

/** Why a desk does not become a device: the code of the sentence that people read. */
export type DeviceRefusal = "device.not-proved" | "device.already-enrolled";

/** Why no more are enrolled for a site, and how many there may be. */
export interface EnoughDevices {
  readonly problem: "device.person-has-enough" | "device.site-has-enough";
  readonly most: number;
}

/**
 * Binds this browser to a site by its key. A desk is one device as long as it lasts: was it another one before, revoking that one would no
 * longer end it.
 */
export async function enrolDevice(
  sql: Sql,
  now: Instant,
  desk: Desk,
  enrolment: Enrolment,
): Promise<{ readonly device: string } | { readonly problem: DeviceRefusal } | EnoughDevices> {
  const enough = await enoughDevices(sql, { org: desk.org, site: enrolment.site, person: enrolment.actor });
  if (enough) return enough;
  if (!(await holdsKey(sql, now, enrolment.publicKey, enrolment))) return { problem: "device.not-proved" };
  const device = uuid({ msecs: now });
  const enrolled = await changeVouched(
    sql,
    { table: "device", org: desk.org, names: [device] },
    (within) => within`
      with taken as (
        update desk set device = ${device}
        where org = ${desk.org} and desk = ${desk.desk} and device is null and ended_at is null returning org)
      insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
      select org, ${device}, ${enrolment.site}, ${enrolment.name}, ${sql.json(enrolment.publicKey)}, ${enrolment.actor},
        ${now}::bigint
      from taken returning device`,
  );
  if (enrolled.length === 0) return { problem: "device.already-enrolled" };
  await noteEvent(sql, now, { what: "device-enrolled", org: desk.org, actor: enrolment.actor, desk: desk.desk });
  return { device };
}

/** Counted before the key is looked at; of several that come at once, as many more may be let in. */
async function enoughDevices(
  sql: Sql,
  { org, site, person }: { readonly org: OrganisationId; readonly site: SiteId; readonly person: PersonId },
): Promise<EnoughDevices | undefined> {
  const [held] = await sql<{ own: number; all: number }[]>`
    select count(*) filter (where enrolled_by = ${person})::int as own, count(*)::int as all
    from device where org = ${org} and site = ${site} and revoked_at is null`;
  if (!held) return undefined;
  if (held.own >= mostDevices.ofPerson) return { problem: "device.person-has-enough", most: mostDevices.ofPerson };
  if (held.all >= mostDevices.ofSite) return { problem: "device.site-has-enough", most: mostDevices.ofSite };
  return undefined;
}

/** This desk is the enrolled device from now on, where it was none, or this one; answers why not, as where the device was revoked. */
export async function proveDevice(
  sql: Sql,
  now: Instant,
  desk: Desk,
  { device, ...proof }: DeviceProof & { device: string },
): Promise<DeviceRefusal | undefined> {
  const [row] = await sql<({ public_key: PublicKey } & RowCode)[]>`
    select public_key, ${vouchedRow(sql, "device")} as row, mac
    from device where org = ${desk.org} and device = ${device} and revoked_at is null`;
  if (!row || !isVouched(sql, "device", row) || !(await holdsKey(sql, now, row.public_key, proof)))
    return "device.not-proved";
  const proved = await sql`
    update desk set device = ${device}
    where org = ${desk.org} and desk = ${desk.desk} and ended_at is null and coalesce(device, ${device}) = ${device}
    returning desk`;
  return proved.length === 0 ? "device.already-enrolled" : undefined;
}

export interface EnrolledDevice {
  readonly id: string;
  readonly name: string;
  readonly site: SiteId;
  readonly enrolledBy: PersonId;
  readonly enrolledAt: Instant;
  readonly revokedAt: Instant | null;
}

export async function devicesOf(sql: Sql, org: OrganisationId, site: SiteId): Promise<EnrolledDevice[]> {
  return sql<EnrolledDevice[]>`
    select device as id, name, site as site, enrolled_by as "enrolledBy", enrolled_at as "enrolledAt", revoked_at as "revokedAt"
    from device where org = ${org} and site = ${site} order by enrolled_at, device`;
}

export async function deviceAt(
  sql: Sql,
  org: OrganisationId,
  device: string,
): Promise<(Pick<EnrolledDevice, "site" | "enrolledBy"> & { readonly revoked: boolean }) | undefined> {
  const [row] = await sql<(Pick<EnrolledDevice, "site" | "enrolledBy"> & { readonly revoked: boolean })[]>`
    select site, enrolled_by as "enrolledBy", revoked_at is not null as revoked from device where org = ${org} and device = ${device}`;
  return row;
}

export interface Revocation {
  readonly org: OrganisationId;
  readonly device: string;
  readonly actor: PersonId;
  readonly reason: ClosedReason;
}

/**
 * The same by who enrolled the browser and may do no more than that: where others use it, only their own session there ends, and the device
 * stays. Answers whether it is revoked.
 */
export async function revokeOwnDevice(sql: Sql, now: Instant, revocation: Revocation): Promise<boolean> {
  const { org, device, actor } = revocation;
  return await sql.begin(async (tx) => {
    const within = tx as unknown as Sql;
    const held = await deviceAt(within, org, device);
    if (!held || held.revoked) return held !== undefined;
    const own = { org, person: actor };
    if (await othersUseDevice(within, own, device)) {
      await cutOwnAtDevice(within, now, own, device);
      return false;
    }
    await revokeDevice(within, now, revocation);
    return true;
  });
}

/** A lost phone: its desks end at once, and its key opens nothing any more, in one transaction. What was revoked before ends nothing that came after. */
export async function revokeDevice(
  within: Sql,
  now: Instant,
  { org, device, actor, reason }: Revocation,
): Promise<void> {
  const revoked = await changeVouched(
    within,
    { table: "device", org, names: [device] },
    (inside) => inside`
      update device set revoked_at = ${now}, revoked_by = ${actor}, revoked_reason = ${reason}
      where org = ${org} and device = ${device} and revoked_at is null returning device`,
  );
  if (revoked.length === 0) return;
  await cutDevice(within, now, org, device);
  await noteEvent(within, now, { what: "device-revoked", org, actor });
}
