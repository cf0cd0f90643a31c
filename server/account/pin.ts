import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Account, accountFor } from "./account.ts";
import { type AccountEvent, noteEvent } from "./account-event.ts";
import { hashPassword, isPassword } from "./password.ts";

const TRIES = 5;

export type PinAnswer =
  | { readonly verdict: "right" }
  | { readonly verdict: "wrong"; readonly triesLeft: number }
  | { readonly verdict: "locked" }
  | { readonly verdict: "none" };

export interface PinTry {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly pin: string;
  /** The enrolled device, or undefined for every other browser together. */
  readonly device: string | undefined;
  readonly desk: string | undefined;
  readonly address: string;
}

/**
 * Whether somebody knows their PIN. A try is counted before it is looked at, so that five at once are five; the fifth wrong one
 * locks the PIN on this device until a supervisor opens it.
 */
export async function tryPin(sql: Sql, now: Instant, attempt: PinTry): Promise<PinAnswer> {
  const { org, person, pin } = attempt;
  const account = await accountFor(sql, org, person);
  if (!account?.pinHash) return { verdict: "none" };
  const place = attempt.device ?? "browser";
  const failures = await countTry(sql, org, person, place);
  if (failures > TRIES) return { verdict: "locked" };
  const event: Omit<AccountEvent, "what"> = { org, person, desk: attempt.desk, address: attempt.address };
  if (await isPassword(pin, account.pinHash)) {
    await sql`delete from pin_try where org = ${org} and person = ${person} and place = ${place} and locked_at is null`;
    return { verdict: "right" };
  }
  await noteEvent(sql, now, { what: "pin-wrong", ...event });
  if (failures < TRIES) return { verdict: "wrong", triesLeft: TRIES - failures };
  await sql`
    update pin_try set locked_at = ${now}
    where org = ${org} and person = ${person} and place = ${place} and locked_at is null`;
  await noteEvent(sql, now, { what: "pin-locked", ...event });
  return { verdict: "locked" };
}

async function countTry(sql: Sql, org: OrganisationId, person: PersonId, place: string): Promise<number> {
  const [row] = await sql<{ failures: number }[]>`
    insert into pin_try (org, person, place, failures) values (${org}, ${person}, ${place}, 1)
    on conflict (org, person, place) do update set failures = least(pin_try.failures + 1, ${TRIES + 1})
    returning failures`;
  return row?.failures ?? TRIES + 1;
}

/** The PIN of somebody from now on. Tries at the old one say nothing of this one: it is open everywhere. */
export async function setPin(sql: Sql, now: Instant, { org, person }: Account, pin: string): Promise<void> {
  const pinHash = await hashPassword(pin);
  await sql.begin(async (tx) => {
    await tx`update account set pin_hash = ${pinHash} where org = ${org} and person = ${person}`;
    await tx`delete from pin_try where org = ${org} and person = ${person}`;
    await noteEvent(tx as unknown as Sql, now, { what: "pin-set", org, person });
  });
}

export interface ByAnother {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly actor: PersonId;
  readonly reason: string;
}

/** A supervisor gives five new tries, on every device. */
export async function unlockPin(sql: Sql, now: Instant, { org, person, actor, reason }: ByAnother): Promise<void> {
  await sql`delete from pin_try where org = ${org} and person = ${person}`;
  await noteEvent(sql, now, { what: "pin-unlocked", org, person, actor, reason });
}

/** That a supervisor gave up the PIN of somebody. It is void from the entry on, and they alone set the next one, with their password. */
export async function noteReset(sql: Sql, now: Instant, { org, person, actor, reason }: ByAnother): Promise<void> {
  await noteEvent(sql, now, { what: "pin-reset-started", org, person, actor, reason });
}

/** Nobody can sign with the old PIN any more. */
export async function voidPin(sql: Sql, org: OrganisationId, person: PersonId): Promise<void> {
  await sql`update account set pin_hash = null where org = ${org} and person = ${person}`;
}
