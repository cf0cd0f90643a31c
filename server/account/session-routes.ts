import type { FastifyReply, FastifyRequest } from "fastify";
import { cookieName, deskOf, personAtDesk, signedInAt } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, tooMany } from "#server/http/problem.ts";
import { pinReplaced, provePin } from "#server/http/prove-pin.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { type Account, accountFor, accountNamed, changeLanguage, isFirstPasswordOver } from "./account.ts";
import {
  deskLock,
  deskTouch,
  deskUnlock,
  languageChoice,
  passwordChange,
  pinChoice,
  pinReplacement,
  type Session,
  sessionView,
  signIn,
  signOut,
} from "./account-answer.ts";
import { noteEvent } from "./account-event.ts";
import { changePassword } from "./change-password.ts";
import {
  browserKnownTo,
  type Desk,
  type DeskPerson,
  deskWith,
  joinDesk,
  lockDesk,
  noteActivity,
  openFor,
} from "./desk-session.ts";
import { leaveDesk } from "./leave-desk.ts";
import { isPassword, isPlainPin, weaknessOf } from "./password.ts";
import { setPin } from "./pin.ts";
import { sessionOf } from "./session-view.ts";
import { lookAtTry, type Subject } from "./try-count.ts";

export interface SignInOptions {
  /** Behind https: the cookie gets a name and a mark that forbid anything else. */
  readonly secure: boolean;
}

/** Who sits at this browser: coming, going, locking, and the secrets by which people prove who they are. */
export function sessionRoutes(app: App, services: Services, environment: SignInOptions): void {
  signingIn(app, services, environment);
  locking(app, services);
  ownSecrets(app, services);
  forgottenPin(app, services);
}

function signingIn(app: App, services: Services, environment: SignInOptions): void {
  app.get(sessionView.path, describedBy(sessionView), async (request) => sessionOf(services, request.desk));
  app.post(signIn.path, describedBy(signIn), async (request, reply) => {
    const token = await admit(services, request, request.body);
    keepCookie(reply, environment, token);
    return sessionOf(services, await deskWith(services.accounts, services.now(), token));
  });
  // The cookie stays, although it opens nothing any more: by it the browser is known to who signed in there before.
  app.post(signOut.path, describedBy(signOut), async (request) => {
    const desk = deskOf(request);
    const { person } = request.body;
    const leaving = person === undefined ? desk.people : [signedInAt(desk, person)];
    await leaveDesk(services.accounts, services.now(), desk, person);
    await noteSignOuts(services, desk, leaving);
    const left = await deskWith(services.accounts, services.now(), request.deskToken);
    return sessionOf(services, left);
  });
}

async function noteSignOuts(services: Services, { org, desk }: Desk, people: readonly DeskPerson[]): Promise<void> {
  for (const { person } of people)
    await noteEvent(services.accounts, services.now(), { what: "signed-out", org, person, desk });
}

async function admit(services: Services, request: FastifyRequest, sent: SignIn): Promise<string> {
  const account = await provenAccount(services, request, sent);
  const now = services.now();
  const token = await joinDesk(services.accounts, now, account, { token: request.deskToken, desk: request.desk });
  if (token === undefined) throw signInFailed();
  const { org, person } = account;
  if (request.desk && request.desk.org !== org) await noteSignOuts(services, request.desk, request.desk.people);
  await noteEvent(services.accounts, now, { what: "signed-in", org, person, address: request.ip });
  return token;
}

interface SignIn {
  readonly name: string;
  readonly password: string;
}

/** One answer for a wrong password and for a name that nobody has, after as long a time. */
async function provenAccount(
  services: Services,
  request: FastifyRequest,
  { name, password }: SignIn,
): Promise<Account> {
  const now = services.now();
  const sql = services.accounts;
  const browser = await browserKnownTo(sql, name, request.deskToken);
  const attempt = { name, browser, address: request.ip };
  let tried: Account | undefined;
  const account = await proven(services, attempt, async () => {
    tried = await accountNamed(sql, name);
    const isRight = await isPassword(password, tried?.passwordHash);
    const isHere = !tried?.demonstration || isLoopback(request.ip);
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
    address: request.ip,
  });
  throw signInFailed();
}

function signInFailed(): HttpProblem {
  return new HttpProblem(401, "account.sign-in-failed", { field: "password" });
}

/** A first password is known to others: when its time is over it opens nothing, and is given anew (DESIGN, Desk and device). */
function requireInTime(isOver: boolean, field: string): void {
  if (isOver) throw new HttpProblem(403, "account.first-password-over", { field });
}

function passwordWrong(field: string): HttpProblem {
  return new HttpProblem(403, "account.password-wrong", { field });
}

interface PasswordTry {
  readonly name: string;
  /** Where the owner of the name has signed in before: it has a count of its own, so that nobody shuts them out from elsewhere. */
  readonly browser: string | undefined;
  readonly address: string;
}

/** Whose password it turns out to be, undefined where it is wrong. A try is looked at only where not too many wrong ones came before. */
async function proven(
  services: Services,
  { name, browser, address }: PasswordTry,
  look: () => Promise<Account | undefined>,
): Promise<Account | undefined> {
  const now = services.now();
  const own: Subject = browser
    ? { counted: "passwordAtDesk", text: `${browser}/${name}` }
    : { counted: "passwordAnywhere", text: name };
  const among: Subject | undefined = browser ? undefined : { counted: "address", text: address };
  let account: Account | undefined;
  const isRight = async () => {
    account = await look();
    return account !== undefined;
  };
  const looked = await lookAtTry(services.accounts, now, { own, among, takesBack: false, isRight });
  if (looked.verdict === "refused") throw tooMany("account.too-many-tries", now, looked.until);
  return looked.verdict === "right" ? account : undefined;
}

/** The demonstration's sign-ins are printed on the console of this machine and are good on this machine only. */
function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\./.test(address) || address === "::1";
}

function keepCookie(reply: FastifyReply, { secure }: SignInOptions, token: string): void {
  reply.setCookie(cookieName(secure), token, { path: "/", httpOnly: true, sameSite: "lax", secure });
}

function locking(app: App, services: Services): void {
  app.post(deskLock.path, describedBy(deskLock), async (request) => {
    await lockDesk(services.accounts, services.now(), deskOf(request));
    return sessionNow(services, request);
  });
  app.post(deskUnlock.path, describedBy(deskUnlock), async (request) => {
    const desk = deskOf(request);
    const { person } = signedInAt(desk, request.body.person);
    const pin = await provePin(services, request, person, request.body.pin);
    const now = services.now();
    if (!(await openFor(services.accounts, now, desk, pin))) throw pinReplaced();
    await noteEvent(services.accounts, now, { what: "unlocked", org: desk.org, person, desk: desk.desk });
    return sessionNow(services, request);
  });
  app.post(deskTouch.path, describedBy(deskTouch), async (request, reply) => {
    await noteActivity(services.accounts, services.now(), deskOf(request));
    return reply.code(204).send(null);
  });
}

function ownSecrets(app: App, services: Services): void {
  app.post(passwordChange.path, describedBy(passwordChange), async (request) => {
    const { person, current, next } = request.body;
    const account = await ownAccount(services, request, person, current, "current");
    const weakness = next === current ? "same" : weaknessOf(next, account.signInName);
    if (weakness) throw new HttpProblem(422, "account.password-weak", { field: "next", detail: { why: weakness } });
    const changed = await changePassword(services.accounts, services.now(), account, { next, at: deskOf(request) });
    if (!changed) throw passwordWrong("current");
    return freshSession(services, request);
  });
  app.post(pinChoice.path, describedBy(pinChoice), async (request) => {
    const { person, password, pin } = request.body;
    const account = await ownAccount(services, request, person, password, "password");
    if (!(await choosePin(services, account, pin))) throw passwordWrong("password");
    return freshSession(services, request);
  });
  app.post(languageChoice.path, describedBy(languageChoice), async (request) => {
    const desk = deskOf(request);
    const { person } = personAtDesk(desk, request.body.person);
    await changeLanguage(services.accounts, desk.org, person, request.body.language);
    return freshSession(services, request);
  });
}

function forgottenPin(app: App, services: Services): void {
  app.post(pinReplacement.path, describedBy(pinReplacement), async (request, reply) => {
    const { name, password, pin } = request.body;
    const account = await provenAccount(services, request, { name, password });
    if (!(await choosePin(services, account, pin))) throw signInFailed();
    return reply.code(204).send(null);
  });
}

/**
 * Whoever knows the password may always choose a new PIN, whether the old one is known, forgotten, locked or given up (ZB-02: nobody else can).
 * The first password is known to others: what is chosen with it would not be one's own.
 */
async function choosePin(services: Services, account: Account, pin: string): Promise<boolean> {
  if (account.mustChangePassword) throw new HttpProblem(403, "account.first-password");
  if (isPlainPin(pin)) throw new HttpProblem(422, "account.pin-weak", { field: "pin" });
  return await setPin(services.accounts, services.now(), account, pin);
}

/** A secret is changed by its owner, at a desk where they sit, who shows the password once more. */
async function ownAccount(
  services: Services,
  request: FastifyRequest,
  person: string,
  password: string,
  field: string,
) {
  const desk = deskOf(request);
  const { signInName } = signedInAt(desk, person);
  const attempt = { name: signInName, browser: desk.browser, address: request.ip };
  const account = await proven(services, attempt, async () => {
    const own = await accountFor(services.accounts, desk.org, person);
    return own && (await isPassword(password, own.passwordHash)) ? own : undefined;
  });
  if (account) {
    requireInTime(isFirstPasswordOver(account, services.now()), field);
    return account;
  }
  throw passwordWrong(field);
}

async function freshSession(services: Services, request: FastifyRequest): Promise<Session> {
  await noteActivity(services.accounts, services.now(), deskOf(request));
  return sessionNow(services, request);
}

async function sessionNow(services: Services, { deskToken }: FastifyRequest): Promise<Session> {
  return sessionOf(services, await deskWith(services.accounts, services.now(), deskToken));
}
