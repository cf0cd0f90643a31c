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
 * The browser that a new desk goes on in: that of the ended desk whose cookie is shown. From then on the old cookie names the new desk, until the
 * new one's own cookie has been shown once. Two desks opened with one cookie at once take turns here, and the later one keeps the browser. A copy
 * of an older cookie is a stranger's: it opens a browser of its own.
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
 * Whether a token is the last that its browser has shown, of a desk that may be open or have ended. Whoever once sat there may have copies of older
 * ones; guesses with those count as a stranger's.
 */
function isShownStill(sql: Sql, token: string) {
  return sql`(${hashOfToken(token)} in (d.token_hash, d.token_hash_before) and not exists (
    select from desk later
    where later.org = d.org and later.browser = d.browser and later.opened_at > d.opened_at and later.token_hash_before is null))`;
}
