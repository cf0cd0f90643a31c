import type { Sql } from "postgres";
import { v7 as uuid } from "uuid";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";

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
  readonly reason?: string | undefined;
}

/** Keeps what happened around an account, failed tries included; the role that writes it cannot change or remove it. */
export async function noteEvent(sql: Sql, now: Instant, event: AccountEvent): Promise<void> {
  await sql`
    insert into account_event (event, at, what, org, person, actor, desk, address, reason)
    values (${uuid({ msecs: now })}, ${now}, ${event.what}, ${event.org ?? null}, ${event.person ?? null},
      ${event.actor ?? null}, ${event.desk ?? null}, ${event.address ?? null}, ${event.reason ?? null})`;
}
