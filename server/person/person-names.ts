import type { Sql } from "postgres";
import type { OrganisationId, PersonId, Sealed, SiteId } from "#duty/grammar/entry.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { revealMany } from "#server/secret/secret-store.ts";

/** What people are called, as it was written when they joined. Erased names are missing. */
export async function namesOf(
  sql: Sql,
  keyring: Keyring,
  { org, headOffice, people }: { org: OrganisationId; headOffice: SiteId; people: readonly PersonId[] },
): Promise<Map<PersonId, string>> {
  if (people.length === 0) return new Map();
  const rows = await sql<{ person: string; bytes: Uint8Array }[]>`
    select id as person, bytes from entry
    where org = ${org} and site = ${headOffice} and noun = 'person' and id = any(${[...new Set(people)]})
      and type = 'person.joined'`;
  const sealed = rows.map(({ person, bytes }) => ({ person, commitment: nameIn(bytes) }));
  const shown = await revealMany(sql, keyring, { org, commitments: sealed.map(({ commitment }) => commitment) });
  return new Map(
    sealed.flatMap(({ person, commitment }) => {
      const name = shown.get(commitment);
      return name?.state === "text" ? [[person, name.text] as const] : [];
    }),
  );
}

function nameIn(bytes: Uint8Array): string {
  const { body } = JSON.parse(Buffer.from(bytes).toString("utf8")) as { body: { name: Sealed } };
  return body.name.sealed;
}
