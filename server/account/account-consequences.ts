import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { endAccount } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./leave-desk.ts";
import { voidPin } from "./pin.ts";
import { closeAccess } from "./renew-access.ts";
import { changeVouched } from "./vouched-rows.ts";

/** Something that was entered about a person, and by whom. */
export interface EntryOnPerson {
  readonly version: number;
  readonly type: string;
  readonly actor?: PersonId | undefined;
}

/** Reads what the journal says of people of an organisation, each after the version named with them. */
export type ReadPeople = (
  organisation: { readonly org: OrganisationId; readonly headOffice: SiteId },
  after: ReadonlyMap<PersonId, number>,
) => Promise<ReadonlyMap<PersonId, readonly EntryOnPerson[]>>;

interface Follower {
  readonly org: OrganisationId;
  readonly headOffice: SiteId;
  readonly person: PersonId;
  readonly followed: number | null;
}

/**
 * Lets accounts follow the journal: all of them, or those of some people. Asked at every start, after every act on a person, whatever came of
 * it, and before somebody is let in: a process may have been killed, or cut off, between an entry and what follows from it.
 */
export async function followJournal(
  sql: Sql,
  now: () => Instant,
  read: ReadPeople,
  only?: { readonly org: OrganisationId; readonly people: readonly PersonId[] },
): Promise<void> {
  const accounts = await sql<Follower[]>`
    select a.org, o.head_office as "headOffice", a.person, a.followed
    from account a join organisation o on o.org = a.org
    where a.left_at is null
      and (${only === undefined} or (a.org = ${only?.org ?? ""} and a.person = any (${[...(only?.people ?? [])]}::text[])))`;
  for (const [org, followers] of Map.groupBy(accounts, (each) => each.org)) {
    const after = new Map(followers.map(({ person, followed }) => [person, followed ?? 0]));
    const told = await read({ org, headOffice: followers[0]?.headOffice ?? "" }, after);
    for (const [person, entries] of told) await followPerson(sql, now(), org, { person, entries });
  }
}

/** What entries about a person mean for their account. The journal says why; these rows only follow, each entry once. */
export async function followPerson(
  sql: Sql,
  now: Instant,
  org: OrganisationId,
  { person, entries }: { readonly person: PersonId; readonly entries: readonly EntryOnPerson[] },
): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  await sql.begin(async (tx) => {
    // Held until it is done: of two who follow at once the later one finds nothing more to do.
    const [account] = await tx<{ followed: number | null }[]>`
      select followed from account where org = ${org} and person = ${person} and left_at is null for update`;
    if (!account) return;
    for (const each of unfollowed(account.followed, entries))
      await follow(tx as unknown as Sql, now, { org, person }, each);
    await changeVouched(tx, { table: "account", org, names: [person] }, async (within) => {
      await within`
        update account set followed = greatest(coalesce(followed, 0), ${last.version}::int)
        where org = ${org} and person = ${person}`;
    });
  });
}

function unfollowed(followed: number | null, entries: readonly EntryOnPerson[]): readonly EntryOnPerson[] {
  if (followed !== null) return entries.filter(({ version }) => version > followed);
  const last = entries.findLast(({ type }) => type === "person.joined" || type === "person.left");
  return last?.type === "person.left" ? [last] : [];
}

type Concerned = Pick<Follower, "org" | "person">;

async function follow(sql: Sql, now: Instant, whose: Concerned, { type, actor }: EntryOnPerson): Promise<void> {
  if (type === "person.pin-reset") {
    await voidPin(sql, now, whose);
    await noteEvent(sql, now, { what: "pin-reset-started", ...whose, actor });
  }
  if (type === "person.password-reset") {
    await closeAccess(sql, now, whose);
    await noteEvent(sql, now, { what: "access-closed", ...whose, actor });
  }
  if (type === "person.left") {
    await endAccount(sql, now, whose.org, whose.person);
    await cutPerson(sql, now, whose);
    await noteEvent(sql, now, { what: "account-ended", ...whose });
  }
}
