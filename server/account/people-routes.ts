import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ActBody, ActId } from "#duty/acts.ts";
import { acts } from "#duty/nouns.ts";
import { deskOf, requiredPerson, scopeOf } from "#server/http/at-desk.ts";
import { provePin } from "#server/http/commands.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere, problemOf } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { accountFor, makeAccount, organisationOf, randomPassword } from "./account.ts";
import { helps, makesAccounts, personState } from "./desk-authority.ts";
import { accountMaking, leaving, pinReset, pinUnlock } from "./people-answer.ts";
import { noteReset, unlockPin } from "./pin.ts";

/** Accounts of other people: made, unlocked, reset and ended by those whose function it is. */
export function peopleRoutes(app: App, services: Services): void {
  making(app, services);
  app.post(pinUnlock.path, describedBy(pinUnlock), async (request, reply) => {
    const { person, org, actor, sites } = await accountOfAnother(services, request, request.params.person);
    if (!(await helps(services, deskOf(request), { actor, person, sites })))
      throw new HttpProblem(403, "account.not-a-supervisor", { rules: ["ZB-02"] });
    await provePin(services, request, actor, request.body.pin);
    await unlockPin(services.accounts, services.now(), { org, person, actor, reason: request.body.reason });
    return reply.code(204).send(null);
  });
  app.post(pinReset.path, describedBy(pinReset), async (request, reply) => {
    const { person, org, actor } = await accountOfAnother(services, request, request.params.person);
    const { reason, pin } = request.body;
    await order(services, request, "person.reset-pin", { body: { person, reason }, pin });
    await noteReset(services.accounts, services.now(), { org, person, actor, reason });
    return reply.code(204).send(null);
  });
  app.post(leaving.path, describedBy(leaving), async (request, reply) => {
    const body = { person: request.params.person, ...request.body };
    await order(services, request, "person.leave", { body });
    return reply.code(204).send(null);
  });
}

function making(app: App, services: Services): void {
  app.post(accountMaking.path, describedBy(accountMaking), async (request) => {
    const desk = deskOf(request);
    const { person: actor } = requiredPerson(request);
    const { person, signInName, sites } = request.body;
    const organisation = await organisationOf(services.accounts, desk.org);
    if (!sites.every((each) => organisation?.sites.includes(each))) throw nothingHere("site.unknown");
    if (!(await makesAccounts(services, desk, actor)))
      throw new HttpProblem(403, "person.not-administrator", { rules: ["ZB-10"] });
    if ((await personState(services, deskOf(request), person)).phase !== "employed")
      throw nothingHere("person.not-employed");
    const password = randomPassword();
    const account = { org: desk.org, person, signInName, sites, password, mustChangePassword: true, actor };
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
  const { refusal } = await services.execute(scopeOf(desk), {
    id: randomUUID(),
    site: desk.headOffice,
    act,
    body,
    actor: { person },
    device: desk.device?.id,
    proof,
  });
  if (refusal) throw problemOf(refusal);
}

/** The account of somebody else at a site that the actor may see; anybody else does not exist. */
async function accountOfAnother(services: Services, request: FastifyRequest, person: string) {
  const desk = deskOf(request);
  const { person: actor } = requiredPerson(request);
  const account = await accountFor(services.accounts, desk.org, person);
  if (!account?.sites.some((site) => scopeOf(desk).sites.includes(site))) throw nothingHere("person.unknown");
  if (actor === person) throw new HttpProblem(403, "person.own-pin", { rules: ["ZB-02"] });
  return { org: desk.org, person, actor, sites: account.sites };
}
