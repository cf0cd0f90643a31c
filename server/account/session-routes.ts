import type { FastifyRequest } from "fastify";
import { deskOf, signedInAt } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { deskLock, deskTouch, type Session, sessionView, signIn, signOut } from "./account-answer.ts";
import { noteEvent } from "./account-event.ts";
import { keepCookie, type SignInOptions } from "./desk-cookie.ts";
import { type Desk, type DeskPerson, deskWith, noteActivity } from "./desk-session.ts";
import { leaveDesk, lockDesk } from "./leave-desk.ts";
import { ownSecretsRoutes } from "./own-secrets.ts";
import { provenAccount, type SignInTry, signInFailed } from "./proven-account.ts";
import { sessionAsked, sessionOf } from "./session-view.ts";
import { joinDesk } from "./take-desk.ts";
import { unlocking } from "./unlock-desk.ts";

/** Who sits at this browser: coming, going, locking, and the secrets by which people prove who they are. */
export function sessionRoutes(app: App, services: Services, environment: SignInOptions): void {
  signingIn(app, services, environment);
  locking(app, services);
  unlocking(app, services, environment);
  ownSecretsRoutes(app, services, environment);
}

function signingIn(app: App, services: Services, environment: SignInOptions): void {
  app.get(sessionView.path, describedBy(sessionView), (request) => sessionAsked(services, request));
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

async function admit(services: Services, request: FastifyRequest, sent: SignInTry): Promise<string> {
  const account = await provenAccount(services, request, sent);
  const now = services.now();
  const token = await joinDesk(services.accounts, now, account, { token: request.deskToken, desk: request.desk });
  if (token === undefined) throw signInFailed();
  const { org, person } = account;
  if (request.desk && request.desk.org !== org) await noteSignOuts(services, request.desk, request.desk.people);
  await noteEvent(services.accounts, now, { what: "signed-in", org, person, address: request.ip });
  return token;
}

function locking(app: App, services: Services): void {
  app.post(deskLock.path, describedBy(deskLock), async (request) => {
    await lockDesk(services.accounts, services.now(), deskOf(request));
    return sessionNow(services, request);
  });
  app.post(deskTouch.path, describedBy(deskTouch), async (request, reply) => {
    await noteActivity(services.accounts, services.now(), deskOf(request));
    return reply.code(204).send(null);
  });
}

async function sessionNow(services: Services, { deskToken }: FastifyRequest): Promise<Session> {
  return sessionOf(services, await deskWith(services.accounts, services.now(), deskToken));
}
