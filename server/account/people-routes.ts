import type { FastifyRequest } from "fastify";
import { deskOf, requiredPerson } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere } from "#server/http/problem.ts";
import { pinReplaced, provePin } from "#server/http/prove-pin.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { accountFor, makeAccount, organisationOf, randomPassword } from "./account.ts";
import { closeReason } from "./closed-reason.ts";
import { makesAccounts, personStream, requireHelp, requireStaying } from "./desk-authority.ts";
import { accountMaking, leaving, passwordReset, pinReset, pinUnlock } from "./people-answer.ts";
import { unlockPin } from "./pin.ts";
import { renewAccess } from "./renew-access.ts";
import { sendOfficeAct } from "./send-office-act.ts";

/** Accounts of other people: made, unlocked, reset and ended by those whose function it is. */
export function peopleRoutes(app: App, services: Services): void {
  making(app, services);
  helping(app, services);
  app.post(leaving.path, describedBy(leaving), async (request, reply) => {
    const body = { person: request.params.person, ...request.body };
    const { person: actor } = requiredPerson(request);
    await requireStaying(services, deskOf(request), { actor, ...body });
    await sendOfficeAct(services, request, "person.leave", { body });
    return reply.code(204).send(null);
  });
}

function helping(app: App, services: Services): void {
  app.post(pinUnlock.path, describedBy(pinUnlock), async (request, reply) => {
    const { account, actor } = await helpedBy(services, request, "person.own-pin");
    const { org, person } = account;
    const by = await provePin(services, request, actor, request.body.pin);
    const reason = await closeReason(services.keyring, org, request.body.reason);
    const unlocking = await unlockPin(services.accounts, services.now(), { person, reason, by });
    if (unlocking === "replaced") throw pinReplaced();
    if (unlocking === "lifted") throw new HttpProblem(409, "account.pin-unlocked-before", { rules: ["ZB-02"] });
    return reply.code(204).send(null);
  });
  app.post(pinReset.path, describedBy(pinReset), async (request, reply) => {
    const { account } = await helpedBy(services, request, "person.own-pin");
    const { reason, pin } = request.body;
    await sendOfficeAct(services, request, "person.reset-pin", { body: { person: account.person, reason }, pin });
    return reply.code(204).send(null);
  });
  app.post(passwordReset.path, describedBy(passwordReset), async (request) => {
    const { account, actor } = await helpedBy(services, request, "person.own-password");
    const { person, signInName } = account;
    const { reason, pin } = request.body;
    // From the entry on the old password opens nothing; what is drawn now is said once, in this answer.
    const head = await sendOfficeAct(services, request, "person.reset-password", {
      ...{ body: { person, reason }, pin },
      alsoStill: async () => {
        const now = await accountFor(services.accounts, account.org, person);
        if (now?.passwordHash !== account.passwordHash) throw resetMeanwhile();
      },
    });
    const by = { actor, after: head?.version ?? 0 };
    const firstPassword = await renewAccess(services.accounts, services.now(), account, by);
    if (firstPassword === undefined) throw resetMeanwhile();
    return { signInName, firstPassword };
  });
}

/** Of two who help at once one is told a first password that opens something, and the other that it is done. */
function resetMeanwhile(): HttpProblem {
  return new HttpProblem(409, "person.reset-meanwhile");
}

/** Whom the actor may help. `own`: the code where that would be themselves. */
async function helpedBy(services: Services, request: PersonRequest, own: string) {
  const { person: actor } = requiredPerson(request);
  const { person } = request.params;
  if (person === actor) throw new HttpProblem(403, own, { rules: ["ZB-02"], field: "person" });
  return { actor, account: await requireHelp(services, deskOf(request), { actor, person }) };
}

type PersonRequest = FastifyRequest<{ Params: { person: string } }>;

function making(app: App, services: Services): void {
  app.post(accountMaking.path, describedBy(accountMaking), async (request) => {
    const desk = deskOf(request);
    const { person: actor } = requiredPerson(request);
    const { person, signInName, sites } = request.body;
    // First of all: who has no right is not told which sites and people there are.
    if (!(await makesAccounts(services, desk, actor)))
      throw new HttpProblem(403, "person.not-administrator", { rules: ["ZB-10"] });
    const organisation = await organisationOf(services.accounts, desk.org);
    if (!sites.every((each) => organisation?.sites.includes(each))) throw nothingHere("site.unknown");
    const { state, version } = await personStream(services, desk, person);
    if (state.phase !== "employed") throw nothingHere("person.not-employed");
    // An account of theirs of before ends first, where that was cut off.
    await services.follow({ org: desk.org, people: [person] });
    const password = randomPassword();
    const account = {
      org: desk.org,
      person,
      signInName,
      sites,
      password,
      mustChangePassword: true,
      actor,
      followed: version,
    };
    if (!(await makeAccount(services.accounts, services.now(), account)))
      throw new HttpProblem(409, "account.name-taken", { field: "signInName" });
    return { signInName, firstPassword: password };
  });
}
