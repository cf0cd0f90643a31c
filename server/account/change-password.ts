import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { Account } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./leave-desk.ts";
import { hashPassword } from "./password.ts";
import { holdAccountAndRenew, type RenewedDesk } from "./renew-cookie.ts";
import { changeVouched } from "./vouched-rows.ts";

/**
 * The password of somebody from now on; whoever knew the old one may sit at another desk with it, and in the same step every one but that `at`
 * which it is changed ends, and there the cookie is renewed. False where the password of the account has changed since it was shown, or that desk
 * is not held by the same cookie any more: nothing follows from either.
 */
export async function changePassword(
  sql: Sql,
  now: Instant,
  account: Account,
  { next, at }: { readonly next: string; readonly at?: RenewedDesk },
): Promise<boolean> {
  const { org, person } = account;
  const passwordHash = await hashPassword(next);
  return await sql.begin(async (tx) => {
    const within = tx as unknown as Sql;
    if (!(await holdAccountAndRenew(within, now, account, at))) return false;
    await changeVouched(within, { table: "account", org, names: [person] }, async () => {
      await tx`
        update account set password_hash = ${passwordHash}, must_change_password = false, first_password_until = null
        where org = ${org} and person = ${person}`;
    });
    await cutPerson(within, now, account, at);
    await noteEvent(within, now, { what: "password-changed", org, person });
    return true;
  });
}
