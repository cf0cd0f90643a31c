import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Account, firstPasswordUntil, randomPassword } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./desk-session.ts";
import { hashPassword } from "./password.ts";
import { forgetTriesAt, forgetTriesOf } from "./try-count.ts";

/**
 * Nobody gets in with what somebody knew: password and PIN are void, they are gone from every desk, no browser is known to them, and what was
 * guessed at the old secrets is forgotten.
 */
export async function closeAccess(sql: Sql, now: Instant, account: AccountKey): Promise<void> {
  await setFirstPassword(sql, account, { password: randomPassword(), until: now });
  await cutPerson(sql, now, account);
  await forgetTriesOf(sql, account.org, account.person);
}

/**
 * Closes the access of somebody who is shut out, and opens it anew: answers a first password, known to others and changed at the first sign-in.
 * It stands nowhere else. Without an actor, at the console; why, the entry of the reset says.
 */
export async function renewAccess(
  sql: Sql,
  now: Instant,
  account: AccountKey & Pick<Account, "signInName">,
  actor?: PersonId,
): Promise<string> {
  const { org, person, signInName } = account;
  const firstPassword = randomPassword();
  await closeAccess(sql, now, account);
  await forgetTriesAt(sql, { counted: "passwordAnywhere", text: signInName });
  await setFirstPassword(sql, account, { password: firstPassword, until: await firstPasswordUntil(sql, now, org) });
  await noteEvent(sql, now, { what: "access-renewed", org, person, actor });
  return firstPassword;
}

interface AccountKey {
  readonly org: OrganisationId;
  readonly person: PersonId;
}

async function setFirstPassword(
  sql: Sql,
  { org, person }: AccountKey,
  { password, until }: { readonly password: string; readonly until: Instant },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await sql`
    update account set password_hash = ${passwordHash}, pin_hash = null, must_change_password = true, first_password_until = ${until}
    where org = ${org} and person = ${person}`;
}
