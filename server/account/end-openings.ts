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

/** Their openings end now. Whoever locks a desk, lets another in, or takes somebody away from it says so in the same breath. */
export async function endOpenings(sql: Sql, now: Instant, { org, desks, person }: EndedOpenings): Promise<void> {
  if (desks.length === 0) return;
  const going = await sql<{ opening: string }[]>`
    select opening from device_opening
    where org = ${org} and desk = any (${[...desks]}::text[]) and until is null
      and (${person ?? null}::text is null or person = ${person ?? null})
    order by opening for update`;
  const names = going.map(({ opening }) => opening);
  if (names.length === 0) return;
  await changeVouched(sql, { table: "device_opening", org, names }, async (within) => {
    await within`
      update device_opening set until = greatest(since, ${now}::bigint)
      where org = ${org} and opening = any (${names}::text[]) and until is null`;
  });
}
