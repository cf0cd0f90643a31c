import type { Sql } from "postgres";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Account, accountFor } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import type { ClosedReason } from "./closed-reason.ts";
import type { Desk } from "./desk-session.ts";
import { lockPerson } from "./leave-desk.ts";
import { countWrongTries, forgetLift, forgetTriesOf, liftPauses, lookAtTry } from "./look-at-try.ts";
import { hashPassword, isPassword } from "./password.ts";
import { holdPin, type ProvenPin } from "./proven-pin.ts";
import { holdAccountAndRenew, type RenewedDesk } from "./renew-cookie.ts";
import type { Subject } from "./try-count.ts";
import { changeVouched } from "./vouched-rows.ts";

export type PinAnswer =
  | { readonly verdict: "right"; readonly hash: string }
  | { readonly verdict: "wrong"; readonly triesLeft: number }
  | { readonly verdict: "paused"; readonly until: Instant }
  | { readonly verdict: "crowded" }
  | { readonly verdict: "none" };

export interface PinTry {
  readonly person: PersonId;
  readonly pin: string;
  readonly desk: Pick<Desk, "org" | "desk" | "browser">;
  readonly address: string;
}

/**
 * Whether somebody knows their PIN. Wrong tries are counted for the person at this browser and for the person over all places, before
 * anything is looked at; where they have given it at this desk before, the tries of others elsewhere do not hold them up.
 */
export async function tryPin(sql: Sql, now: Instant, { person, pin, desk, address }: PinTry): Promise<PinAnswer> {
  const { org } = desk;
  const account = await accountFor(sql, org, person);
  if (!account?.pinHash) return { verdict: "none" };
  const owner = { org, person };
  const { pinHash } = account;
  const isRight = () => isPassword(pin, pinHash);
  const counted = await countedFor(sql, desk, person);
  const looked = await lookAtTry(sql, now, { ...counted, source: `${org}/${person}`, isRight });
  if (looked.verdict === "crowded") return looked;
  if (looked.verdict === "refused") return { verdict: "paused", until: looked.until };
  if (looked.verdict === "right") {
    await forgetLift(sql, owner);
    await sql`
      update desk_person set pin_right_at = ${now}
      where org = ${org} and desk = ${desk.desk} and person = ${person}`;
    return { verdict: "right", hash: pinHash };
  }
  const event = { org, person, desk: desk.desk, address };
  await noteEvent(sql, now, { what: "pin-wrong", ...event });
  if (looked.pausedUntil === undefined) return { verdict: "wrong", triesLeft: looked.triesLeft };
  await noteEvent(sql, now, { what: "pin-paused", ...event });
  return { verdict: "paused", until: looked.pausedUntil };
}

/** Where tries at the PIN of a person at a desk are counted. */
async function countedFor(sql: Sql, desk: PinTry["desk"], person: PersonId) {
  const { org, browser } = desk;
  const owner = { org, person };
  const own: Subject = { counted: "pinAtDesk", text: `${org}/${person}/${browser}`, owner };
  const onlyCounted = await wasRightHere(sql, desk, person);
  const among: readonly Subject[] = [{ counted: "pinAnywhere", text: `${org}/${person}`, owner, onlyCounted }];
  return { own, among };
}

/** So many wrong tries at a PIN were made at a desk while nobody heard it: they are counted and kept as every other. */
export async function countWrongPins(
  sql: Sql,
  now: Instant,
  { person, wrong, desk, address }: Omit<PinTry, "pin"> & { readonly wrong: number },
): Promise<void> {
  await countWrongTries(sql, now, await countedFor(sql, desk, person), wrong);
  const event = { what: "pin-wrong-alone", org: desk.org, person, desk: desk.desk, address } as const;
  for (let left = wrong; left > 0; left -= 1) await noteEvent(sql, now, event);
}

async function wasRightHere(sql: Sql, { org, desk }: PinTry["desk"], person: PersonId): Promise<boolean> {
  const rows = await sql`
    select from desk_person where org = ${org} and desk = ${desk} and person = ${person} and pin_right_at is not null`;
  return rows.length > 0;
}

/**
 * The PIN of somebody from now on. Tries at the old one say nothing of this one: it is open everywhere. Whoever knew the old one may act at
 * another desk by it, and in the same step they are locked at every one but that `at` which it is chosen, and there the cookie is renewed. False
 * where the password of the account has changed since it was shown, or that desk is not held by the same cookie any more.
 */
export async function setPin(
  sql: Sql,
  now: Instant,
  account: Account,
  { pin, at }: { readonly pin: string; readonly at?: RenewedDesk | undefined },
): Promise<boolean> {
  const { org, person } = account;
  const pinHash = await hashPassword(pin);
  return await sql.begin(async (tx) => {
    const within = tx as unknown as Sql;
    if (!(await holdAccountAndRenew(within, now, account, at))) return false;
    await changePin(within, account, pinHash);
    await lockPerson(within, now, account, at);
    await forgetTriesOf(within, org, person);
    await noteEvent(within, now, { what: "pin-set", org, person });
    return true;
  });
}

export interface ByAnother {
  readonly person: PersonId;
  readonly reason: ClosedReason;
  readonly by: ProvenPin;
}

/** `replaced`: the colleague has another PIN than the one that they gave for it. `lifted`: the pauses were ended once already. */
export type PinUnlocking = "done" | "replaced" | "lifted";

/**
 * A colleague who may ends the pauses, at every desk. Once, until the owner has come in with the right PIN, or a new one: a colleague who sits
 * at the same desk would otherwise give themselves tries without end at a PIN that signs for somebody else.
 */
export async function unlockPin(sql: Sql, now: Instant, { person, reason, by }: ByAnother): Promise<PinUnlocking> {
  const { org, person: actor } = by;
  return await sql.begin(async (tx) => {
    if (!(await holdPin(tx, by))) return "replaced";
    if (!(await liftPauses(tx, now, { org, person }))) return "lifted";
    await noteEvent(tx as unknown as Sql, now, { what: "pin-unlocked", org, person, actor, reason });
    return "done";
  });
}

/** Nobody can sign with the old PIN any more, and what it opened is locked. */
export async function voidPin(sql: Sql, now: Instant, owner: Pick<Account, "org" | "person">): Promise<void> {
  await changePin(sql, owner, null);
  await lockPerson(sql, now, owner);
}

async function changePin(sql: Sql, { org, person }: Pick<Account, "org" | "person">, hash: string | null) {
  await changeVouched(sql, { table: "account", org, names: [person] }, async (within) => {
    await within`update account set pin_hash = ${hash} where org = ${org} and person = ${person}`;
  });
}
