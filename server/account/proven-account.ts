import type { FastifyRequest } from "fastify";
import { deskOf, signedInAt } from "#server/http/at-desk.ts";
import { hostOf, networkOf } from "#server/http/network-of.ts";
import { isLoopback, isLoopbackName } from "#server/http/own-hosts.ts";
import { crowded, HttpProblem, tooMany } from "#server/http/problem.ts";
import type { Services } from "#server/start/services.ts";
import { type Account, accountFor, accountNamed, isFirstPasswordOver } from "./account.ts";
import { noteEvent } from "./account-event.ts";
import { browserKnownTo } from "./known-browser.ts";
import { lookAtTry } from "./look-at-try.ts";
import { isPassword } from "./password.ts";
import { type PasswordTry, passwordCounts } from "./password-counts.ts";

/* Whose password it is: of whoever comes in, and of whoever changes a secret of theirs. */

export interface SignInTry {
  readonly name: string;
  readonly password: string;
}

/**
 * One answer for a wrong password and for a name that nobody has, after as long a time.
 * @throws HttpProblem 401 for either, 403 where a first password is over, 429 after too many wrong tries
 */
export async function provenAccount(
  services: Services,
  request: FastifyRequest,
  { name, password }: SignInTry,
): Promise<Account> {
  const now = services.now();
  const sql = services.accounts;
  const browser = await browserKnownTo(sql, name, request.deskToken);
  const tried = await accountNamed(sql, name);
  const attempt = { name, browser, address: request.ip, against: tried?.passwordHash };
  const account = await proven(services, attempt, async () => {
    const isRight = await isPassword(password, tried?.passwordHash);
    const isHere = !tried?.demonstration || isFromHere(request);
    return isRight && isHere ? tried : undefined;
  });
  if (account) {
    requireInTime(isFirstPasswordOver(account, now), "password");
    // What the journal says of them may be waiting to be followed; whoever goes on shows that the password is still what it was.
    await services.follow({ org: account.org, people: [account.person] });
    return account;
  }
  await noteEvent(sql, now, {
    what: "sign-in-failed",
    org: tried?.org,
    person: tried?.person,
    desk: undefined,
    address: request.ip,
  });
  throw signInFailed();
}

export function signInFailed(): HttpProblem {
  return new HttpProblem(401, "account.sign-in-failed", { field: "password" });
}

/** A first password is known to others: when its time is over it opens nothing, and is given anew. */
function requireInTime(isOver: boolean, field: string): void {
  if (isOver) throw new HttpProblem(403, "account.first-password-over", { field });
}

export function passwordWrong(field: string): HttpProblem {
  return new HttpProblem(403, "account.password-wrong", { field });
}

/** Whose password it turns out to be, undefined where it is wrong. A try is looked at only where not too many wrong ones came before. */
async function proven(
  services: Services,
  attempt: PasswordTry,
  look: () => Promise<Account | undefined>,
): Promise<Account | undefined> {
  const now = services.now();
  const { name, browser, address } = attempt;
  const { own, among } = passwordCounts(attempt);
  let account: Account | undefined;
  const isRight = async () => {
    account = await look();
    return account !== undefined;
  };
  // Whoever is known at a browser is known at as many as they like: they take turns as one.
  const comer = browser
    ? { source: name, goesFirst: true }
    : { source: hostOf(address), neighbours: networkOf(address) };
  const looked = await lookAtTry(services.accounts, now, { own, among, ...comer, isRight });
  if (looked.verdict === "crowded") throw crowded();
  if (looked.verdict === "refused") throw tooMany("account.too-many-tries", now, looked.until);
  return looked.verdict === "right" ? account : undefined;
}

/**
 * The demonstration's sign-ins are printed on the console of this machine and are good on this machine only: not for whoever comes through a proxy
 * that stands on it, nor for a page whose name was made to point here.
 */
function isFromHere({ ip, headers, hostname }: FastifyRequest): boolean {
  const isForwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((each) => headers[each] !== undefined);
  return isLoopback(ip) && !isForwarded && isLoopbackName(hostname);
}

/**
 * A secret is changed by its owner, at a desk where they sit, who shows the password once more. A wrong one leaves the same trace as at the door:
 * colleagues who sit at the same desk could guess there.
 * @throws HttpProblem 403 where it is wrong or they do not sit there, 429 after too many wrong tries
 */
export async function ownAccount(
  services: Services,
  request: FastifyRequest,
  person: string,
  password: string,
  field: string,
) {
  const desk = deskOf(request);
  const { signInName } = signedInAt(desk, person);
  const own = await accountFor(services.accounts, desk.org, person);
  const attempt = { name: signInName, browser: desk.browser, address: request.ip, against: own?.passwordHash };
  const account = await proven(services, attempt, async () =>
    own && (await isPassword(password, own.passwordHash)) ? own : undefined,
  );
  if (account) {
    requireInTime(isFirstPasswordOver(account, services.now()), field);
    return account;
  }
  await noteEvent(services.accounts, services.now(), {
    what: "sign-in-failed",
    org: desk.org,
    person,
    desk: desk.desk,
    address: request.ip,
  });
  throw passwordWrong(field);
}
