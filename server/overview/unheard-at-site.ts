import { businessDateAt } from "#duty/grammar/time.ts";
import { composer } from "#duty/wiring/composer.ts";
import { functionsCalled, unheardFunctions } from "#duty/wiring/unheard-functions.ts";
import { whoCanSignIn } from "#server/account/account.ts";
import { holdingsAtSite } from "#server/person/holders-of-functions.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import type { SiteLook } from "./site-look.ts";

/** Which functions the ladders of a site call that nobody holds who can sign in there: found now, and not only when they are called. */
export async function unheardAt({ services, context, site, setup, now }: SiteLook): Promise<OverviewAnswer["unheard"]> {
  const { headOffice, zone, dayStartsAt } = setup;
  const { org } = context;
  const everywhere = { org, sites: [...new Set([site, headOffice])] };
  const held = await services.reading(everywhere, (sql) => holdingsAtSite(sql, { org, headOffice, site }));
  const people = [...new Set(held.map(({ person }) => person))];
  const reached = new Set(await whoCanSignIn(services.accounts, now, { org, site, people }));
  const called = functionsCalled(setup, composer, businessDateAt(now, zone, dayStartsAt));
  const unheard = unheardFunctions(
    called,
    held.filter(({ person }) => reached.has(person)),
  );
  return unheard.map(({ rules, ...each }) => ({ ...each, rules: [...rules] }));
}
