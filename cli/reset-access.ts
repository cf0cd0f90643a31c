import { instant } from "#duty/grammar/time.ts";
import { accountNamed } from "#server/account/account.ts";
import { renewAccess } from "#server/account/renew-access.ts";
import { openPool } from "#server/postgres/pool.ts";
import { dataDirFrom, ErrandError, errand, withDatabase } from "./errand.ts";
import { dataFlag, verb, WrongArgument } from "./verb.ts";

/**
 * For a site so small that nobody else may help: whoever has the machine gives somebody a first password. Status 2 where nobody signs in
 * by this name, or there is no database.
 */
export const resetAccessVerb = verb({
  does: {
    zh: "给登录不了的人一个初始密码，只显示一次",
    en: "gives somebody who is shut out a first password, shown once",
  },
  operands: {},
  flags: {
    person: { takes: "SIGN-IN-NAME", is: { zh: "谁，写账号名", en: "whose, by the name of the account" } },
    data: dataFlag,
  },
  run: ({ person, data }) => {
    if (person === undefined) throw new WrongArgument({ zh: "缺少 --person", en: "--person is missing" });
    return errand(() =>
      withDatabase(dataDirFrom(data), async (_, { place }) => {
        const pool = openPool(place, "zb_signin", { max: 1 });
        try {
          const account = await accountNamed(pool, person);
          if (!account) throw new ErrandError(`Nobody who is still here signs in as ${person}.`);
          console.log(await renewAccess(pool, instant(Date.now()), account));
          return 0;
        } finally {
          await pool.end({ timeout: 5 });
        }
      }),
    );
  },
});
