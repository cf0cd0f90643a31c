import type { Sql } from "postgres";
import type { Command } from "#duty/door/table.ts";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { personKind } from "#duty/person/person.ts";
import { followJournal } from "#server/account/account-consequences.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { entriesOnPeople } from "#server/person/entries-on-people.ts";
import { withinContext } from "./within-context.ts";

/** Some people of an organisation. */
export interface PeopleOf {
  readonly org: OrganisationId;
  readonly people: readonly PersonId[];
}

/** Lets accounts follow the journal: those of some people, or all. */
export function followingAccounts({ pool, now }: Runtime, accounts: Sql): (only?: PeopleOf) => Promise<void> {
  return (only) =>
    followJournal(
      accounts,
      now,
      (organisation, after) => {
        const context = { org: organisation.org, sites: [organisation.headOffice] };
        return withinContext(pool, context, "one-snapshot", (sql) => entriesOnPeople(sql, organisation, after));
      },
      only,
    );
}

/** Whose stream a command is sent to, where it is that of a person. */
export function personActedOn({ table }: Runtime, { act, body, site, actor, id }: Command): PersonId | undefined {
  const known = table.acts[act];
  return known?.kind.noun === personKind.noun ? known.stream({ body, site, actor, command: id }).id : undefined;
}
