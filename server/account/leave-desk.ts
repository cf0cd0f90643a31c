import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { endAllOpenings, endOpenings, endSealedOpenings } from "./end-openings.ts";

/** One browser for as long as somebody is signed in at it. */
export interface DeskKey {
  readonly org: OrganisationId;
  readonly desk: string;
}

/* How people go from desks: they leave, or are locked at them or cut off from them because of what happened elsewhere. */

/** One person leaves the desk, or all; the last one closes it. */
export async function leaveDesk(sql: Sql, now: Instant, desk: DeskKey, person: PersonId | undefined): Promise<void> {
  await sql`
    delete from desk_person
    where org = ${desk.org} and desk = ${desk.desk} and (${person ?? null}::uuid is null or person = ${person ?? null})`;
  await endAllOpenings(sql, now, { org: desk.org, desks: [desk.desk], person });
  await closeEmpty(sql, now, desk.org, [desk.desk], "signed-out");
}

/** A person sits at so many desks at most, this one among them: they go from those at which nothing was done for longest. */
export async function leaveIdlest(
  sql: Sql,
  now: Instant,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
  { most, except }: { readonly most: number; readonly except: string },
): Promise<void> {
  const left = await sql<{ desk: string }[]>`
    delete from desk_person p using (
      select d.org, d.desk, s.person from desk_person s join desk d on d.org = s.org and d.desk = s.desk
      where s.org = ${org} and s.person = ${person} and s.ends_at > ${now} and d.ended_at is null and d.desk <> ${except}
      order by d.active_at desc, d.desk desc offset ${most - 1}::int) as idlest
    where p.org = idlest.org and p.desk = idlest.desk and p.person = idlest.person
    returning p.desk`;
  const desks = left.map((row) => row.desk);
  await endAllOpenings(sql, now, { org, desks, person });
  await closeEmpty(sql, now, org, desks, "too-many");
}

/**
 * Takes a person away from every desk at once, or from every one but this: they have left, or their secrets are no longer theirs alone. No
 * other browser is known to them any more.
 */
export async function cutPerson(
  sql: Sql,
  now: Instant,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
  except?: { readonly desk: string; readonly browser: string },
): Promise<void> {
  await sql`
    delete from browser_known
    where org = ${org} and person = ${person} and (${except?.browser ?? null}::text is null or browser <> ${except?.browser ?? null})`;
  const cut = await sql<{ desk: string }[]>`
    delete from desk_person
    where org = ${org} and person = ${person} and (${except?.desk ?? null}::text is null or desk <> ${except?.desk ?? null})
    returning desk`;
  const desks = cut.map((row) => row.desk);
  await endAllOpenings(sql, now, { org, desks, person });
  await closeEmpty(sql, now, org, desks, "cut");
}

/** A person must prove anew who they are, at every desk or at every one but this: the PIN by which they were open is not theirs any more. */
export async function lockPerson(
  sql: Sql,
  now: Instant,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
  except?: { readonly desk: string },
): Promise<void> {
  const locked = await sql<{ desk: string }[]>`
    update desk_person set locked_at = ${now}
    where org = ${org} and person = ${person} and locked_at is null
      and (${except?.desk ?? null}::text is null or desk <> ${except?.desk ?? null})
    returning desk`;
  await endOpenings(sql, now, { org, desks: locked.map((row) => row.desk), person });
  await endSealedOpenings(sql, now, { org, person });
}

/** Everybody at the desk must prove anew who they are. */
export async function lockDesk(sql: Sql, now: Instant, { org, desk }: DeskKey): Promise<void> {
  await sql`
    update desk_person set locked_at = coalesce(locked_at, ${now})
    where org = ${org} and desk = ${desk}`;
  await endOpenings(sql, now, { org, desks: [desk] });
}

/** A lost phone: the desks of its browser end, as whatever it was enrolled later, and it is known to nobody any more. */
export async function cutDevice(sql: Sql, now: Instant, org: OrganisationId, device: string): Promise<void> {
  const ended = await sql<{ desk: string }[]>`
    update desk set ended_at = ${now}, ended_why = ${"device-revoked" satisfies EndedWhy}
    where org = ${org} and ended_at is null and browser in (select browser from desk where org = ${org} and device = ${device})
    returning desk`;
  await endAllOpenings(sql, now, { org, desks: ended.map((row) => row.desk) });
  await sql`
    delete from browser_known k using desk d
    where d.org = ${org} and d.device = ${device} and k.org = d.org and k.browser = d.browser`;
}

/**
 * Whether anybody else sits at a browser of this device, or has signed in there before. Its desks are held until the transaction ends, so that
 * nobody comes to sit at them meanwhile.
 */
export async function othersUseDevice(
  sql: Sql,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
  device: string,
): Promise<boolean> {
  await sql`
    select from desk where org = ${org} and browser in (select browser from desk where org = ${org} and device = ${device})
    order by desk for update`;
  const others = await sql`
    select from browser_known
    where org = ${org} and person <> ${person} and browser in (select browser from desk where org = ${org} and device = ${device})
    limit 1`;
  return others.length > 0;
}

/** One person goes from the browser of this device, and it is not known to them any more. */
export async function cutOwnAtDevice(
  sql: Sql,
  now: Instant,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
  device: string,
): Promise<void> {
  await sql`
    delete from browser_known
    where org = ${org} and person = ${person} and browser in (select browser from desk where org = ${org} and device = ${device})`;
  const cut = await sql<{ desk: string }[]>`
    delete from desk_person p using desk d
    where p.org = ${org} and p.person = ${person} and d.org = p.org and d.desk = p.desk
      and d.browser in (select browser from desk where org = ${org} and device = ${device})
    returning p.desk`;
  const desks = cut.map((row) => row.desk);
  await endAllOpenings(sql, now, { org, desks, person });
  await closeEmpty(sql, now, org, desks, "cut");
}

/** Why a desk ended, as it is kept of it. */
type EndedWhy = "signed-out" | "cut" | "device-revoked" | "too-many";

/** Who sits down makes a new token: a statement that waited for them still sees nobody there, but no longer the token that it saw. */
async function closeEmpty(sql: Sql, now: Instant, org: OrganisationId, desks: readonly string[], why: EndedWhy) {
  if (desks.length === 0) return;
  await sql`
    update desk set ended_at = ${now}, ended_why = ${why}
    from (select org, desk, token_hash from desk where org = ${org} and desk in ${sql([...desks])}) as seen
    where desk.org = seen.org and desk.desk = seen.desk and desk.token_hash = seen.token_hash and desk.ended_at is null
      and not exists (select from desk_person p where p.org = desk.org and p.desk = desk.desk)`;
}
