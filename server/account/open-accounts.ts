import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** Of these people those who can sign in at a site now: their account has not ended, is of the site, and no first password of it is over. */
export async function whoCanSignIn(
  sql: Sql,
  now: Instant,
  { org, site, people }: { readonly org: OrganisationId; readonly site: SiteId; readonly people: readonly PersonId[] },
): Promise<readonly PersonId[]> {
  const rows = await sql<{ person: string }[]>`
    select person from account
    where org = ${org} and person = any (${[...people]}::text[]) and ${site} = any (sites) and left_at is null
      and not (must_change_password and first_password_until is not null and first_password_until <= ${now})
    order by person`;
  return rows.map(({ person }) => person);
}
