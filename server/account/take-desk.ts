import type { Sql, TransactionSql } from "postgres";
import { v7 as uuid } from "uuid";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Account } from "./account.ts";
import { type Desk, locksAt } from "./desk-session.ts";
import { drawToken, hashOfToken } from "./desk-token.ts";
import { endOpenings } from "./end-openings.ts";
import { browserGoingOn } from "./known-browser.ts";
import { type DeskKey, leaveDesk, leaveIdlest } from "./leave-desk.ts";
import { holdPin, type ProvenPin } from "./proven-pin.ts";

/*
 * How somebody comes to act at a desk: by their password or their PIN. Each time the cookie is a new one. Its answer may be lost: until it has
 * been shown, the one before still says which desk it is, and somebody may prove there once more who they are; then the lost one is void.
 */

/** After so long a person signs in anew, whatever they did meanwhile. */
const LONGEST_MINUTES = 12 * 60;

/** At so many desks somebody sits at once: more than a person uses, at a post, on a phone, in an office. */
export const mostDesks = 24;

/**
 * Puts a person at a desk, at a new one where there is none of the same organisation, and they act there from now on. The token is new
 * each time, so that one that was planted before is worth nothing afterwards. Where they sit at more than `mostDesks`, they go from the idlest.
 * `at`: the token that the browser showed, and the desk that it showed; where somebody else has renewed the cookie since, it is a new desk, so
 * that no answer brings a cookie that opens nothing. Undefined where the password of the account has changed since it was shown,
 * or they have left.
 */
export async function joinDesk(
  sql: Sql,
  now: Instant,
  account: Account,
  at: { readonly token: string; readonly desk: Desk | undefined },
): Promise<string | undefined> {
  const token = drawToken();
  const taken = await sql.begin(async (tx) => {
    // Held until they sit there: whoever makes the password void waits for it, and then cuts this desk too.
    const proved = await tx`
      select from account
      where org = ${account.org} and person = ${account.person} and password_hash = ${account.passwordHash} and left_at is null
      for share`;
    if (proved.length === 0) return undefined;
    const own = at.desk?.org === account.org ? at.desk : undefined;
    // While the password was looked at, the last one may have signed out there, or another signed in and been given a new cookie.
    const same = own !== undefined && (await lockOthers(tx, now, { ...own, token: at.token }, account.person));
    const desk = same ? own.desk : uuid({ msecs: now });
    const endedBrowser = own ? undefined : await browserGoingOn(tx, account.org, at.token);
    const browser = own?.browser ?? endedBrowser ?? desk;
    if (same) {
      await tx`
        update desk set token_hash = ${hashOfToken(token)}, token_hash_before = ${hashOfToken(at.token)}, active_at = ${now}
        where org = ${account.org} and desk = ${desk}`;
    } else {
      const before = endedBrowser === undefined ? null : hashOfToken(at.token);
      await tx`
        insert into desk (org, desk, browser, token_hash, token_hash_before, opened_at, active_at)
        values (${account.org}, ${desk}, ${browser}, ${hashOfToken(token)}, ${before}, ${now}, ${now})`;
    }
    // The browser shows one cookie: nobody could ever sign out of a desk of another organisation that was left behind.
    if (at.desk && at.desk.org !== account.org) await leaveDesk(tx as unknown as Sql, now, at.desk, undefined);
    const endsAt = plusMinutes(now, LONGEST_MINUTES);
    await tx`
      insert into desk_person (org, desk, person, since, ends_at)
      values (${account.org}, ${desk}, ${account.person}, ${now}, ${endsAt})
      on conflict (org, desk, person) do update set ends_at = excluded.ends_at, locked_at = null`;
    await tx`
      insert into browser_known (org, browser, person) values (${account.org}, ${browser}, ${account.person})
      on conflict do nothing`;
    return desk;
  });
  if (taken === undefined) return undefined;
  // Not in the same transaction: it would hold one desk and wait for another.
  await leaveIdlest(sql, now, account, { most: mostDesks, except: taken });
  return token;
}

/** A desk as a cookie showed it, and the hash of the one that held it then. */
export interface ShownDesk extends DeskKey {
  readonly token: string;
  readonly heldBy: string;
}

/** What the browser shows from now on, or why nothing was opened: they have replaced the PIN, or the desk is not that of the cookie any more. */
export type OpenedDesk = { readonly token: string } | { readonly problem: "pin-replaced" | "gone" };

/**
 * Lets one person act, who has just proved who they are; whoever acted before must prove themselves again first. The cookie is renewed with it:
 * a copy of the one before opens nothing in the name of who comes now. Of two proofs that came at once with one cookie the first holds, so that
 * the browser is never left with a cookie that the other has renewed: the cookie that held the desk when a proof came must hold it still.
 */
export async function openFor(
  sql: Sql,
  now: Instant,
  at: ShownDesk,
  proven: Pick<ProvenPin, "person" | "hash">,
): Promise<OpenedDesk> {
  const { org, desk } = at;
  const { person } = proven;
  const token = drawToken();
  return await sql.begin(async (tx): Promise<OpenedDesk> => {
    if (!(await holdPin(tx, { org, ...proven }))) return { problem: "pin-replaced" };
    if (!(await lockOthers(tx, now, at, person))) return { problem: "gone" };
    await tx`update desk_person set locked_at = null where org = ${org} and desk = ${desk} and person = ${person}`;
    await tx`
      update desk set active_at = ${now}, token_hash = ${hashOfToken(token)}, token_hash_before = ${hashOfToken(at.token)}
      where org = ${org} and desk = ${desk}`;
    return { token };
  });
}

/**
 * Everybody else at the desk is locked, from now on or since it locked by idling: that lock is not written anywhere, it follows from when
 * somebody was active last, and must be written down before that moment is overwritten. Holds the desk until the transaction ends, so that
 * of two who prove themselves at once the later one acts. False where the desk has ended, another cookie holds it now, or the one that was shown is
 * not its own any more.
 */
async function lockOthers(
  tx: TransactionSql,
  now: Instant,
  { org, desk, token, heldBy }: ShownDesk,
  person: PersonId,
): Promise<boolean> {
  const [row] = await tx<{ active_at: string }[]>`
    select active_at from desk
    where org = ${org} and desk = ${desk} and ended_at is null and token_hash = decode(${heldBy}, 'hex')
      and ${hashOfToken(token)} in (token_hash, token_hash_before)
    for update`;
  if (!row) return false;
  const idleAt = locksAt({ activeAt: instant(Number(row.active_at)) });
  await tx`
    update desk_person set locked_at = ${Math.min(now, idleAt)}
    where org = ${org} and desk = ${desk} and person <> ${person} and locked_at is null`;
  // Whoever proves anew who they are begins an opening of their own.
  await endOpenings(tx as unknown as Sql, now, { org, desks: [desk] });
  return true;
}
