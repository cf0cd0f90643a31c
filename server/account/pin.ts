import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { type Account, accountFor } from "./account.ts";
import { type AccountEvent, noteEvent } from "./account-event.ts";
import { hashPassword, isPassword } from "./password.ts";

const TRIES = 5;
const CODE_GOOD_FOR = 30 * minute;

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

export async function setPin(sql: Sql, now: Instant, account: Account, pin: string): Promise<void> {
  const pinHash = await hashPassword(pin);
  await sql`update account set pin_hash = ${pinHash} where org = ${account.org} and person = ${account.person}`;
  await noteEvent(sql, now, { what: "pin-set", org: account.org, person: account.person });
}

export interface ByAnother {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly actor: PersonId;
  readonly reason?: string;
}

/** A supervisor gives five new tries, on every device. */
export async function unlockPin(sql: Sql, now: Instant, { org, person, actor, reason }: ByAnother): Promise<void> {
  await sql`delete from pin_try where org = ${org} and person = ${person}`;
  await noteEvent(sql, now, { what: "pin-unlocked", org, person, actor, reason });
}

/**
 * A forgotten PIN: a supervisor starts, the person finishes. The code is shown once and kept as a hash; the old PIN is void
 * from now on, so that nobody can sign with it meanwhile.
 */
export async function startPinReset(
  sql: Sql,
  now: Instant,
  { org, person, actor }: ByAnother,
): Promise<{ code: string; expiresAt: Instant }> {
  const code = String(randomInt(100_000_000)).padStart(8, "0");
  const expiresAt = instant(now + CODE_GOOD_FOR);
  await sql.begin(async (tx) => {
    await voidPin(tx as unknown as Sql, org, person);
    await tx`
      insert into pin_reset (org, person, code_hash, started_by, good_until)
      values (${org}, ${person}, ${hashOf(code)}, ${actor}, ${expiresAt})
      on conflict (org, person) do update set code_hash = excluded.code_hash, started_by = excluded.started_by,
        good_until = excluded.good_until, failures = 0`;
    await noteEvent(tx as unknown as Sql, now, { what: "pin-reset-started", org, person, actor });
  });
  return { code, expiresAt };
}

/** Nobody can sign with the old PIN any more. */
export async function voidPin(sql: Sql, org: OrganisationId, person: PersonId): Promise<void> {
  await sql`update account set pin_hash = null where org = ${org} and person = ${person}`;
}

/** Uses up the code of a reset; answers false where it is wrong, used, too old or was guessed at too often. */
export async function takeResetCode(
  sql: Sql,
  now: Instant,
  { org, person }: Account,
  { code, address }: { code: string; address: string },
): Promise<boolean> {
  const [row] = await sql<{ code_hash: Buffer }[]>`
    update pin_reset set failures = failures + 1
    where org = ${org} and person = ${person} and good_until > ${now} and failures < ${TRIES}
    returning code_hash`;
  if (!row || !timingSafeEqual(row.code_hash, hashOf(code))) {
    await noteEvent(sql, now, { what: "pin-reset-failed", org, person, address });
    return false;
  }
  const used = await sql`
    delete from pin_reset where org = ${org} and person = ${person} and code_hash = ${row.code_hash} returning person`;
  if (used.length === 0) return false;
  await sql`delete from pin_try where org = ${org} and person = ${person}`;
  return true;
}

export async function isResetStarted(sql: Sql, { org, person }: Account): Promise<boolean> {
  const started = await sql`select from pin_reset where org = ${org} and person = ${person}`;
  return started.length > 0;
}

/** Eight random digits that live for half an hour and five tries need no slow hash. */
function hashOf(code: string): Buffer {
  return createHash("sha256").update(`pin-reset:${code}`).digest();
}
