import type { Sql } from "postgres";
import { v7 as uuid } from "uuid";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import type { ClosedReason } from "./closed-reason.ts";

export type AccountEventKind =
  | "account-made"
  | "signed-in"
  | "sign-in-failed"
  | "signed-out"
  | "password-changed"
  | "pin-set"
  | "pin-wrong"
  | "pin-paused"
  | "pin-unlocked"
  | "pin-reset-started"
  | "unlocked"
  | "access-closed"
  | "access-renewed"
  | "account-ended"
  | "device-enrolled"
  | "device-revoked";

export interface AccountEvent {
  readonly what: AccountEventKind;
  readonly org?: OrganisationId | undefined;
  readonly person?: PersonId | undefined;
  readonly actor?: PersonId | undefined;
  readonly desk?: string | undefined;
  readonly address?: string | undefined;
  /** Where no entry says why. */
  readonly reason?: ClosedReason | undefined;
}

/** Keeps what happened around an account, failed tries included; the role that writes it cannot change or remove it. */
export async function noteEvent(sql: Sql, now: Instant, event: AccountEvent): Promise<void> {
  await sql`
    insert into account_event (event, at, what, org, person, actor, desk, address, reason)
    values (${uuid({ msecs: now })}, ${now}, ${event.what}, ${event.org ?? null}, ${event.person ?? null},
      ${event.actor ?? null}, ${event.desk ?? null}, ${event.address ?? null}, ${event.reason ?? null})`;
}

/** That somebody else, or whoever has the console, gave up somebody's secrets. */
export interface Renewal {
  readonly at: Instant;
  /** Undefined: at the console. */
  readonly actor: PersonId | undefined;
}

/** The last time that somebody else gave up the secrets of each of these people. */
export async function lastRenewals(
  sql: Sql,
  org: OrganisationId,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Renewal>> {
  if (people.length === 0) return new Map();
  const rows = await sql<{ person: string; at: string; actor: string | null }[]>`
    select distinct on (person) person, at, actor from account_event
    where org = ${org} and person in ${sql([...people])} and what in ('pin-reset-started', 'access-closed', 'access-renewed')
    order by person, at desc, event desc`;
  return new Map(rows.map(({ person, at, actor }) => [person, { at: instant(Number(at)), actor: actor ?? undefined }]));
}
