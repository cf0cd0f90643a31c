import type { Sql } from "postgres";
import type { Touched } from "#duty/door/table.ts";
import { type OrganisationId, type PersonId, personOf, type SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { personKind } from "#duty/person/person.ts";
import { endAccount } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./desk-session.ts";
import { voidPin } from "./pin.ts";
import { closeAccess } from "./renew-access.ts";

/** Something that was entered about a person, and by whom. */
interface Told {
  readonly type: string;
  readonly actor?: PersonId | undefined;
}

/** What entries about a person mean for their account. The journal says why; these rows only follow, and doing it twice is harmless. */
export async function followPerson(
  sql: Sql,
  now: Instant,
  org: OrganisationId,
  { person, entries }: { readonly person: PersonId; readonly entries: readonly Told[] },
): Promise<void> {
  for (const { type, actor } of entries) {
    if (type === "person.pin-reset") {
      await voidPin(sql, org, person);
      await noteEvent(sql, now, { what: "pin-reset-started", org, person, actor });
    }
    if (type === "person.password-reset") {
      await closeAccess(sql, now, { org, person });
      await noteEvent(sql, now, { what: "access-closed", org, person, actor });
    }
    if (type === "person.left") await endAccess(sql, now, org, person);
  }
}

async function endAccess(sql: Sql, now: Instant, org: OrganisationId, person: PersonId): Promise<void> {
  const ended = await endAccount(sql, now, org, person);
  await cutPerson(sql, now, { org, person });
  if (ended) await noteEvent(sql, now, { what: "account-ended", org, person });
}

/** The people among what a command has changed. */
export function peopleIn(touched: readonly Touched[]): { person: PersonId; entries: Told[] }[] {
  return touched
    .filter(({ key }) => key.noun === personKind.noun)
    .map(({ key, entries }) => ({
      person: key.id,
      entries: entries.map(({ type, actor }) => ({ type, actor: personOf(actor) })),
    }));
}

/**
 * Ends the accounts of people who have left, where the process was killed between the entry and what follows from it. Asked at every
 * start; `leaversOf` tells who has left an organisation.
 */
export async function endAccountsOfLeavers(
  sql: Sql,
  now: Instant,
  leaversOf: (organisation: { org: OrganisationId; headOffice: SiteId }) => Promise<readonly PersonId[]>,
): Promise<void> {
  const organisations = await sql<{ org: string; headOffice: string; people: string[] }[]>`
    select o.org, o.head_office as "headOffice", array_agg(a.person) as people
    from organisation o join account a on a.org = o.org and a.left_at is null
    group by o.org, o.head_office`;
  for (const { org, headOffice, people } of organisations) {
    const left = new Set(await leaversOf({ org, headOffice }));
    for (const person of people.filter((each) => left.has(each)))
      await followPerson(sql, now, org, { person, entries: [{ type: "person.left" }] });
  }
}
