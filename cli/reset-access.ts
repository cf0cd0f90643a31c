import type { Sql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { accountFor, accountNamed, makeAccount, organisationOf, randomPassword } from "#server/account/account.ts";
import { signInNameShape } from "#server/account/people-answer.ts";
import { renewAccess } from "#server/account/renew-access.ts";
import { takeAccountAsItStands, trustOf } from "#server/account/trust-rows.ts";
import { type Vouching, vouchedBy } from "#server/account/vouched-rows.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { onTheBooks } from "#server/person/on-the-books.ts";
import { openPool } from "#server/postgres/pool.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { dataFlag, verb, WrongArgument } from "./verb.ts";

/**
 * For a site so small that nobody else may help: whoever has the machine gives somebody a first password, or an account where they have none.
 * Status 2 where nobody signs in by this name or has this staff number, or there is no database.
 */
export const resetAccessVerb = verb({
  does: {
    zh: "给登录不了的人一个初始密码，只显示一次",
    en: "gives somebody who is shut out a first password, shown once",
  },
  operands: {},
  flags: {
    person: { takes: "SIGN-IN-NAME", is: { zh: "谁，写账号名", en: "whose, by the name of the account" } },
    staff: {
      takes: "STAFF-NUMBER",
      is: {
        zh: "没有账号的人的工号：以这个账号名给开一个",
        en: "of somebody without an account, who gets one by this name",
      },
    },
    "as-it-stands": {
      is: {
        zh: "这个账号被程序以外的人改过也照现状认可",
        en: "takes the account as it stands, though somebody else than this program changed it",
      },
    },
    data: dataFlag,
  },
  run: ({ person, staff, data, ...given }) => {
    if (person === undefined) throw new WrongArgument({ zh: "缺少 --person", en: "--person is missing" });
    return errand(() =>
      withDatabase(dataDirFrom(data), async (sql, { place }) => {
        // Where there is no database, that is what is wrong.
        await sql`select 1`;
        const key = new RowKey(masterKeyOf(dataDirFrom(data)));
        const untold = openPool(place, "zb_signin", { max: 1 });
        try {
          if (given["as-it-stands"]) await takeAccountAsItStands(untold, key, person);
          const pool = vouchedBy(untold, await vouching(untold, key, person));
          console.log(await (staff === undefined ? renewed(pool, person) : opened(sql, pool, { name: person, staff })));
          return 0;
        } finally {
          await untold.end({ timeout: 5 });
        }
      }),
    );
  },
});

async function vouching(untold: Sql, key: RowKey, person: string): Promise<Vouching> {
  const isTrusted = (await trustOf(untold, key)) !== undefined;
  const tell = () => {
    throw new ErrandError(
      `The account ${person} was changed by somebody else than this program: look at what verify says, and take it as it stands with --as-it-stands.`,
    );
  };
  return { key, isComplete: () => isTrusted, tell };
}

/** @throws ErrandError where there is none: an account that nobody vouches for opens nothing */
function masterKeyOf(dataDir: string): MasterKey {
  const key = masterKeyAtHand(dataDir, undefined);
  if (!key)
    throw new ErrandError("The master key of this installation is missing: what is opened here must be vouched for.");
  return key;
}

async function renewed(pool: Sql, name: string): Promise<string> {
  const account = await accountNamed(pool, name);
  const firstPassword = account && (await renewAccess(pool, instant(Date.now()), account));
  if (firstPassword === undefined) throw new ErrandError(`Nobody who is still here signs in as ${name}.`);
  return firstPassword;
}

async function opened(sql: Sql, pool: Sql, { name, staff }: { name: string; staff: string }): Promise<string> {
  if (!signInNameShape.safeParse(name).success)
    throw new ErrandError(
      `"${name}" is no sign-in name: two to sixty letters a to z, digits, Chinese characters, or . _ @ -, with none of these four first.`,
    );
  const [found, other] = await onTheBooks(sql, staff);
  if (!found) throw new ErrandError(`Nobody on the books has the staff number ${staff}.`);
  if (other) throw new ErrandError(`More than one person on the books has the staff number ${staff}.`);
  const { org, person, version: followed } = found;
  const requireNone = async () => {
    const { signInName } = (await accountFor(pool, org, person)) ?? {};
    if (signInName === undefined) return;
    throw new ErrandError(
      `The person with staff number ${staff} signs in as ${signInName}: say --person ${signInName} alone.`,
    );
  };
  await requireNone();
  const password = randomPassword();
  const { sites = [] } = (await organisationOf(pool, org)) ?? {};
  const account = { org, person, signInName: name, sites, password, mustChangePassword: true, followed };
  if (!(await makeAccount(pool, instant(Date.now()), account))) {
    // Somebody else at a console may have been quicker.
    await requireNone();
    throw new ErrandError(`${name} is the sign-in name of somebody else: choose another one.`);
  }
  return password;
}
