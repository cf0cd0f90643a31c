import type { FastifyRequest } from "fastify";
import type { ActBody, ActId } from "#duty/acts.ts";
import { acts } from "#duty/nouns.ts";
import { deskOf, requiredPerson, scopeOf, stillActs } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere, problemOf } from "#server/http/problem.ts";
import { provePin } from "#server/http/prove-pin.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { makeAccount, organisationOf, randomPassword } from "./account.ts";
import { closeReason } from "./closed-reason.ts";
import { makesAccounts, personStream, requireHelp } from "./desk-authority.ts";
import { accountMaking, leaving, passwordReset, pinReset, pinUnlock } from "./people-answer.ts";
import { unlockPin } from "./pin.ts";
import { renewAccess } from "./renew-access.ts";

/** Accounts of other people: made, unlocked, reset and ended by those whose function it is. */
export function peopleRoutes(app: App, services: Services): void {
  making(app, services);
  helping(app, services);
  app.post(leaving.path, describedBy(leaving), async (request, reply) => {
    const body = { person: request.params.person, ...request.body };
    await order(services, request, "person.leave", { body });
    return reply.code(204).send(null);
  });
}

function helping(app: App, services: Services): void {
  app.post(pinUnlock.path, describedBy(pinUnlock), async (request, reply) => {
    const { account, actor } = await helpedBy(services, request, "person.own-pin");
    const { org, person } = account;
    await provePin(services, request, actor, request.body.pin);
    const reason = await closeReason(services.keyring, org, request.body.reason);
    await unlockPin(services.accounts, services.now(), { org, person, actor, reason });
    return reply.code(204).send(null);
  });
  app.post(pinReset.path, describedBy(pinReset), async (request, reply) => {
    const { account } = await helpedBy(services, request, "person.own-pin");
    const { reason, pin } = request.body;
    await order(services, request, "person.reset-pin", { body: { person: account.person, reason }, pin });
    return reply.code(204).send(null);
  });
  app.post(passwordReset.path, describedBy(passwordReset), async (request) => {
    const { account, actor } = await helpedBy(services, request, "person.own-password");
    const { person, signInName } = account;
    const { reason, pin } = request.body;
    // From the entry on the old password opens nothing; what is drawn now is said once, in this answer.
    await order(services, request, "person.reset-password", { body: { person, reason }, pin });
    const firstPassword = await renewAccess(services.accounts, services.now(), account, actor);
    return { signInName, firstPassword };
  });
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
    const organisation = await organisationOf(services.accounts, desk.org);
    if (!sites.every((each) => organisation?.sites.includes(each))) throw nothingHere("site.unknown");
    if (!(await makesAccounts(services, desk, actor)))
      throw new HttpProblem(403, "person.not-administrator", { rules: ["ZB-10"] });
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

interface Ordered<A extends ActId> {
  readonly body: ActBody<A>;
  readonly pin?: string | undefined;
}

/**
 * Sends an act of the head office on behalf of who sits here, with their PIN where the act is a signature; the rule decides whether they may.
 * What follows for the account follows from the entry.
 */
async function order<A extends ActId>(
  services: Services,
  request: FastifyRequest,
  act: A,
  { body, pin }: Ordered<A>,
): Promise<void> {
  const desk = deskOf(request);
  const { person } = requiredPerson(request);
  const needs = (acts[act] as { readonly proof?: "pin" }).proof;
  const proof = needs === "pin" ? await provePin(services, request, person, pin) : "session";
  const command = {
    id: crypto.randomUUID(),
    site: desk.headOffice,
    act,
    body,
    actor: { person },
    device: desk.device?.id,
    proof,
  } as const;
  const { refusal } = await services.execute(scopeOf(desk), command, () => stillActs(services, request, person));
  if (refusal) throw problemOf(refusal);
}
