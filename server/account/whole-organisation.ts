import type { Sql } from "postgres";
import type { ActId } from "#duty/acts.ts";
import type { Command } from "#duty/door/table.ts";
import type { Context } from "#server/door/context.ts";
import { organisationOf } from "./account.ts";

/** What is of the whole organisation: whoever leaves it leaves every site of it, also one that no desk here shows. */
const everywhere: ReadonlySet<string> = new Set<ActId>(["person.leave"]);

/** For whom a command is done: for the sites of its desk, and where it is of the whole organisation for all sites of that. */
export async function reachOf(accounts: Sql, context: Context, { act }: Pick<Command, "act">): Promise<Context> {
  if (!everywhere.has(act)) return context;
  const organisation = await organisationOf(accounts, context.org);
  return { ...context, sites: [...new Set([...context.sites, ...(organisation?.sites ?? [])])] };
}
