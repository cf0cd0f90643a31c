import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { changeVouched } from "./vouched-rows.ts";

/** Whose openings end: everybody's at these desks, or one person's there. */
export interface EndedOpenings {
  readonly org: OrganisationId;
  readonly desks: readonly string[];
  readonly person?: PersonId | undefined;
}

/**
 * Whoever was open at these desks is not any more. What a browser keeps sealed under somebody's PIN goes on: they are locked, and come back by
 * that PIN. Whoever locks a desk or lets another in says so in the same breath.
 */
export async function endOpenings(sql: Sql, now: Instant, ended: EndedOpenings): Promise<void> {
  await endAt(sql, now, ended, { sealedToo: false });
}

/** They have gone from these desks, and with them what a browser keeps sealed under their PIN. */
export async function endAllOpenings(sql: Sql, now: Instant, ended: EndedOpenings): Promise<void> {
  await endAt(sql, now, ended, { sealedToo: true });
}

async function endAt(
  sql: Sql,
  now: Instant,
  { org, desks, person }: EndedOpenings,
  { sealedToo }: { readonly sealedToo: boolean },
): Promise<void> {
  if (desks.length === 0) return;
  const going = await sql<{ opening: string }[]>`
    select opening from device_opening
    where org = ${org} and desk = any (${[...desks]}::text[]) and until is null and (${sealedToo} or not alone)
      and (${person ?? null}::text is null or person = ${person ?? null})
    order by opening for update`;
  await endNamed(sql, now, org, going);
}

/** What browsers keep sealed under somebody's PIN signs nothing from now on, wherever it is kept, or at one desk: there is another PIN, or another seal. */
export async function endSealedOpenings(
  sql: Sql,
  now: Instant,
  { org, person, desk }: { readonly org: OrganisationId; readonly person: PersonId; readonly desk?: string },
): Promise<void> {
  const going = await sql<{ opening: string }[]>`
    select opening from device_opening
    where org = ${org} and person = ${person} and until is null and alone
      and (${desk ?? null}::text is null or desk = ${desk ?? null})
    order by opening for update`;
  await endNamed(sql, now, org, going);
}

async function endNamed(
  sql: Sql,
  now: Instant,
  org: OrganisationId,
  going: readonly { readonly opening: string }[],
): Promise<void> {
  const names = going.map(({ opening }) => opening);
  if (names.length === 0) return;
  await changeVouched(sql, { table: "device_opening", org, names }, async (within) => {
    await within`
      update device_opening set until = greatest(since, ${now}::bigint)
      where org = ${org} and opening = any (${names}::text[]) and until is null`;
  });
}
