import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { Account } from "./account.ts";
import type { Desk } from "./desk-session.ts";
import { hashOfToken } from "./desk-token.ts";
import { lockDesk } from "./leave-desk.ts";

/** The desk at which somebody changes a secret of theirs, as its cookie showed it. */
export interface RenewedDesk extends Pick<Desk, "org" | "desk" | "browser" | "heldBy" | "cookie"> {
  /** What the cookie said. */
  readonly token: string;
  /** What it says from now on. */
  readonly next: string;
}

/**
 * Holds the account whose password was shown, and renews the cookie of the desk at which that was done, if it was at one. Unlike at a sign-in the one
 * before is void at once, although the answer may be lost: a copy of it may be why a secret is changed, and with the new secret one signs in. Where it was
 * the one before already, nobody knows who has the one that held the desk, and everybody there proves anew who they are. False where the
 * password has changed since it was shown, or the cookie does not hold the desk as it did: then nothing may follow.
 */
export async function holdAccountAndRenew(
  tx: Sql,
  now: Instant,
  { org, person, passwordHash }: Account,
  at: RenewedDesk | undefined,
): Promise<boolean> {
  const held = await tx`
    select from account where org = ${org} and person = ${person} and password_hash = ${passwordHash} and left_at is null for update`;
  if (held.length === 0) return false;
  if (!at) return true;
  const renewed = await tx`
    update desk set token_hash = ${hashOfToken(at.next)}, token_hash_before = null
    where org = ${at.org} and desk = ${at.desk} and ended_at is null and token_hash = decode(${at.heldBy}, 'hex')
      and ${hashOfToken(at.token)} in (token_hash, token_hash_before)
    returning desk`;
  if (renewed.length === 0) return false;
  if (at.cookie === "before") await lockDesk(tx, now, at);
  return true;
}
