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
  | "pin-wrong-alone"
  | "pin-paused"
  | "pin-unlocked"
  | "pin-reset-started"
  | "unlocked"
  | "access-closed"
  | "access-renewed"
  | "account-ended"
  | "device-enrolled"
  | "device-revoked";

interface OfPerson {
  readonly org: OrganisationId;
  readonly person: PersonId;
}

interface ByActor {
  /** Undefined: at the console. */
  readonly actor: PersonId | undefined;
}

interface AtDesk {
  readonly desk: string;
}

interface FromAddress {
  readonly address: string;
}

/** What is kept of each kind beside what happened: whoever looks into it afterwards finds nothing else of it. */
interface KeptOf extends Readonly<Record<AccountEventKind, object>> {
  readonly "account-made": OfPerson & ByActor;
  readonly "signed-in": OfPerson & FromAddress;
  /** Undefined: nobody has that name, or it was tried at no desk. */
  readonly "sign-in-failed": { readonly [Key in keyof (OfPerson & AtDesk)]: string | undefined } & FromAddress;
  readonly "signed-out": OfPerson & AtDesk;
  readonly "password-changed": OfPerson;
  readonly "pin-set": OfPerson;
  readonly "pin-wrong": OfPerson & AtDesk & FromAddress;
  /** Tried at a browser while the house did not hear it, and told later. */
  readonly "pin-wrong-alone": OfPerson & AtDesk & FromAddress;
  readonly "pin-paused": OfPerson & AtDesk & FromAddress;
  readonly "pin-unlocked": OfPerson & { readonly actor: PersonId; readonly reason: ClosedReason };
  readonly "pin-reset-started": OfPerson & ByActor;
  readonly unlocked: OfPerson & AtDesk;
  readonly "access-closed": OfPerson & ByActor;
  readonly "access-renewed": OfPerson & ByActor;
  readonly "account-ended": OfPerson;
  readonly "device-enrolled": AtDesk & { readonly org: OrganisationId; readonly actor: PersonId };
  readonly "device-revoked": { readonly org: OrganisationId; readonly actor: PersonId };
}

export type AccountEvent = {
  readonly [Kind in AccountEventKind]: { readonly what: Kind } & KeptOf[Kind];
}[AccountEventKind];

type EventColumns = {
  readonly [Column in "org" | "person" | "actor" | "desk" | "address" | "reason"]?: string | undefined;
};

/** Keeps what happened around an account, failed tries included; the role that writes it cannot change or remove it. */
export async function noteEvent(sql: Sql, now: Instant, event: AccountEvent): Promise<void> {
  const { org, person, actor, desk, address, reason }: EventColumns = event;
  await sql`
    insert into account_event (event, at, what, org, person, actor, desk, address, reason)
    values (${uuid({ msecs: now })}, ${now}, ${event.what}, ${org ?? null}, ${person ?? null},
      ${actor ?? null}, ${desk ?? null}, ${address ?? null}, ${reason ?? null})`;
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
