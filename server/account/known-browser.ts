import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import { hashOfToken } from "./desk-token.ts";

/**
 * The browser of this token, where the owner of this name has signed in at it before; undefined for every other, and for names that nobody has.
 * `isShownStill` says which tokens are meant.
 */
export async function browserKnownTo(sql: Sql, signInName: string, token: string): Promise<string | undefined> {
  const [row] = await sql<{ browser: string }[]>`
    select d.browser from desk d
    join browser_known k on k.org = d.org and k.browser = d.browser
    join account a on a.org = k.org and a.person = k.person
    where ${isShownStill(sql, token)} and a.sign_in_name = ${signInName} and a.left_at is null`;
  return row?.browser;
}

/** The browser of this token, where anybody who is still here has signed in at it; undefined for every other. */
export async function browserKnownToAnybody(sql: Sql, token: string): Promise<string | undefined> {
  const [row] = await sql<{ browser: string }[]>`
    select d.browser from desk d
    where ${isShownStill(sql, token)} and exists (
      select from browser_known k join account a on a.org = k.org and a.person = k.person
      where k.org = d.org and k.browser = d.browser and a.left_at is null)`;
  return row?.browser;
}

/**
 * The browser of a desk that has ended, whose cookie says which desk the new one is until that one's own has been shown: of two that are opened
 * with it at once, the later one. Whoever comes second waits here for the first. A copy of an older cookie is a stranger's and opens a browser of
 * its own: who once sat there takes nobody's place with it.
 */
export async function browserGoingOn(
  tx: TransactionSql,
  org: OrganisationId,
  token: string,
): Promise<string | undefined> {
  const [row] = await tx<{ browser: string }[]>`
    select d.browser from desk d where d.org = ${org} and ${isShownStill(tx as unknown as Sql, token)}
    order by d.opened_at for update`;
  await tx`update desk set token_hash_before = null where org = ${org} and token_hash_before = ${hashOfToken(token)}`;
  return row?.browser;
}

/**
 * Whether it is the token of a desk, open or ended, and this browser has shown none of a later one: whoever sat there once has a copy of the
 * older ones, and guesses with it count as those of any stranger.
 */
function isShownStill(sql: Sql, token: string) {
  return sql`(${hashOfToken(token)} in (d.token_hash, d.token_hash_before) and not exists (
    select from desk later
    where later.org = d.org and later.browser = d.browser and later.opened_at > d.opened_at and later.token_hash_before is null))`;
}
