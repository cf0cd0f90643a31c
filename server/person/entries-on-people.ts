import type { Sql } from "postgres";
import { type Actor, type OrganisationId, type PersonId, personOf, type SiteId } from "#duty/grammar/entry.ts";
import type { EntryOnPerson } from "#server/account/account-consequences.ts";

/** What was entered about people that matters to their accounts, in order; of each after the version named with them. */
export async function entriesOnPeople(
  sql: Sql,
  { org, headOffice }: { readonly org: OrganisationId; readonly headOffice: SiteId },
  after: ReadonlyMap<PersonId, number>,
): Promise<ReadonlyMap<PersonId, readonly EntryOnPerson[]>> {
  const wanted = JSON.stringify([...after].map(([person, version]) => ({ person, version })));
  const rows = await sql<{ person: string; version: number; type: string; bytes: Uint8Array }[]>`
    select id as person, entry.version, type, bytes
    from jsonb_to_recordset(${wanted}::text::jsonb) as wanted(person text, version int)
    join entry on id = wanted.person and entry.version > wanted.version
    where org = ${org} and site = ${headOffice} and noun = 'person'
      and type in ('person.joined', 'person.left', 'person.pin-reset', 'person.password-reset')
    order by id, entry.version`;
  return Map.groupBy(
    rows.map(({ bytes, ...row }) => ({ ...row, actor: personOf(actorIn(bytes)) })),
    ({ person }) => person,
  );
}

function actorIn(bytes: Uint8Array): Actor {
  return (JSON.parse(Buffer.from(bytes).toString("utf8")) as { readonly actor: Actor }).actor;
}
