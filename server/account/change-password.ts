import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { Account } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import type { Desk } from "./desk-session.ts";
import { cutPerson, lockPerson } from "./leave-desk.ts";
import { hashPassword } from "./password.ts";

/**
 * The password of somebody from now on; whoever knew the old one may sit at another desk with it, and in the same step every one but that `at`
 * which it is changed ends; there they are locked where the cookie is the one before, since nobody knows who has the one that holds it. False
 * where the password of the account has changed since it was shown: nothing follows from one that is void.
 */
export async function changePassword(
  sql: Sql,
  now: Instant,
  account: Account,
  { next, at }: { readonly next: string; readonly at?: Pick<Desk, "desk" | "browser" | "cookie"> },
): Promise<boolean> {
  const { org, person } = account;
  const passwordHash = await hashPassword(next);
  return await sql.begin(async (tx) => {
    const changed = await tx`
      update account set password_hash = ${passwordHash}, must_change_password = false, first_password_until = null
      where org = ${org} and person = ${person} and password_hash = ${account.passwordHash} and left_at is null
      returning person`;
    if (changed.length === 0) return false;
    const within = tx as unknown as Sql;
    await cutPerson(within, now, account, at);
    if (at?.cookie === "before") await lockPerson(within, now, account);
    await noteEvent(within, now, { what: "password-changed", org, person });
    return true;
  });
}
