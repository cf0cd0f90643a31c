import type { Sql } from "postgres";
import { hashOfToken } from "./desk-token.ts";

/** The browser of this token, open or ended, where anybody who is still here has signed in at it; undefined for every other. */
export async function browserKnownToAnybody(sql: Sql, token: string): Promise<string | undefined> {
  const [row] = await sql<{ browser: string }[]>`
    select d.browser from desk d
    where ${hashOfToken(token)} in (d.token_hash, d.token_hash_before) and exists (
      select from browser_known k join account a on a.org = k.org and a.person = k.person
      where k.org = d.org and k.browser = d.browser and a.left_at is null)`;
  return row?.browser;
}
