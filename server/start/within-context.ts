import type { Sql } from "postgres";
import type { Command } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { organisationOf } from "#server/account/account.ts";
import type { Context } from "#server/door/context.ts";
import { asksEverySite, reachesEverySite } from "#server/door/reaches-every-site.ts";
import { arrayLiteral } from "#server/journal/locked-reads.ts";
import { oneSnapshot } from "#server/postgres/one-snapshot.ts";

/** The door's own reading follows a rule to other sites; what routes ask for themselves stays where their desk may look. */
export function requireWithin({ sites }: Context, keys: readonly StreamKey[]): void {
  const beyond = keys.find(({ site }) => !sites.includes(site));
  if (beyond) throw new Error(`site ${beyond.site} is beyond what this desk may see`);
}

/** Something done in a transaction that reaches no further than a context; `one-snapshot`: it only reads, and all of it as it stands when it begins. */
export function withinContext<T>(
  pool: Sql,
  { org, sites }: Context,
  mode: "read write" | "one-snapshot",
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  return pool.begin(mode === "one-snapshot" ? oneSnapshot : mode, async (transaction) => {
    await transaction`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${arrayLiteral(sites)}, true)`;
    return await work(transaction as unknown as Sql);
  }) as Promise<T>;
}

/** For whom a command is done: for the sites of its desk, and where it is of the whole organisation for all sites of that. */
export async function reachOfCommand(accounts: Sql, context: Context, { act }: Pick<Command, "act">): Promise<Context> {
  return reachesEverySite(act) || asksEverySite(act) ? await ofWholeOrganisation(accounts, context) : context;
}

/** A context that reaches every site of the organisation: for what the product asks by itself, never for what a route shows. */
export async function ofWholeOrganisation(accounts: Sql, context: Context): Promise<Context> {
  const organisation = await organisationOf(accounts, context.org);
  return { ...context, sites: [...new Set([...context.sites, ...(organisation?.sites ?? [])])] };
}
