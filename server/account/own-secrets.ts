import { deskOf, personAtDesk } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { changeLanguage } from "./account.ts";
import { languageChoice, passwordChange, pinChoice } from "./account-answer.ts";
import { refusedMeanwhile, renewedDesk } from "./at-renewed-desk.ts";
import { changePassword } from "./change-password.ts";
import { choosePin, forgottenPin } from "./choose-pin.ts";
import { keepCookie, type SignInOptions } from "./desk-cookie.ts";
import { weaknessOf } from "./password.ts";
import { ownAccount } from "./proven-account.ts";
import { freshSession } from "./session-view.ts";

/** The secrets by which people prove who they are, and the language in which they are spoken to: chosen by themselves. */
export function ownSecretsRoutes(app: App, services: Services, environment: SignInOptions): void {
  ownSecrets(app, services, environment);
  forgottenPin(app, services);
}

function ownSecrets(app: App, services: Services, environment: SignInOptions): void {
  app.post(passwordChange.path, describedBy(passwordChange), async (request, reply) => {
    const { person, current, next } = request.body;
    const account = await ownAccount(services, request, person, current, "current");
    const weakness = next === current ? "same" : weaknessOf(next, account.signInName);
    if (weakness) throw new HttpProblem(422, "account.password-weak", { field: "next", detail: { why: weakness } });
    const at = renewedDesk(request);
    const changed = await changePassword(services.accounts, services.now(), account, { next, at });
    if (!changed) throw await refusedMeanwhile(services, at, "current");
    keepCookie(reply, environment, at.next);
    return freshSession(services, request, at.next);
  });
  app.post(pinChoice.path, describedBy(pinChoice), async (request, reply) => {
    const { person, password, pin } = request.body;
    const account = await ownAccount(services, request, person, password, "password");
    const at = renewedDesk(request);
    if (!(await choosePin(services, account, { pin, at }))) throw await refusedMeanwhile(services, at, "password");
    keepCookie(reply, environment, at.next);
    return freshSession(services, request, at.next);
  });
  app.post(languageChoice.path, describedBy(languageChoice), async (request) => {
    const desk = deskOf(request);
    const { person } = personAtDesk(desk, request.body.person);
    await changeLanguage(services.accounts, desk.org, person, request.body.language);
    return freshSession(services, request, request.deskToken);
  });
}
