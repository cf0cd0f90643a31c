import type { FastifyRequest } from "fastify";
import { deskOf, personAtDesk } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { type Account, changeLanguage } from "./account.ts";
import { languageChoice, passwordChange, pinChoice, pinReplacement, type Session } from "./account-answer.ts";
import { changePassword } from "./change-password.ts";
import { type Desk, deskWith, noteActivity } from "./desk-session.ts";
import { isPlainPin, weaknessOf } from "./password.ts";
import { setPin } from "./pin.ts";
import { ownAccount, passwordWrong, provenAccount, signInFailed } from "./proven-account.ts";
import { sessionOf } from "./session-view.ts";

/** The secrets by which people prove who they are, and the language in which they are spoken to: chosen by themselves. */
export function ownSecretsRoutes(app: App, services: Services): void {
  ownSecrets(app, services);
  forgottenPin(app, services);
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
    if (!(await choosePin(services, account, { pin, at: deskOf(request) }))) throw passwordWrong("password");
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
    if (!(await choosePin(services, account, { pin }))) throw signInFailed();
    return reply.code(204).send(null);
  });
}

/**
 * Whoever knows the password may always choose a new PIN, whether the old one is known, forgotten, locked or given up (ZB-02: nobody else can).
 * The first password is known to others: what is chosen with it would not be one's own.
 */
async function choosePin(
  services: Services,
  account: Account,
  chosen: { readonly pin: string; readonly at?: Desk },
): Promise<boolean> {
  if (account.mustChangePassword) throw new HttpProblem(403, "account.first-password");
  if (isPlainPin(chosen.pin)) throw new HttpProblem(422, "account.pin-weak", { field: "pin" });
  return await setPin(services.accounts, services.now(), account, chosen);
}

async function freshSession(services: Services, request: FastifyRequest): Promise<Session> {
  await noteActivity(services.accounts, services.now(), deskOf(request));
  return sessionNow(services, request);
}

async function sessionNow(services: Services, { deskToken }: FastifyRequest): Promise<Session> {
  return sessionOf(services, await deskWith(services.accounts, services.now(), deskToken));
}
