import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Account, firstPasswordUntil, randomPassword } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { cutPerson } from "./leave-desk.ts";
import { forgetTriesAt, forgetTriesOf } from "./look-at-try.ts";
import { hashPassword } from "./password.ts";
import { changeVouched } from "./vouched-rows.ts";

/**
 * Nobody gets in with what somebody knew: password and PIN are void, they are gone from every desk, no browser is known to them, and what was
 * guessed at the old secrets is forgotten.
 */
export async function closeAccess(sql: Sql, now: Instant, account: AccountKey): Promise<void> {
  await setFirstPassword(sql, account, { hash: await hashPassword(randomPassword()), until: now });
  await cutPerson(sql, now, account);
  await forgetTriesOf(sql, account.org, account.person);
}

/** Who gives the new access, and after which entry about the person; without one, at the console. */
interface ByHelper {
  readonly actor: PersonId;
  readonly after: number;
}

/**
 * Closes the access of somebody who is shut out, and opens it anew: answers a first password, known to others and changed at the first sign-in.
 * It stands nowhere else; why, the entry of the reset says. Undefined where another reset has come after that entry: of two first passwords one
 * would open nothing.
 */
export async function renewAccess(
  sql: Sql,
  now: Instant,
  account: AccountKey & Pick<Account, "signInName">,
  by?: ByHelper,
): Promise<string | undefined> {
  const { org, person, signInName } = account;
  const firstPassword = randomPassword();
  const hash = await hashPassword(firstPassword);
  const until = await firstPasswordUntil(sql, now, org);
  return await sql.begin(async (tx) => {
    const within = tx as unknown as Sql;
    if (!(await setFirstPassword(within, account, { hash, until, after: by?.after }))) return undefined;
    await cutPerson(within, now, account);
    await forgetTriesOf(within, org, person);
    await forgetTriesAt(within, { counted: "passwordAnywhere", text: signInName });
    await noteEvent(within, now, { what: "access-renewed", org, person, actor: by?.actor });
    return firstPassword;
  });
}

interface AccountKey {
  readonly org: OrganisationId;
  readonly person: PersonId;
}

async function setFirstPassword(
  sql: Sql,
  { org, person }: AccountKey,
  { hash, until, after }: { readonly hash: string; readonly until: Instant; readonly after?: number | undefined },
): Promise<boolean> {
  return await changeVouched(sql, { table: "account", org, names: [person] }, async (within) => {
    const set = await within`
      update account set password_hash = ${hash}, pin_hash = null, must_change_password = true, first_password_until = ${until}
      where org = ${org} and person = ${person} and (${after ?? null}::int is null or followed = ${after ?? null}::int) returning person`;
    return set.length > 0;
  });
}
