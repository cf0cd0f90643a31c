import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import { accountNamed, randomPassword } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./desk-session.ts";
import { hashPassword } from "./password.ts";
import { forgetTriesOf, forgiveTries } from "./try-count.ts";

/**
 * Gives somebody who is shut out a first password, known to others and changed at the first sign-in, and answers it: it stands nowhere else.
 * Their PIN is void until they set one, they are gone from every desk, no browser is known to them, and the tries of others are forgotten.
 * Undefined where nobody who is still here signs in by this name.
 */
export async function renewAccess(
  sql: Sql,
  now: Instant,
  { signInName, reason }: { readonly signInName: string; readonly reason: string },
): Promise<string | undefined> {
  const account = await accountNamed(sql, signInName);
  if (!account) return undefined;
  const { org, person } = account;
  const firstPassword = randomPassword();
  const passwordHash = await hashPassword(firstPassword);
  await sql`
    update account set password_hash = ${passwordHash}, pin_hash = null, must_change_password = true
    where org = ${org} and person = ${person}`;
  await noteEvent(sql, now, { what: "access-renewed", org, person, reason });
  await cutPerson(sql, now, { org, person });
  await forgetTriesOf(sql, org, person);
  await forgiveTries(sql, { counted: "passwordAnywhere", text: account.signInName });
  return firstPassword;
}
