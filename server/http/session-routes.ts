import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Account, accountFor, accountNamed, changeLanguage, changePassword } from "#server/account/account.ts";
import { noteEvent } from "#server/account/account-event.ts";
import { deskWith, joinDesk, leaveDesk, lockDesk, noteActivity, openDesk } from "#server/account/desk-session.ts";
import { isPassword, isPlainPin, weaknessOf } from "#server/account/password.ts";
import { isResetStarted, setPin, takeResetCode } from "#server/account/pin.ts";
import { closedUntil, forgetFailures, noteFailure } from "#server/account/sign-in-throttle.ts";
import type { House } from "#server/house.ts";
import { cookieName, deskOf, personAtDesk } from "./at-desk.ts";
import { provePin } from "./commands.ts";
import { Problem, tooMany } from "./problem.ts";
import type { App } from "./routes.ts";
import { languageShape, type Session, sessionOf, sessionShape } from "./session-view.ts";

export interface SignInSurroundings {
  /** Behind https: the cookie gets a name and a mark that forbid anything else. */
  readonly secure: boolean;
}

const passwordShape = z.string().min(1).max(200);
const nameShape = z.string().trim().min(1).max(80).toLowerCase();
const pinShape = z.string().regex(/^\d{6}$/);
const codeShape = z.string().regex(/^\d{8}$/);
const answer = { 200: sessionShape };
const tags = ["session"];

/** Who sits at this browser: coming, going, locking, and the secrets by which people prove who they are. */
export function sessionRoutes(app: App, house: House, surroundings: SignInSurroundings): void {
  signingIn(app, house, surroundings);
  locking(app, house);
  ownSecrets(app, house);
  forgottenPin(app, house);
}

function signingIn(app: App, house: House, surroundings: SignInSurroundings): void {
  app.get(
    "/api/session",
    { config: { desk: "anyone" }, schema: { tags, response: answer } },
    async (request): Promise<Session> => sessionOf(house, request.desk),
  );
  app.post(
    "/api/session/sign-in",
    {
      config: { desk: "anyone" },
      schema: { tags, body: z.strictObject({ name: nameShape, password: passwordShape }), response: answer },
    },
    async (request, reply) => {
      const token = await signIn(house, request, request.body);
      keepCookie(reply, surroundings, token);
      return sessionOf(house, await deskWith(house.accounts, house.now(), token));
    },
  );
  app.post(
    "/api/session/sign-out",
    {
      config: { desk: "locked" },
      schema: { tags, body: z.strictObject({ person: z.uuid().optional() }), response: answer },
    },
    async (request, reply) => {
      const desk = deskOf(request);
      const { person } = request.body;
      const leaving = person === undefined ? desk.people : [personAtDesk(desk, person)];
      await leaveDesk(house.accounts, house.now(), desk, person);
      for (const each of leaving) {
        const event = { what: "signed-out", org: desk.org, person: each.person, desk: desk.desk } as const;
        await noteEvent(house.accounts, house.now(), event);
      }
      const left = await deskWith(house.accounts, house.now(), request.deskToken);
      if (!left) reply.clearCookie(cookieName(surroundings.secure), { path: "/" });
      return sessionOf(house, left);
    },
  );
}

async function signIn(house: House, request: FastifyRequest, sent: SignIn): Promise<string> {
  const account = await provenAccount(house, request, sent);
  const now = house.now();
  const token = await joinDesk(house.accounts, now, account, request.desk);
  const { org, person } = account;
  await noteEvent(house.accounts, now, { what: "signed-in", org, person, address: request.ip });
  return token;
}

interface SignIn {
  readonly name: string;
  readonly password: string;
}

/** One answer for a wrong password and for a name that nobody has, after as long a time. */
async function provenAccount(house: House, request: FastifyRequest, { name, password }: SignIn): Promise<Account> {
  const now = house.now();
  const sql = house.accounts;
  const attempt = { name, address: request.ip };
  const closed = await closedUntil(sql, now, attempt);
  if (closed !== undefined) throw tooMany("account.too-many-tries", now, closed);
  const account = await accountNamed(sql, name);
  const isRight = await isPassword(password, account?.passwordHash);
  const isHere = !account?.demonstration || isLoopback(request.ip);
  if (account && isRight && isHere) {
    await forgetFailures(sql, attempt);
    return account;
  }
  await noteFailure(sql, now, attempt);
  await noteEvent(sql, now, {
    what: "sign-in-failed",
    org: account?.org,
    person: account?.person,
    address: request.ip,
  });
  throw new Problem(401, "account.sign-in-failed");
}

/** The demonstration's sign-ins are printed on the console of this machine and are good on this machine only. */
function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\./.test(address) || address === "::1";
}

function keepCookie(reply: FastifyReply, { secure }: SignInSurroundings, token: string): void {
  reply.setCookie(cookieName(secure), token, { path: "/", httpOnly: true, sameSite: "lax", secure });
}

function locking(app: App, house: House): void {
  app.post("/api/session/lock", { config: { desk: "locked" }, schema: { tags, response: answer } }, async (request) => {
    const desk = deskOf(request);
    await lockDesk(house.accounts, house.now(), desk);
    return sessionOf(house, { ...desk, lockedAt: desk.lockedAt ?? house.now() });
  });
  app.post(
    "/api/session/unlock",
    {
      config: { desk: "locked" },
      schema: { tags, body: z.strictObject({ person: z.uuid(), pin: pinShape }), response: answer },
    },
    async (request) => {
      const desk = deskOf(request);
      const { person } = personAtDesk(desk, request.body.person);
      await provePin(house, request, person, request.body.pin);
      const now = house.now();
      await openDesk(house.accounts, now, desk);
      await noteEvent(house.accounts, now, { what: "unlocked", org: desk.org, person, desk: desk.desk });
      return sessionOf(house, { ...desk, lockedAt: undefined, activeAt: now });
    },
  );
  app.post("/api/session/touch", { schema: { tags, response: { 204: z.null() } } }, async (request, reply) => {
    await noteActivity(house.accounts, house.now(), deskOf(request));
    return reply.code(204).send(null);
  });
}

function ownSecrets(app: App, house: House): void {
  app.post(
    "/api/session/password",
    {
      schema: {
        tags,
        body: z.strictObject({ person: z.uuid(), current: passwordShape, next: passwordShape }),
        response: answer,
      },
    },
    async (request) => {
      const { person, current, next } = request.body;
      const account = await ownAccount(house, request, person, current, "current");
      const weakness = next === current ? "same" : weaknessOf(next, account.signInName);
      if (weakness) throw new Problem(422, "account.password-weak", { field: "next", detail: { why: weakness } });
      await changePassword(house.accounts, house.now(), account, next);
      return freshSession(house, request);
    },
  );
  app.post(
    "/api/session/pin",
    {
      schema: {
        tags,
        body: z.strictObject({
          person: z.uuid(),
          password: passwordShape,
          pin: pinShape,
          current: pinShape.optional(),
          code: codeShape.optional(),
        }),
        response: answer,
      },
    },
    async (request) => {
      const { person, password, pin } = request.body;
      const account = await ownAccount(house, request, person, password, "password");
      if (isPlainPin(pin)) throw new Problem(422, "account.pin-weak", { field: "pin" });
      await mayChoosePin(house, request, account, request.body);
      await setPin(house.accounts, house.now(), account, pin);
      return freshSession(house, request);
    },
  );
  app.post(
    "/api/session/language",
    { schema: { tags, body: z.strictObject({ person: z.uuid(), language: languageShape }), response: answer } },
    async (request) => {
      const desk = deskOf(request);
      const { person } = personAtDesk(desk, request.body.person);
      await changeLanguage(house.accounts, desk.org, person, request.body.language);
      return freshSession(house, request);
    },
  );
}

function forgottenPin(app: App, house: House): void {
  app.post(
    "/api/pin-reset",
    {
      config: { desk: "anyone" },
      schema: {
        tags,
        body: z.strictObject({ name: nameShape, password: passwordShape, code: codeShape, pin: pinShape }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { name, password, code, pin } = request.body;
      if (isPlainPin(pin)) throw new Problem(422, "account.pin-weak", { field: "pin" });
      const account = await provenAccount(house, request, { name, password });
      if (!(await takeResetCode(house.accounts, house.now(), account, { code, address: request.ip })))
        throw new Problem(403, "account.reset-code-wrong", { field: "code" });
      await setPin(house.accounts, house.now(), account, pin);
      return reply.code(204).send(null);
    },
  );
}

/**
 * Who knows the old PIN may change it. Without one there must be none yet, or a code that a supervisor started, shown together
 * with the password: neither the supervisor nor a thief of the password alone can choose a PIN for somebody.
 */
async function mayChoosePin(
  house: House,
  request: FastifyRequest,
  account: Account,
  sent: { current?: string | undefined; code?: string | undefined },
) {
  const now = house.now();
  if (sent.code !== undefined) {
    if (await takeResetCode(house.accounts, now, account, { code: sent.code, address: request.ip })) return;
    throw new Problem(403, "account.reset-code-wrong", { field: "code" });
  }
  if (account.pinHash !== null) await provePin(house, request, account.person, sent.current);
  else if (await isResetStarted(house.accounts, account))
    throw new Problem(403, "account.reset-code-needed", { field: "code" });
}

/** A secret is changed by its owner, at a desk where they sit, who shows the password once more. */
async function ownAccount(house: House, request: FastifyRequest, person: string, password: string, field: string) {
  const desk = deskOf(request);
  const { signInName } = personAtDesk(desk, person);
  const now = house.now();
  const attempt = { name: signInName, address: request.ip };
  const closed = await closedUntil(house.accounts, now, attempt);
  if (closed !== undefined) throw tooMany("account.too-many-tries", now, closed);
  const account = await accountFor(house.accounts, desk.org, person);
  if (account && (await isPassword(password, account.passwordHash))) return account;
  await noteFailure(house.accounts, now, attempt);
  throw new Problem(403, "account.password-wrong", { field });
}

async function freshSession(house: House, request: FastifyRequest): Promise<Session> {
  const desk = deskOf(request);
  const now = house.now();
  await noteActivity(house.accounts, now, desk);
  return sessionOf(house, await deskWith(house.accounts, now, request.deskToken));
}
